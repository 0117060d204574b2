import { measurement } from './measurement.ts';
import { coldStarts } from './measurements/cold-starts.ts';
import { importSubscribers } from './measurements/import-subscribers.ts';
import { interestOrders } from './measurements/interest-orders.ts';
import { pagesWhileSending } from './measurements/pages-while-sending.ts';
import { peers } from './measurements/peers.ts';
import { providerEvents } from './measurements/provider-events.ts';
import { sendInline } from './measurements/send-inline.ts';
import { sendTemplate } from './measurements/send-template.ts';

/** Everything that is measured, in the order of the table. */
export const measurements = [
  measurement(sendInline),
  measurement(sendTemplate),
  measurement(interestOrders),
  measurement(peers),
  measurement(importSubscribers),
  measurement(providerEvents),
  measurement(pagesWhileSending),
  measurement(coldStarts),
];
