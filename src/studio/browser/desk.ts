import { arrangeLineup } from './lineup.ts';
import { followPreview } from './preview.ts';

const form = document.querySelector<HTMLFormElement>('#desk');

/** What the form would send, as text that can be compared. */
function filledIn(desk: HTMLFormElement): string {
  return new URLSearchParams(new FormData(desk) as unknown as Record<string, string>).toString();
}

function showCounts(desk: HTMLFormElement): void {
  for (const count of desk.querySelectorAll<HTMLElement>('[data-counts]')) {
    const { counts = '', fewest, most } = count.dataset;
    const { length } = (desk.elements.namedItem(counts) as HTMLInputElement).value.trim();
    count.textContent = `${length} of ${fewest} to ${most} characters`;
    count.classList.toggle('over', length < Number(fewest) || length > Number(most));
  }
  for (const line of desk.querySelectorAll<HTMLElement>('[data-shows]')) {
    line.textContent = (desk.elements.namedItem(line.dataset.shows ?? '') as HTMLInputElement).value;
  }
}

/** Unsaved words are said, guarded against leaving, and not approved by mistake. */
function watchUnsaved(desk: HTMLFormElement): () => void {
  const saved = filledIn(desk);
  const state = document.querySelector<HTMLElement>('#save-state');
  const approve = document.querySelector<HTMLButtonElement>('#approve button');
  const couldApprove = approve?.disabled === false;
  let leaving = false;
  desk.addEventListener('submit', () => {
    leaving = true;
  });
  const isChanged = () => filledIn(desk) !== saved || desk.dataset.unsaved !== undefined;
  addEventListener('beforeunload', (event) => {
    if (!leaving && isChanged()) event.preventDefault();
  });
  addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 's') {
      event.preventDefault();
      desk.requestSubmit();
    }
  });
  return () => {
    const changed = isChanged();
    if (state) state.textContent = changed ? 'Not saved yet' : '';
    if (approve && couldApprove) approve.disabled = changed;
  };
}

/** A layout to begin with is put into the form at once; saving it is another button. */
function offerLayouts(desk: HTMLFormElement, changed: () => void): void {
  const mjml = desk.elements.namedItem('mjml') as HTMLTextAreaElement | null;
  for (const button of desk.querySelectorAll<HTMLButtonElement>('button[data-layout]')) {
    button.addEventListener('click', (event) => {
      event.preventDefault();
      if (!mjml || (mjml.value.trim() !== '' && !confirm('Replace the layout that stands there?'))) return;
      mjml.value = button.dataset.layout ?? '';
      changed();
    });
  }
}

if (form) {
  const showUnsaved = watchUnsaved(form);
  const refresh = followPreview(form);
  const changed = () => {
    showCounts(form);
    showUnsaved();
    refresh();
  };
  form.addEventListener('input', changed);
  arrangeLineup(form, changed);
  offerLayouts(form, changed);
  showCounts(form);
  showUnsaved();
}
