/** Where an issue is in the studio. */
export function issueAddress(name: string): string {
  return `/studio/issues/${name}`;
}
