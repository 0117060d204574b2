import { describe, expect, test } from 'vitest';
import { cleanOutput } from '#rendering/special/clean-output.ts';

// What could only get here through a hole in the rules for what is written: this is the second lock.
const dropped: [string, RegExp][] = [
  ['<script>alert(1)</script>', /<script>/],
  ['<p onclick="x()">x</p>', /attribute onclick/],
  ['<img src="x" onerror="alert(1)">', /attribute onerror/],
  ['<a href="javascript:alert(1)">x</a>', /neither https/],
  ['<a href="&#106;avascript:alert(1)">x</a>', /neither https/],
  ['<img alt="" src="data:image/png,x">', /neither https/],
  ['<div style="position:fixed">x</div>', /sets position/],
  ['<td background="https://x.example/x">x</td>', /attribute background/],
  ['<form><input></form>', /<form>/],
  ['<link rel="stylesheet" href="https://x.example/">', /<link>/],
  ['<!-- anything -->', /none of MJML/],
  ['<!--[if !mso]><!--><b>x</b><!--<![endif]-->', /none of MJML/],
  ['<!--[if gte mso 9]><xml></xml><![endif]-->', /none of MJML/],
  ['<!--[if mso]><script>x</script><![endif]-->', /comment for Outlook holds/],
  ['<!--[if mso]><v:rect><v:fill src="https://x.example/x"/></v:rect><![endif]-->', /comment for Outlook holds/],
  ['<!--[if mso]><p>Words for Outlook alone</p><![endif]-->', /comment for Outlook holds/],
  ['<!--[if mso]><td onclick="x()"><![endif]-->', /comment for Outlook carries onclick/],
  ['<!--[if mso]><td style="background:url(x)"><![endif]-->', /comment for Outlook uses url/],
  ['<!--[if mso]><td width="1&quot; x=">x<![endif]-->', /comment for Outlook/],
];

describe('what MJML could have written and nobody gets', () => {
  test.each(dropped)('%s', (html, what) => {
    const clean = cleanOutput(`<div>${html}</div>`);
    expect(clean.dropped.join('\n')).toMatch(what);
    expect(clean.seen).not.toMatch(/<script|<img[^>]*src|javascript:|data:|on\w+=|position|<form|<link|<!--/);
  });
});

test('tables for Outlook stay where they were, character for character', () => {
  const ghosts = [
    '<!--[if mso | IE]><table width="600"><tr><td style="width:300px;" ><![endif]-->',
    '<!--[if mso]></td></tr></table><![endif]-->',
  ];
  const { html, seen, dropped } = cleanOutput(`<div>${ghosts[0]}<p>One</p>${ghosts[1]}</div>`);
  expect(dropped).toEqual([]);
  expect(html).toBe(`<div>${ghosts[0]}<p>One</p>${ghosts[1]}</div>`);
  expect(seen).toBe('<div><p>One</p></div>');
});

test('the ground of the whole layout becomes a block of the frame’s body', () => {
  const { html, dropped } = cleanOutput(
    '<body class="page" style="background-color:#F5F2EC;">\n  <div lang="en" role="article">x</div></body>',
  );
  expect(dropped).toEqual([]);
  expect(html).toBe('<div class="page" style="background-color:#F5F2EC;"><div>x</div></div>');
});

test('what is never closed is closed', () => {
  expect(cleanOutput('<div><b>x').html).toBe('<div><b>x</b></div>');
});
