import { z } from 'zod';
import { categoriesSchema } from './categories.ts';
import { pairingSchema } from './pairing.ts';
import { reviewSchema } from './review.ts';
import { panelSchema } from './reviewer.ts';
import { toolSchema } from './tool.ts';

/** The JSON Schemas (draft 2020-12) of the files under data/, by the name of their file in data/schema/. */
export function jsonSchemas(): Record<string, object> {
  const schemas = {
    categories: categoriesSchema,
    panel: panelSchema,
    tool: toolSchema,
    review: reviewSchema,
    pairing: pairingSchema,
  };
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, z.toJSONSchema(schema, { io: 'input' })]),
  );
}
