import { describe, expect, test } from 'vitest';
import { finishHtml } from '../../emails/finish-html.ts';

describe('finishing', () => {
  test('gives the doctype that lets cells stack', () => {
    const xhtml =
      '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html></html>';
    expect(finishHtml(xhtml)).toBe('<!DOCTYPE html><html></html>');
  });

  test('takes React’s markers away', () => {
    expect(finishHtml('<!--html--><!--head--><!--body--><!--$--><p>a<!-- -->b</p><!--/$-->')).toBe('<p>ab</p>');
  });

  test('leaves Outlook’s comments and takes only the tags that carried them', () => {
    expect(finishHtml('<x-mso><!--[if mso]><td><![endif]--></x-mso>')).toBe('<!--[if mso]><td><![endif]-->');
  });

  test('leaves the same marks alone where a person typed them', () => {
    const typed = '<p>&lt;x-mso&gt; &lt;!-- --&gt; %%READER_TOKEN%%</p>';
    expect(finishHtml(typed)).toBe(typed);
  });

  test('removes NUL characters', () => {
    expect(finishHtml('a\0b')).toBe('ab');
  });

  test('changes nothing the second time', () => {
    const once = finishHtml('<!DOCTYPE html PUBLIC "x"><!--$--><p>a<!-- -->b</p><!--/$-->');
    expect(finishHtml(once)).toBe(once);
  });
});
