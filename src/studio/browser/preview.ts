/** Keeps the preview beside the form in step with what is typed. */

type Finding = {
  check: string;
  level: 'error' | 'warning';
  place: string;
  problem: string;
  remedy: string;
  field?: string;
  pairing?: string;
};

type Fault = { line: number; problem: string; remedy: string };

type Answer =
  | { id: string; htmlBytes: number; textBytes: number; findings: Finding[]; faults: Fault[] }
  | { problem: string };

/** Short enough to be felt as at once, long enough not to render every letter of a word. */
const TYPING_PAUSE_MS = 60;

function element(name: string, className: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function findingItem({ check, level, place, problem, remedy, field, pairing }: Finding): HTMLLIElement {
  const item = document.createElement('li');
  item.className = level;
  const target = pairing ? `#pairing-${pairing}` : field && `#field-${field}`;
  const where = element(target ? 'a' : 'span', 'place', place);
  if (target) where.setAttribute('href', target);
  item.append(
    element('b', '', level === 'error' ? 'Error' : 'Warning'),
    ` ${check}: `,
    where,
    ` ${problem}`,
    element('span', 'remedy', remedy),
  );
  return item;
}

function showFindings(findings: readonly Finding[]): void {
  const box = document.querySelector('#findings');
  if (!box) return;
  if (findings.length === 0) {
    box.replaceChildren(element('p', 'all-well', 'No finding.'));
    return;
  }
  const list = element('ul', 'findings', '');
  list.append(...findings.map(findingItem));
  box.replaceChildren(list);
}

/** What is wrong with a layout, by line; nothing where there is no layout. */
function showFaults(faults: readonly Fault[]): void {
  const list = element('ul', 'findings', '');
  for (const { line, problem, remedy } of faults) {
    const item = element('li', 'error', '');
    item.append(element('b', '', `Line ${line}`), ` ${problem}`, element('span', 'remedy', remedy));
    list.append(item);
  }
  document.querySelector('#faults')?.replaceChildren(...(faults.length > 0 ? [list] : []));
}

type View = { base: string; id: string; look: string; width: string; reader: string };
type Chosen = 'look' | 'width' | 'reader';

/** A new address in the same frame, without a step in the browser's history. */
function showMail(view: View): void {
  const frame = document.querySelector<HTMLIFrameElement>('#mail');
  if (!frame) return;
  frame.className = `w-${view.width}`;
  const asked = view.reader === '' ? '' : `?${new URLSearchParams({ reader: view.reader })}`;
  frame.contentWindow?.location.replace(`${view.base}/${view.id}/${view.look}${asked}`);
}

function followChoices(pane: HTMLElement, view: View): void {
  const hint = pane.querySelector<HTMLElement>('#preview-hint');
  const hints: Record<string, string> = JSON.parse(hint?.dataset.hints ?? '{}');
  for (const choice of pane.querySelectorAll<HTMLAnchorElement>('.choice-link')) {
    const { kind, name = '' } = choice.dataset;
    if (choice.getAttribute('aria-current') === 'true') view[kind as Chosen] = name;
    choice.addEventListener('click', (event) => {
      event.preventDefault();
      for (const other of pane.querySelectorAll(`[data-kind="${kind}"]`)) other.removeAttribute('aria-current');
      choice.setAttribute('aria-current', 'true');
      view[kind as Chosen] = name;
      if (hint) hint.textContent = hints[view.look] ?? '';
      showMail(view);
    });
  }
}

async function askFor(base: string, form: HTMLFormElement, stop: AbortSignal): Promise<Answer> {
  const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  const answer = await fetch(base, { method: 'POST', body, signal: stop });
  if (answer.status === 401)
    return { problem: 'You are not signed in any more: sign in in another tab, then go on here.' };
  return (await answer.json()) as Answer;
}

/** Returns what to call when something was typed. */
export function followPreview(form: HTMLFormElement): () => void {
  const pane = document.querySelector<HTMLElement>('#preview');
  if (!pane) return () => undefined;
  const base = pane.dataset.base ?? '';
  const view: View = { base, id: 'saved', look: 'light', width: 'desktop', reader: '' };
  followChoices(pane, view);
  const state = pane.querySelector('#preview-state');
  let asking: AbortController | undefined;
  let pause: ReturnType<typeof setTimeout> | undefined;
  const say = (words: string) => {
    if (state) state.textContent = words;
  };
  const refresh = async () => {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const answer = await askFor(base, form, signal);
      if ('problem' in answer) return say(` · ${answer.problem}`);
      view.id = answer.id;
      showMail(view);
      showFindings(answer.findings);
      showFaults(answer.faults);
      for (const part of ['html', 'text'] as const) {
        const bytes = pane.querySelector(`#${part}-bytes`);
        if (bytes) bytes.textContent = answer[`${part}Bytes`].toLocaleString('en-GB');
      }
      say('');
    } catch {
      if (!signal.aborted) say(' · The studio does not answer; what you typed is still here.');
    }
  };
  return () => {
    clearTimeout(pause);
    pause = setTimeout(() => void refresh(), TYPING_PAUSE_MS);
  };
}
