import { expect, test } from 'vitest';
import { msoView } from '#rendering/mso-view.ts';

const guarded = (condition: string) => msoView(`a<!--[if ${condition}]>b<![endif]-->c`);

test('what is in Outlook’s comments stands open', () => {
  for (const condition of ['mso', 'mso | IE', '(mso)|(IE)', '(gte mso 9)|(IE)', 'gte mso 9', 'mso 16', 'gt mso 14'])
    expect(guarded(condition)).toBe('abc');
});

test('what is for other programs or an older Outlook is gone', () => {
  for (const condition of ['!mso', 'IE', 'lte mso 11', 'lt mso 12', '!(mso)', 'mso & !mso', 'gt mso 16', 'mso 12'])
    expect(guarded(condition)).toBe('ac');
});

test('what everybody but Outlook sees is gone, in both ways of writing it', () => {
  expect(msoView('a<!--[if !mso]><!-->b<!--<![endif]-->c')).toBe('ac');
  expect(msoView('a<!--[if !mso]><!-- -->b<!-- <![endif]-->c')).toBe('ac');
});

test('other comments and the rest of the mail stay as they are', () => {
  const html = '<p>a<!-- b --></p><!--[if mso]><i><![endif]-->c<!--[if mso]></i><![endif]-->';
  expect(msoView(html)).toBe('<p>a<!-- b --></p><i>c</i>');
});
