import { describe, expect, test } from 'vitest';
import { sponsorBlock } from '#rendering/special/sponsor-block.ts';
import { withColumn, withText } from './layouts.ts';

const blockOf = async (mjml: string) => {
  const block = await sponsorBlock(mjml);
  if (block.kind === 'faulty') throw new Error(JSON.stringify(block.faults));
  return block;
};
const faultsOf = async (mjml: string) => {
  const block = await sponsorBlock(mjml);
  return block.kind === 'faulty' ? block.faults.map(({ problem }) => problem) : [];
};

describe('a sponsor’s MJML', () => {
  test('becomes a piece of HTML with no head, and its text', async () => {
    const { html, text } = await blockOf(withText('Try <a href="https://x.example/">Alpha</a>'));
    expect(html).not.toMatch(/<(html|head|body|style|title)\b/);
    expect(html).toContain('Try <a href="https://x.example/">Alpha</a>');
    expect(text).toBe('Try Alpha (https://x.example/)');
  });

  test('stands on a light ground of its own, in the width the digest has for it', async () => {
    const wide = withText('x').replace('<mj-body>', '<mj-body width="900px">');
    const { html } = await blockOf(wide);
    expect(html).toMatch(/^<div style="color:#1B1B1F;background-color:#FFFFFF;max-width:536px">/);
    expect(html).toContain('max-width:536px;"><table');
    expect(html).not.toContain('900');
  });

  test('may bring no style sheet, since nothing would carry it', async () => {
    const head = '<mj-head><mj-style>.a{color:red}</mj-style></mj-head>';
    expect(await faultsOf(withText('x', head))).toEqual([expect.stringContaining('has no head')]);
  });

  test('gets no reader’s token, not even in a link to our own pages', async () => {
    const link = '<a href="https://verdicts.example/unsubscribe/%%READER_TOKEN%%">x</a>';
    expect(await faultsOf(withText(link))).toEqual([expect.stringContaining('holds %%')]);
  });

  test('leaves room for the issue around it', async () => {
    const faults = await faultsOf(withColumn('<mj-text>x</mj-text>'.repeat(90)));
    expect(faults).toEqual([expect.stringMatching(/is \d+ bytes as HTML/)]);
  });

  test('goes through the same rules as every layout', async () => {
    expect(await faultsOf(withText('<script>x</script>'))).toEqual([expect.stringContaining('<script>')]);
  });
});
