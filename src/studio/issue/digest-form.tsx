import type { Desk } from './desk.ts';
import { baseOf, type Seen } from './desk-form.ts';
import { FormFrame } from './form-frame.tsx';
import { LineupList } from './lineup-list.tsx';
import { NoteField, SendTimeField, SponsorFields, WordsFields } from './words-fields.tsx';

type DigestFormProps = {
  desk: Desk;
  timeZone: string;
  /** Of words that were sent and not saved. */
  unsaved: { seen?: Seen } | undefined;
};

/** What an editor can change about a week's issue. */
export function DigestForm({ desk, timeZone, unsaved }: DigestFormProps) {
  const { subject, preheader, sendAt } = desk.fields;
  return (
    <FormFrame name={desk.issue.name} base={unsaved?.seen ?? baseOf(desk.issue)} unsaved={unsaved !== undefined}>
      <WordsFields subject={subject} preheader={preheader} from={desk.message.from} />
      <LineupList desk={desk} />
      <NoteField desk={desk} />
      <SponsorFields desk={desk} />
      <SendTimeField sendAt={sendAt} timeZone={timeZone} hint="empty for the time of the schedule" />
    </FormFrame>
  );
}
