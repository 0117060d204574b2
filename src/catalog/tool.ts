import { z } from 'zod';
import { plainDateSchema } from '#calendar/plain-date.ts';
import { dataFileSchema } from './data-file-schema.ts';
import { httpsUrlSchema, lineOfText, slugOf } from './text.ts';

export const toolSlugSchema = slugOf<'ToolSlug'>().meta({
  description: 'The tool’s name in addresses, e.g. smolvlm-2-5',
});
export type ToolSlug = z.infer<typeof toolSlugSchema>;

/** What it costs to start: the entry price. A price is worth nothing without the day somebody looked. */
const entrySchema = z
  .strictObject({
    model: z.enum(['free', 'freemium', 'paid', 'contact']).meta({
      description: 'free: all of it; freemium: a free plan and paid ones; paid: no free plan; contact: no public price',
    }),
    price: lineOfText(40).optional().meta({ description: 'The lowest paid price in words, e.g. from $20/mo' }),
    checkedOn: plainDateSchema.meta({ description: 'The day the price was looked up' }),
  })
  .superRefine((entry, context) => {
    if (entry.price !== undefined && (entry.model === 'free' || entry.model === 'contact')) {
      context.addIssue({
        code: 'custom',
        path: ['price'],
        message: `has no meaning for a tool whose model is "${entry.model}"`,
      });
    }
  });

export type Entry = z.infer<typeof entrySchema>;

/** One AI product: `data/tools/<slug>.json`. */
export const toolSchema = dataFileSchema('Tool', 'One AI tool with its entry price, category and launch date', {
  slug: toolSlugSchema,
  name: lineOfText(60),
  vendor: lineOfText(60),
  category: lineOfText(40).meta({ description: 'One of data/categories.json' }),
  tagline: lineOfText(60).meta({ description: 'What it does, short enough for a column on a phone' }),
  description: lineOfText(700),
  url: httpsUrlSchema,
  launchedOn: plainDateSchema,
  entry: entrySchema,
});

export type Tool = z.infer<typeof toolSchema>;
