import type { SettingsInput } from './settings.ts';

/** What the command line says, as text. */
type Words = {
  port: string;
  record?: string | undefined;
  'rate-limit': string;
  'api-key'?: string | undefined;
  'verified-domains'?: string | undefined;
  'placeholder-domains'?: string | undefined;
  'no-bodies': boolean;
};

export function startOptions(words: Words): SettingsInput & { port: number } {
  const { record, 'rate-limit': rateLimit, 'api-key': apiKey } = words;
  const verified = words['verified-domains'];
  const placeholders = words['placeholder-domains'];
  return {
    port: wholeNumber('port', words.port),
    rateLimit: rateLimit === 'off' ? 'off' : wholeNumber('rate-limit', rateLimit),
    keepBodies: !words['no-bodies'],
    ...(record === undefined ? {} : { recordFile: record }),
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(verified === undefined ? {} : { verifiedDomains: domains(verified) }),
    ...(placeholders === undefined ? {} : { placeholderDomains: domains(placeholders) }),
  };
}

function wholeNumber(name: string, word: string): number {
  if (!/^\d+$/.test(word)) throw new Error(`--${name} must be a whole number, not "${word}"`);
  return Number(word);
}

function domains(words: string): string[] {
  return words.split(',').filter((word) => word !== '');
}
