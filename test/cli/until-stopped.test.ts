import { expect, test } from 'vitest';
import type { Answer, SubmitBatch } from '#delivery/answer.ts';
import { bodyOf } from '#delivery/batch-body.ts';
import { untilStopped } from '../../src/cli/until-stopped.ts';

const silence = { kind: 'silence', message: 'nobody there' } as const;
const accepted: Answer = { kind: 'accepted', ids: [], refused: [], rate: undefined };

const says = async () => silence;
const nothingToRead = {
  apiKeyMark: 'of a test',
  listMails: says,
  mailTags: says,
  templates: { find: says, create: says, publish: says },
};

test('Pages call the provider until the program is to end; what they were given before then calls no more either', async () => {
  const keys: string[] = [];
  const submitBatch: SubmitBatch = async (_, key) => {
    keys.push(key);
    return accepted;
  };
  const ending = new AbortController();
  const provider = await untilStopped(async () => ({ ...nothingToRead, submitBatch }), ending.signal)();
  expect(await provider?.submitBatch(bodyOf([]), 'before')).toEqual(accepted);
  ending.abort();
  expect(await provider?.submitBatch(bodyOf([]), 'after')).toMatchObject({ kind: 'silence' });
  expect(keys).toEqual(['before']);
});

test('Where no provider is set up there is none for pages', async () => {
  expect(await untilStopped(async () => undefined, new AbortController().signal)()).toBeUndefined();
});
