import { Gauge, Registry } from 'prom-client';
import type { Store } from '#store/open-store.ts';
import { askDatabase } from './ask-database.ts';
import { type GaugeReading, readGauges } from './database-gauges.ts';

/** A registry of one scrape: what cannot be read now is left out, never shown as it was before. */
function registryOf(readings: readonly GaugeReading[] | undefined): Registry {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({
    name: 'verdicts_database_up',
    help: 'Whether the database answers within a second; without it the figures that stand in it are left out.',
    registers,
  }).set(readings ? 1 : 0);
  for (const { gauge, samples } of readings ?? []) {
    const { name, help, labels } = gauge;
    const shown = new Gauge({ name, help, labelNames: [...labels], registers });
    for (const sample of samples) shown.set(sample.labels, sample.value);
  }
  return registry;
}

/** Everything there is to know in Prometheus' text format; answers whatever the database does. */
export async function metricsText(meters: Registry, store: Store, now: Date): Promise<string> {
  const answer = await askDatabase(() => readGauges(store, now));
  const database = registryOf(answer.kind === 'answered' ? answer.value : undefined);
  return Registry.merge([meters, database]).metrics();
}
