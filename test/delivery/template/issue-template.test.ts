import { describe, expect, test } from 'vitest';
import { differingParts, issueTemplate } from '#delivery/template/issue-template.ts';
import type { MailMessage } from '#rendering/mail-message.ts';
import { renderWithHash } from '#rendering/prepare-mail.ts';
import { slot } from '#rendering/slots.ts';
import { aDraft } from '../../builders/issue-builders.ts';
import { mailSettings } from '../../builders/sending-rig.ts';

const token = slot('READER_TOKEN');
const name = aDraft().name;

const message = (changes: Partial<MailMessage> = {}): MailMessage => ({
  from: 'Verdicts <verdicts@verdicts.example>',
  replyTo: 'editors@verdicts.example',
  subject: 'Alpha or Beta?',
  html: `<a href="https://verdicts.example/r/${token}">out</a> <a href="/${token}">again</a>`,
  text: `Out: https://verdicts.example/r/${token}`,
  headers: { 'List-Unsubscribe': `<https://verdicts.example/u/${token}>` },
  ...changes,
});

function templateOf(changes: Partial<MailMessage> = {}) {
  const made = issueTemplate(message(changes), name);
  if (made.kind !== 'template') throw new Error(made.because);
  return made.template;
}

describe('A frozen message', () => {
  test('becomes a template with a variable in place of each slot', () => {
    expect(templateOf()).toMatchObject({
      from: message().from,
      replyTo: message().replyTo,
      subject: message().subject,
      html: '<a href="https://verdicts.example/r/{{{READER_TOKEN}}}">out</a> <a href="/{{{READER_TOKEN}}}">again</a>',
      text: 'Out: https://verdicts.example/r/{{{READER_TOKEN}}}',
    });
  });

  test('gets a name that no other content has, and its headers do not change it', () => {
    const { alias } = templateOf();
    expect(alias).toMatch(/^2026-w47-[0-9a-f]{16}$/);
    expect(templateOf({ headers: {} }).alias).toBe(alias);
    for (const changes of [
      { from: 'a@b.example' },
      { replyTo: undefined },
      { subject: 'B' },
      { html: 'B' },
      { text: 'B' },
    ])
      expect(templateOf(changes).alias).not.toBe(alias);
  });

  test('is no template where Resend would read its words as variables', () => {
    expect(issueTemplate(message({ text: 'Write {{name}}' }), name)).toMatchObject({ kind: 'impossible' });
    expect(issueTemplate(message({ subject: '{{{NAME}}}' }), name)).toMatchObject({ kind: 'impossible' });
    expect(issueTemplate(message({ html: `{${token}}` }), name)).toMatchObject({ kind: 'impossible' });
  });

  test('that a week’s issue renders to is a template', async () => {
    const rendered = await renderWithHash(aDraft().content, mailSettings);
    expect(issueTemplate(rendered.message, name)).toMatchObject({ kind: 'template' });
  });
});

test('Templates differ in what is not the same byte for byte', () => {
  expect(differingParts(templateOf(), templateOf())).toEqual([]);
  expect(differingParts(templateOf(), { ...templateOf(), html: 'x', replyTo: undefined })).toEqual(['replyTo', 'html']);
});
