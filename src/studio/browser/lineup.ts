/** Moves pairings at once and by dragging; saving is another button. */

type Moves = Record<string, (item: HTMLElement, list: HTMLElement) => void>;

const moves: Moves = {
  up: (item) => item.previousElementSibling?.before(item),
  down: (item) => item.nextElementSibling?.after(item),
  lead: (item, list) => list.prepend(item),
};

/** The first cannot go up, the last not down, wherever they are now. */
function disableEnds(list: HTMLElement): void {
  const items = [...list.children];
  for (const [place, item] of items.entries()) {
    for (const button of item.querySelectorAll<HTMLButtonElement>('.moves button')) {
      const [move] = button.value.split(':');
      button.disabled =
        (place === 0 && move !== 'down' && move !== 'remove') || (place === items.length - 1 && move === 'down');
    }
  }
}

async function makeDraggable(list: HTMLElement, moved: () => void): Promise<void> {
  const library = '/studio/browser/sortable.js';
  const { default: Sortable } = await import(library);
  Sortable.create(list, { animation: 120, filter: 'button, summary, input', preventOnFilter: false, onEnd: moved });
  list.classList.add('draggable');
}

/** Makes the buttons of the lineup act at once; `changed` hears of each move. */
export function arrangeLineup(form: HTMLFormElement, changed: () => void): void {
  const list = form.querySelector<HTMLElement>('#lineup');
  if (!list) return;
  const moved = () => {
    disableEnds(list);
    changed();
  };
  list.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('.moves button');
    const item = button?.closest<HTMLElement>('li');
    const move = moves[button?.value.split(':')[0] ?? ''];
    // Taking out and putting in is saved by the server, which knows the reasons.
    if (!button || !item || !move) return;
    event.preventDefault();
    move(item, list);
    moved();
    // A move by keyboard goes on from where it is.
    if (!button.disabled) button.focus();
    else item.querySelector<HTMLButtonElement>('.moves button:not(:disabled)')?.focus();
  });
  void makeDraggable(list, moved);
}
