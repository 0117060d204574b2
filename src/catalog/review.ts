import { z } from 'zod';
import { plainDateSchema } from '#calendar/plain-date.ts';
import { dataFileSchema } from './data-file-schema.ts';
import { reviewerSlugSchema } from './reviewer.ts';
import { lineOfText } from './text.ts';
import { toolSlugSchema } from './tool.ts';

export const stanceSchema = z.enum(['ship', 'skip']);
export type Stance = z.infer<typeof stanceSchema>;

/** One reviewer's ship or skip about one tool: `data/reviews/<tool>/<reviewer>.json`. */
export const reviewSchema = dataFileSchema('Review', 'One reviewer’s ship or skip with a quote, about one tool', {
  tool: toolSlugSchema,
  reviewer: reviewerSlugSchema,
  stance: stanceSchema,
  quote: lineOfText(600)
    .min(40)
    .meta({ description: 'In the reviewer’s voice; the first 160 characters stand in the mail' }),
  reviewedOn: plainDateSchema,
});

export type Review = z.infer<typeof reviewSchema>;
