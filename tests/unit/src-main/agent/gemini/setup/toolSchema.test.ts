import * as sdk from '@google/genai';
import { describe, expect, it } from 'vitest';
import { parametersSchema } from '#main/agent/gemini/setup/toolSchema';

function property(schema: unknown): unknown {
  const whole = parametersSchema(sdk, { type: 'object', properties: { it: schema } });
  return whole?.properties?.['it'];
}

describe('parametersSchema', () => {
  it.each([
    [{ type: 'string' }, { type: 'STRING' }],
    [
      { type: ['null', 'number'], minimum: 0, maximum: 9 },
      { type: 'NUMBER', nullable: true, minimum: 0, maximum: 9 },
    ],
    [
      { type: 'string', enum: ['a', 'b', 3] },
      { type: 'STRING', enum: ['a', 'b'] },
    ],
    [
      { type: 'array', items: { type: 'boolean' }, uniqueItems: true },
      { type: 'ARRAY', items: { type: 'BOOLEAN' } },
    ],
    [
      { oneOf: [{ type: 'string' }, { type: 'null' }, { type: 'integer' }] },
      { anyOf: [{ type: 'STRING' }, { type: 'INTEGER' }] },
    ],
    [
      { type: 'string', pattern: '^a', format: 'uri', examples: ['x'], $comment: 'y' },
      { type: 'STRING', pattern: '^a' },
    ],
    [
      { type: 'object', properties: { a: { type: 'string' }, b: 7 }, required: ['a', 'b', 'c'] },
      { type: 'OBJECT', properties: { a: { type: 'STRING' } }, required: ['a'] },
    ],
    [{ type: 'colour' }, {}],
  ])('takes %j as %j', (schema, expected) => {
    expect(property(schema)).toEqual(expected);
  });

  it.each([[{}], [{ type: 'object' }], [{ type: 'object', properties: 'none' }]])(
    'has no parameters for %j',
    (schema) => {
      expect(parametersSchema(sdk, schema)).toBeNull();
    },
  );

  it('cuts a schema that contains itself', () => {
    const endless: Record<string, unknown> = { type: 'object' };
    endless['properties'] = { again: endless };
    expect(JSON.stringify(parametersSchema(sdk, endless)).match(/again/g)).toHaveLength(8);
  });
});
