import { answerWords } from '../answer-words.ts';
import type { Reading } from '../provider-list/listed-mail.ts';
import type { PatiencePorts } from '../provider-list/patient-reader.ts';
import { decideNext } from '../retry-table.ts';
import { differingParts, type IssueTemplate } from './issue-template.ts';
import type { ShelvedTemplate, TemplateShelf } from './template-shelf.ts';

export type PublishingPorts = Omit<PatiencePorts, 'report'> & {
  templates: TemplateShelf;
  report(event: { kind: 'waiting'; ms: number; because: string }): void;
};

/** What came of publishing a template, or of looking whether it still is what was published. */
export type Publishing =
  | { kind: 'published'; id: string }
  /** There is none that is this one, and no repetition helps. */
  | { kind: 'refused'; because: string }
  /** Worth another try later. */
  | { kind: 'no-answer'; because: string }
  | { kind: 'stopped' };

type Asked<Value> = Reading<Value> | { kind: 'stopped' };
type Ask = <Value>(call: () => Promise<Reading<Value>>) => Promise<Asked<Value>>;

/** One call at the account's pace, while it may be made. */
function askAtPace({ pacer, wait, mayRead, stop }: PublishingPorts): Ask {
  return async (call) => {
    const placeMs = await pacer.place();
    if (placeMs > 0) await wait(placeMs, stop);
    if (stop.aborted || !(await mayRead())) return { kind: 'stopped' };
    const reading = await call();
    await pacer.heard('rate' in reading ? reading.rate : undefined);
    return reading;
  };
}

/** A run that died may have left it at any step: what is there already is not made again. */
async function bringOut(ask: Ask, shelf: TemplateShelf, template: IssueTemplate) {
  const known = await ask(() => shelf.find(template.alias));
  if (known.kind !== 'read') return known;
  if (known.value && known.value.state !== 'draft') return known;
  const draft = known.value?.id ?? (await ask(() => shelf.create(template)));
  if (typeof draft !== 'string' && draft.kind !== 'read') return draft;
  const id = typeof draft === 'string' ? draft : draft.value;
  const published = await ask(() => shelf.publish(id));
  return published.kind === 'read' ? ask(() => shelf.find(id)) : published;
}

/** Whether what the provider has is what mails were frozen as. */
function compare(template: IssueTemplate, shelved: ShelvedTemplate | undefined): Publishing {
  if (!shelved) return { kind: 'refused', because: 'the provider has no such template' };
  const parts = differingParts(template, shelved);
  if (parts.length > 0) return { kind: 'refused', because: `it reads back with another ${parts.join(', ')}` };
  if (shelved.state === 'published') return { kind: 'published', id: shelved.id };
  return { kind: 'refused', because: `it reads back as ${shelved.state === 'draft' ? 'a draft' : 'edited since'}` };
}

/** Asks again where the retry table says that it helps: from the beginning, as a lost answer may have done its work. */
async function patiently(
  ports: PublishingPorts,
  template: IssueTemplate,
  work: (ask: Ask) => Promise<Asked<ShelvedTemplate | undefined>>,
): Promise<Publishing> {
  for (let attempt = 1; ; attempt += 1) {
    const reading = await work(askAtPace(ports));
    if (reading.kind === 'stopped') return reading;
    if (reading.kind === 'read') return compare(template, reading.value);
    if (reading.kind === 'sends-only') return { kind: 'refused', because: 'the API key may send and nothing else' };
    const because = answerWords(reading);
    const { row, waitMs } = decideNext(reading, 1, attempt);
    if (row.next !== 'again') return { kind: 'refused', because };
    if (waitMs === undefined) return { kind: 'no-answer', because };
    ports.report({ kind: 'waiting', ms: waitMs, because: `the template: ${because}` });
    await ports.wait(waitMs, ports.stop);
  }
}

/** Publishes a template once, whoever began it, and reads it back. */
export function publishTemplate(ports: PublishingPorts, template: IssueTemplate): Promise<Publishing> {
  return patiently(ports, template, (ask) => bringOut(ask, ports.templates, template));
}

/** Whether a published template still is what it was. */
export function lookAtTemplate(ports: PublishingPorts, template: IssueTemplate, id: string): Promise<Publishing> {
  return patiently(ports, template, (ask) => ask(() => ports.templates.find(id)));
}
