import { categoriesFromText } from '#subscribers/categories-from-text.ts';
import type { Subscriber } from '#subscribers/subscriber-queries.ts';
import { PAUSE_MOST_WEEKS } from './preferences-schema.ts';

type PreferencesFormProps = { subscriber: Subscriber; categories: readonly string[]; problem?: string };

function Categories({ subscriber, categories }: PreferencesFormProps) {
  const chosen = (subscriber.categories !== null && categoriesFromText(subscriber.categories)) || categories;
  return (
    <fieldset aria-describedby="categories-do">
      <legend>Categories of interest</legend>
      <p id="categories-do">
        Every reader gets the same pairings. In your mail those with a tool in a category you tick come first; with all
        of them ticked, or none, they stand in the issue’s own order.
      </p>
      {categories.map((category) => (
        <p key={category}>
          <label>
            <input type="checkbox" name="category" value={category} defaultChecked={chosen.includes(category)} />{' '}
            {category}
          </label>
        </p>
      ))}
    </fieldset>
  );
}

function Pause({ pausedUntil }: { pausedUntil: string | null }) {
  const weeks = Array.from({ length: PAUSE_MOST_WEEKS }, (_, index) => index + 1);
  return (
    <p>
      <label htmlFor="pause">Pause</label>{' '}
      <select id="pause" name="pause" defaultValue={pausedUntil === null ? '0' : 'keep'}>
        <option value="0">No pause</option>
        {pausedUntil && <option value="keep">Until {pausedUntil}, as it is</option>}
        {weeks.map((count) => (
          <option key={count} value={count}>
            {count === 1 ? '1 week' : `${count} weeks`}
          </option>
        ))}
      </select>
    </p>
  );
}

/** What a reader can choose, take along, and end. */
export function PreferencesForm(props: PreferencesFormProps & { token: string }) {
  const { subscriber, problem, token } = props;
  return (
    <>
      <form method="post" action={`/preferences/${token}`}>
        {problem && <p role="alert">{problem}</p>}
        <p>
          <label htmlFor="name">Name</label>{' '}
          <input
            id="name"
            name="name"
            type="text"
            autoComplete="name"
            maxLength={80}
            defaultValue={subscriber.name ?? ''}
          />
        </p>
        <Categories {...props} />
        <Pause pausedUntil={subscriber.paused_until} />
        <button type="submit">Save</button>
      </form>
      <h2>Your address</h2>
      <form method="post" action={`/preferences/${token}/address`}>
        <p>
          <label htmlFor="email">New address</label>{' '}
          <input id="email" name="email" type="email" autoComplete="email" required />
        </p>
        <button type="submit">Change my address</button>
      </form>
      <h2>Your data</h2>
      <p>
        <a href={`/preferences/${token}/data`}>Download everything we keep about you</a> ·{' '}
        <a href={`/unsubscribe/${token}`}>Unsubscribe</a>
      </p>
      <form method="post" action={`/preferences/${token}/erase`}>
        <p>
          <label>
            <input type="checkbox" name="sure" value="yes" required /> Erase everything about me. This cannot be undone.
          </label>
        </p>
        <button type="submit">Erase me</button>
      </form>
    </>
  );
}
