import { z } from 'zod';

/** The schema of one kind of data file: its own properties, and `$schema`, which serves the editor's editor and is dropped. */
export function dataFileSchema<Shape extends z.ZodRawShape>(title: string, description: string, shape: Shape) {
  type Value = z.output<z.ZodObject<Shape, z.core.$strict>>;
  return z
    .strictObject({ ...shape, $schema: z.string().optional() })
    .transform((document): Value => {
      const { $schema: _, ...value } = document as Record<string, unknown>;
      return value as Value;
    })
    .meta({ title, description });
}
