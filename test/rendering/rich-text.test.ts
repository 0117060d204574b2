import { describe, expect, test } from 'vitest';
import { richText } from '#rendering/rich-text.ts';

test('Markdown becomes HTML, and text that keeps the addresses of its links', () => {
  const note = richText('Hello **there**,\nread [this & that](https://example.org/?a=1&b=2).\n\nSecond paragraph.');
  expect(note.html).toBe(
    '<p>Hello <strong>there</strong>,\nread <a href="https://example.org/?a=1&amp;b=2">this &amp; that</a>.</p>\n<p>Second paragraph.</p>',
  );
  expect(note.text).toBe('Hello there,\nread this & that (https://example.org/?a=1&b=2).\n\nSecond paragraph.');
});

describe('nothing that runs or loads gets through', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '<a href="data:text/html,x" onclick="x()">x</a>',
    '<style>p{}</style>',
    '<iframe src="https://example.org"></iframe>',
  ];
  for (const markdown of hostile) {
    test(markdown, () => {
      expect(richText(markdown).html).not.toMatch(/<script|<img|<style|<iframe|javascript:|data:|onerror|onclick/i);
    });
  }
});
