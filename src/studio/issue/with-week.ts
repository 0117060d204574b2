import type { Context } from 'hono';
import { type IsoWeek, isoWeekSchema } from '#calendar/iso-week.ts';
import { readForm } from '../../web/reader/read-body.ts';
import type { Studio, StudioEnv } from '../studio.ts';
import { studioPage } from '../studio-page.tsx';
import { DESK_FORM_MOST_BYTES } from './desk-form.ts';

export type Here = { context: Context<StudioEnv>; week: IsoWeek; editor: string };

/** A handler of a page or a form about one week; an address without a week is answered without it. */
export function withWeek(studio: Studio, handle: (here: Here) => Promise<Response> | Response) {
  return async (context: Context<StudioEnv>): Promise<Response> => {
    const week = isoWeekSchema.safeParse(context.req.param('week'));
    const editor = context.get('editor');
    if (week.success) return handle({ context, week: week.data, editor });
    const children = 'A week reads like 2026-W47.';
    return studioPage(context, { title: 'No such week', editor, rehearsal: studio.rehearsal, children }, 404);
  };
}

export function withWeekForm(
  studio: Studio,
  handle: (here: Here, fields: URLSearchParams) => Promise<Response> | Response,
) {
  return withWeek(studio, async (here) => {
    const body = await readForm(here.context.req.raw, DESK_FORM_MOST_BYTES);
    return 'status' in body ? here.context.text(body.problem, body.status) : handle(here, body.fields);
  });
}
