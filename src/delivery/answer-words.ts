import type { Answer } from './answer.ts';

/** What the provider answered, as an editor reads it. */
export function answerWords(answer: Answer): string {
  if (answer.kind === 'accepted') return `answered ${answer.ids.length} ids and ${answer.refused.length} refusals`;
  return answer.kind === 'silence'
    ? `no answer: ${answer.message}`
    : `${answer.status} ${answer.name}: ${answer.message}`;
}
