import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';

interface Schema {
  readonly properties: Readonly<Record<string, { readonly default?: unknown }>>;
  readonly additionalProperties?: boolean;
}

const executors = readdirSync(__dirname, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [[entry.name, schemaOf(entry.name)] as const] : [],
);

function schemaOf(name: string): Schema {
  return JSON.parse(readFileSync(join(__dirname, name, 'schema.json'), 'utf8'));
}

/** Nx's own reading of options, which every run of a target goes through. */
const { combineOptionsForExecutor } = createRequire(require.resolve('nx/package.json'))(
  './dist/src/utils/params',
) as {
  combineOptionsForExecutor: (
    typed: object,
    configuration: string | undefined,
    target: object,
    schema: Schema,
  ) => Readonly<Record<string, unknown>>;
};

function read(schema: Schema, typed: object, options: object = {}) {
  return combineOptionsForExecutor(
    typed,
    undefined,
    { options: { command: ['a'], ...options } },
    structuredClone(schema),
  );
}

const VALUES = ['bz2', 5, true, false, null, ['a', 5, ['b'], null], { a: { b: ['c'] } }];

test.each(executors)('Nx takes every value of every option of %s', (_, schema) => {
  for (const option of Object.keys(schema.properties)) {
    if (option === '__unparsed__') continue;
    for (const value of VALUES) {
      expect(() => read(schema, { [option]: value }), `${option} typed`).not.toThrow();
      expect(read(schema, {}, { [option]: value })[option], option).toEqual(value);
    }
  }
});

test.each(executors)('Nx takes what %s does not have', (_, schema) => {
  const given = { nowhere: 1, _: ['api'] };
  expect(read(schema, given)).toMatchObject(given);
});

test.each(executors)(
  'Nx fills in the defaults of %s, and reads lists and booleans',
  (_, schema) => {
    const filled = read(schema, {});
    for (const [option, { default: value }] of Object.entries(schema.properties)) {
      if (value !== undefined) expect(filled[option]).toBe(value);
    }
  },
);

test('what is typed is read by the types of the schema', () => {
  const typed = { platforms: 'a,b', push: 'true', reuse: 'registry', image: 'x,y' };
  expect(read(schemaOf('build-image'), typed)).toMatchObject({
    ...{ platforms: ['a', 'b'], push: true, reuse: 'registry', image: 'x,y' },
  });
  expect(read(schemaOf('build-image'), { reuse: 'false' })).toMatchObject({ reuse: false });
  const words = ['--tags=1.10', 'api'];
  expect(read(schemaOf('lock'), { __overrides_unparsed__: words })).toMatchObject({
    __unparsed__: words,
  });
});
