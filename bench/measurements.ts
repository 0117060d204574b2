import { measurement } from './measurement.ts';
import { coldStarts } from './measurements/cold-starts.ts';
import { pagesWhileSending } from './measurements/pages-while-sending.ts';
import { sendInline } from './measurements/send-inline.ts';

/** Everything that is measured, in the order of the table. */
export const measurements = [measurement(sendInline), measurement(pagesWhileSending), measurement(coldStarts)];
