/** A text that may hold an address, without the user and the password in it. */
export function withoutPassword(text: string): string {
  return text.replace(/:\/\/\S*@/g, '://');
}
