import { measurement } from './measurement.ts';
import { coldStarts } from './measurements/cold-starts.ts';
import { pagesWhileSending } from './measurements/pages-while-sending.ts';
import { sendInline } from './measurements/send-inline.ts';
import { sendTemplate } from './measurements/send-template.ts';

/** Everything that is measured, in the order of the table. */
export const measurements = [
  measurement(sendInline),
  measurement(sendTemplate),
  measurement(pagesWhileSending),
  measurement(coldStarts),
];
