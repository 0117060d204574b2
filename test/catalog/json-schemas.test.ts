import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { jsonSchemas } from '#catalog/json-schemas.ts';

const folder = new URL('../../data/schema/', import.meta.url);
const schemas = Object.entries(jsonSchemas());

type Schema = { type?: string; additionalProperties?: unknown; [key: string]: unknown };

/** Every schema inside a schema that is about an object. */
function objectsIn(schema: unknown): Schema[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const inner = Object.values(schema).flatMap(objectsIn);
  return (schema as Schema).type === 'object' ? [schema as Schema, ...inner] : inner;
}

describe.each(schemas)('the JSON Schema of a %s file', (name, schema) => {
  test('is what stands in data/schema', async () => {
    const written = await readFile(new URL(`${name}.schema.json`, folder), 'utf8');
    expect(written).toBe(`${JSON.stringify(schema, null, 2)}\n`);
  });

  test('knows every property by name, so that an editor’s editor underlines a slip', () => {
    expect(objectsIn(schema).length).toBeGreaterThan(0);
    expect(objectsIn(schema).filter(({ additionalProperties }) => additionalProperties !== false)).toEqual([]);
  });

  test('allows the $schema line that names it, and asks for none', () => {
    expect(schema).toMatchObject({ properties: { $schema: { type: 'string' } } });
    expect((schema as { required: string[] }).required).not.toContain('$schema');
  });
});

test('data/schema holds these files and no other', async () => {
  expect((await readdir(folder)).sort()).toEqual(schemas.map(([name]) => `${name}.schema.json`).sort());
});

test('the schema of a tool says which properties it needs and which values there are', () => {
  expect(jsonSchemas()).toMatchObject({
    tool: {
      required: ['slug', 'name', 'vendor', 'category', 'tagline', 'description', 'url', 'launchedOn', 'entry'],
      properties: {
        name: { type: 'string', maxLength: 60 },
        entry: {
          required: ['model', 'checkedOn'],
          properties: { model: { enum: ['free', 'freemium', 'paid', 'contact'] } },
        },
      },
    },
    review: { properties: { stance: { enum: ['ship', 'skip'] }, quote: { minLength: 40, maxLength: 600 } } },
  });
});
