import { z } from 'zod';
import { dataFileSchema } from './data-file-schema.ts';
import { eachOnce, lineOfText, slugOf } from './text.ts';

export const reviewerSlugSchema = slugOf<'ReviewerSlug'>();
export type ReviewerSlug = z.infer<typeof reviewerSlugSchema>;

const reviewerSchema = z.strictObject({
  slug: reviewerSlugSchema,
  name: lineOfText(40),
  asks: lineOfText(160).meta({ description: 'The question this persona puts to every tool' }),
});

/** One editorial persona. */
export type Reviewer = z.infer<typeof reviewerSchema>;

/** All reviewers: `data/panel.json`. Their order is the order of every scorecard. */
export const panelSchema = dataFileSchema('Panel', 'The editorial personas that review tools', {
  method: lineOfText(240).meta({ description: 'How the panel works, in one line; stands in every issue' }),
  reviewers: z
    .array(reviewerSchema)
    .min(1)
    .max(12)
    .superRefine(eachOnce(({ slug }) => slug, 'slug')),
});

export type Panel = z.infer<typeof panelSchema>;
