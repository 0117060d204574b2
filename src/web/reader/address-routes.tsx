import { Hono } from 'hono';
import { askNewAddress, changeAddress } from '#subscribers/change-address.ts';
import { subscriberById } from '#subscribers/leaving-queries.ts';
import { parseReaderToken } from '#subscribers/reader-token.ts';
import { signUpAddressSchema } from '#subscribers/sign-up-address.ts';
import { openTimedToken } from '#subscribers/signed-token.ts';
import type { App } from '../../app.ts';
import { brokenLinkPage, readerPage, withForm } from './reader-page.tsx';

const ANSWERS = {
  changed: { title: 'Your address is changed', words: 'The next issue comes here.', status: 200 },
  taken: { title: 'Nothing changed', words: 'This address is on the list already.', status: 409 },
  'used-up': { title: 'Nothing changed', words: 'This link was used, or is too old. Ask for a new one.', status: 410 },
} as const;

/** Moving to another address: asked for in the preferences, confirmed at the new one, told to the old one. */
export function addressRoutes(app: App): Hono {
  const routes = new Hono();
  const open = (token: string) => openTimedToken(app.secrets, 'confirm-address-1', token, app.clock());
  routes.post(
    '/preferences/:token/address',
    withForm(async (context, fields) => {
      const token = parseReaderToken(app.secrets, context.req.param('token') ?? '');
      const reader = token && (await subscriberById(app.store, token.subscriberId));
      if (!reader) return brokenLinkPage(context);
      const address = signUpAddressSchema.safeParse(fields.get('email') ?? '');
      const problem = <p>The address {address.error?.issues[0]?.message}. Please go back and correct it.</p>;
      if (!address.success) return readerPage(context, 'That address does not work', problem, 422);
      const ports = { store: app.store, secret: app.config.appSecret, now: app.clock(), ...app.mails };
      await askNewAddress(ports, reader, address.data);
      app.answerSoon();
      return readerPage(
        context,
        'Look into the new mailbox',
        <p>Its mail has a link, good for 48 hours, that moves you.</p>,
      );
    }),
  );
  routes.get('/confirm-address/:token', (context) => {
    if (open(context.req.param('token')).kind === 'forged') return brokenLinkPage(context);
    const form = (
      <form method="post">
        <p>From now on the issues come to this address instead of the old one.</p>
        <button type="submit">Yes, use this address</button>
      </form>
    );
    return readerPage(context, 'Confirm your new address', form);
  });
  routes.post(
    '/confirm-address/:token',
    withForm(async (context) => {
      const token = open(context.req.param('token') ?? '');
      if (token.kind === 'forged') return brokenLinkPage(context);
      const ports = { store: app.store, now: app.clock(), ...app.mails };
      const { title, words, status } =
        ANSWERS[token.kind === 'expired' ? 'used-up' : await changeAddress(ports, token.payload)];
      app.answerSoon();
      return readerPage(context, title, <p>{words}</p>, status);
    }),
  );
  return routes;
}
