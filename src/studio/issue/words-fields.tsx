import type { Desk } from './desk.ts';
import { wallText } from './desk-form.ts';
import { senderName } from './sender-name.ts';

type FieldProps = {
  name: 'subject' | 'preheader';
  words: string;
  value: string;
  fewest: number;
  most: number;
  /** What the form takes at all. */
  room: number;
};

function LineField({ name, words, value, fewest, most, room }: FieldProps) {
  return (
    <p id={`field-${name}`}>
      <label htmlFor={name}>{words}</label>
      <input
        id={name}
        name={name}
        type="text"
        maxLength={room}
        defaultValue={value}
        aria-describedby={`${name}-count`}
      />
      <span className="count" id={`${name}-count`} data-counts={name} data-fewest={fewest} data-most={most}>
        {`${value.length} of ${fewest} to ${most} characters`}
      </span>
    </p>
  );
}

/** How the line looks in the list of a mailbox, before anybody opens anything. */
type MailboxWords = { subject: string; preheader: string; from: string };

function MailboxList({ subject, preheader, from }: MailboxWords) {
  return (
    <div className="mailbox">
      {(['phone', 'desktop'] as const).map((size) => (
        <div key={size} className={`mailbox-line ${size}`}>
          <b className="from">{senderName(from)}</b>
          <span className="subject" data-shows="subject">
            {subject}
          </span>
          <span className="preheader" data-shows="preheader">
            {preheader}
          </span>
        </div>
      ))}
    </div>
  );
}

export function WordsFields({ subject, preheader, from }: MailboxWords) {
  return (
    <fieldset className="block">
      <legend>In the mailbox</legend>
      <LineField name="subject" words="Subject" value={subject} fewest={1} most={50} room={200} />
      <LineField name="preheader" words="Preheader" value={preheader} fewest={40} most={90} room={300} />
      <MailboxList subject={subject} preheader={preheader} from={from} />
    </fieldset>
  );
}

export function NoteField({ desk }: { desk: Desk }) {
  return (
    <fieldset className="block" id="field-note">
      <legend>Editor’s note</legend>
      <label htmlFor="note">Markdown, above the lineup; empty for none</label>
      <textarea id="note" name="note" rows={5} maxLength={10_000} defaultValue={desk.fields.note} />
    </fieldset>
  );
}

export function SponsorFields({ desk }: { desk: Desk }) {
  const { sponsor } = desk.fields;
  const markdown = sponsor && 'markdown' in sponsor ? sponsor.markdown : '';
  const mjml = sponsor && 'mjml' in sponsor ? sponsor.mjml : '';
  return (
    <fieldset className="block" id="field-sponsor">
      <legend>Sponsor</legend>
      <label htmlFor="sponsorMarkdown">What the sponsor says, Markdown; empty for none</label>
      <textarea id="sponsorMarkdown" name="sponsorMarkdown" rows={3} maxLength={5_000} defaultValue={markdown} />
      <label htmlFor="sponsorLabel">The label above it, always shown</label>
      <input
        id="sponsorLabel"
        name="sponsorLabel"
        type="text"
        maxLength={80}
        defaultValue={sponsor?.label ?? ''}
        placeholder="Sponsor"
      />
      <details open={mjml !== ''}>
        <summary>Laid out in MJML instead</summary>
        <label htmlFor="sponsorMjml">MJML; where there is some, the Markdown above is not used</label>
        <textarea
          id="sponsorMjml"
          name="sponsorMjml"
          rows={10}
          className="code"
          spellCheck={false}
          defaultValue={mjml}
        />
        <div id="faults" role="status" />
      </details>
    </fieldset>
  );
}

type SendTimeFieldProps = { sendAt: string | undefined; timeZone: string; hint: string };

export function SendTimeField({ sendAt, timeZone, hint }: SendTimeFieldProps) {
  return (
    <fieldset className="block" id="field-sendAt">
      <legend>Send time</legend>
      <label htmlFor="sendAt">{`In ${timeZone}; ${hint}`}</label>
      <input
        id="sendAt"
        name="sendAt"
        type="datetime-local"
        defaultValue={sendAt === undefined ? '' : wallText(sendAt, timeZone)}
      />
    </fieldset>
  );
}
