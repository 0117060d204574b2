import { z } from 'zod';

const listSchema = z.array(z.string());

/** The categories a reader chose, from the JSON list they are kept as; undefined where it is none. */
export function categoriesFromText(json: string): string[] | undefined {
  try {
    return listSchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
