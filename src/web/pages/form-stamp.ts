import type { App } from '../../app.ts';
import { formStartedStamp } from '../sign-up/form-started.ts';

const MINUTE_MS = 60_000;

/** The sign-up's stamp in whole minutes, so that a page stays the same, and cacheable, for that long. */
export function formStamp(app: App): string {
  const nowMs = app.clock().getTime();
  return formStartedStamp(app.config.appSecret, new Date(nowMs - (nowMs % MINUTE_MS)));
}
