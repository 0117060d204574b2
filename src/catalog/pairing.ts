import { z } from 'zod';
import { plainDateSchema } from '#calendar/plain-date.ts';
import { dataFileSchema } from './data-file-schema.ts';
import { lineOfText } from './text.ts';
import { type ToolSlug, toolSlugSchema } from './tool.ts';

const editorsCallSchema = z.strictObject({
  ship: z
    .union([z.literal('both'), z.literal('neither'), toolSlugSchema], { error: 'is not the slug of a tool' })
    .meta({
      description: 'One of the two tools, both or neither',
    }),
  reason: lineOfText(200).meta({
    description: 'Follows "Ship X:", so it starts in lower case and ends with a full stop',
  }),
});

export type EditorsCall = z.infer<typeof editorsCallSchema>;

/** Two tools put side by side, published on a date: `data/pairings/<a>-vs-<b>.json`. */
export const pairingSchema = dataFileSchema('Pairing', 'Two tools put side by side, published on a date', {
  tools: z.tuple([toolSlugSchema, toolSlugSchema]),
  publishedOn: plainDateSchema,
  angle: lineOfText(200).optional().meta({ description: 'Why these two belong side by side' }),
  call: editorsCallSchema
    .optional()
    .meta({ description: 'The editor’s own call; without it the panel’s figures decide' }),
});

/** A pairing's name in addresses and files: `<a>-vs-<b>`. */
export type PairingSlug = string & z.core.$brand<'PairingSlug'>;

export type Pairing = z.infer<typeof pairingSchema> & { slug: PairingSlug };

export function pairingSlug([a, b]: readonly [ToolSlug, ToolSlug]): PairingSlug {
  return `${a}-vs-${b}` as PairingSlug;
}
