import type { Catalog } from '#catalog/catalog.ts';
import type { App } from '../app.ts';

/** What editors save shows up after this long; reading a few hundred files for every visitor would be slower. */
const CATALOG_KEPT_MS = 5_000;

type Kept = { catalog: Promise<Catalog>; readAtMs: number };
const keptByApp = new WeakMap<App, Kept>();

/** The catalog as it was a few seconds ago at most. */
export function recentCatalog(app: App): Promise<Catalog> {
  const nowMs = app.clock().getTime();
  const kept = keptByApp.get(app);
  if (kept && nowMs - kept.readAtMs <= CATALOG_KEPT_MS) return kept.catalog;
  const catalog = app.readCatalog().then((reading) => reading.catalog);
  keptByApp.set(app, { catalog, readAtMs: nowMs });
  // A failed reading is not kept: the next visitor tries again.
  catalog.catch(() => keptByApp.delete(app));
  return catalog;
}
