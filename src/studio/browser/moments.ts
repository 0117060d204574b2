/** Adds the editor's own time to every time of the newsletter's zone. */

const own = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});

const { timeZone } = Intl.DateTimeFormat().resolvedOptions();

for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-moment]')) {
  if (time.dataset.moment === timeZone) continue;
  const mine = document.createElement('span');
  mine.className = 'own-time';
  mine.textContent = ` · ${own.format(new Date(time.dateTime))} for you`;
  time.after(mine);
}

export {};
