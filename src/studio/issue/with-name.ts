import type { Context } from 'hono';
import { type IssueName, issueNameSchema } from '#issue/issue-name.ts';
import { readForm } from '../../web/reader/read-body.ts';
import type { Studio, StudioEnv } from '../studio.ts';
import { studioPage } from '../studio-page.tsx';
import { DESK_FORM_MOST_BYTES } from './desk-form.ts';

/** One request about one issue, by an editor. */
export type Here = { context: Context<StudioEnv>; name: IssueName; editor: string };

/** A handler of a page or a form about one issue; an address without an issue's name is answered without it. */
export function withName(studio: Studio, handle: (here: Here) => Promise<Response> | Response) {
  return async (context: Context<StudioEnv>): Promise<Response> => {
    const name = issueNameSchema.safeParse(context.req.param('name'));
    const editor = context.get('editor');
    if (name.success) return handle({ context, name: name.data, editor });
    const children = 'An issue’s name reads like 2026-W47 or 2026-W47-special-1.';
    return studioPage(context, { title: 'No such issue', editor, rehearsal: studio.rehearsal, children }, 404);
  };
}

export function withNameAndForm(
  studio: Studio,
  handle: (here: Here, fields: URLSearchParams) => Promise<Response> | Response,
) {
  return withName(studio, async (here) => {
    const body = await readForm(here.context.req.raw, DESK_FORM_MOST_BYTES);
    return 'status' in body ? here.context.text(body.problem, body.status) : handle(here, body.fields);
  });
}
