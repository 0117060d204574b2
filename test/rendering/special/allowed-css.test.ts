import { describe, expect, test } from 'vitest';
import { cssProblems } from '#rendering/special/allowed-css.ts';

describe('a style sheet may', () => {
  test.each([
    '.a{color:#fff}',
    'p.a, .b > td .c { padding: 4px 8px !important }',
    '/* a note */ .a{margin:0}',
    '@media only screen and (min-width:480px){.a{width:50%!important}}',
    '@media (prefers-color-scheme: dark) { .a { color: rgb(1, 2, 3); } .b { color: red } }',
    '',
  ])('hold %j', (css) => expect(cssProblems(css)).toEqual([]));
});

describe('a style sheet may not', () => {
  test.each([
    ['p{color:red}', /selector/],
    ['.a:hover{color:red}', /selector/],
    ['.a + .b{color:red}', /selector/],
    ['[class]{color:red}', /selector/],
    ['.a, td{color:red}', /selector/],
    ['.layout{color:red}', /belongs to the look/],
    ['p.page .a{color:red}', /belongs to the look/],
    ['@supports (x:y){.a{color:red}}', /rule "@supports/],
    ['@media (max-width:1px){@media print{.a{color:red}}}', /rule "@media print/],
    ['@media (max-width:1px){@media (min-width:1px){.a{color:red}}}', /rule "@media \(min-width/],
    ['@media (max-width:1px){.page{color:red}}', /belongs to the look/],
    ['.a{content:"x"}', /sets content/],
    ['.a{color:red', /selector/],
    ['.a{color:red}}*{color:red}', /selector/],
    ['@media (max-width:1px){.a{color:red}}}*{color:red}', /selector/],
  ])('hold %j', (css, problem) => expect(cssProblems(css).join('\n')).toMatch(problem));

  test('take long to be refused', () => {
    const start = performance.now();
    expect(cssProblems(`${'.a > '.repeat(10_000)}!{color:red}`)).toHaveLength(1);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
