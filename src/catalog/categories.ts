import { z } from 'zod';
import { dataFileSchema } from './data-file-schema.ts';
import { eachOnce, lineOfText } from './text.ts';

/** The categories a tool can be in: `data/categories.json`. */
export const categoriesSchema = dataFileSchema('Categories', 'The categories a tool can be in', {
  categories: z
    .array(lineOfText(40))
    .min(1)
    .superRefine(eachOnce((category) => category)),
});
