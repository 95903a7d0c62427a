import { isObject } from '../../workspace/options/check-plugin-options';

/** What a schema says of a value. */
export interface ValueSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly items?: ValueSchema;
  readonly additionalProperties?: ValueSchema | boolean;
}

/** What a schema says of one option of an executor. */
export interface OptionSchema extends ValueSchema {
  readonly alias?: string;
  readonly default?: unknown;
}

/** The options of an executor by name: `properties` of its schema.json. */
export type OptionSchemas = Readonly<Record<string, OptionSchema>>;

/** A task as Nx hands it over. */
export interface GivenTask {
  /** `api:build-image` */
  readonly id: string;
  readonly project: string;
  /** `build-image` */
  readonly target: string;
  readonly options: object;
}

/** Returns whether a value is one that its schema allows. */
export function fits(value: unknown, schema: ValueSchema): boolean {
  if (schema.enum) return schema.enum.includes(value);
  const types = typesOf(schema);
  return types.length === 0 || types.some((type) => isOfType(type, value, schema));
}

/** Returns the types that a value may have. */
export function typesOf({ type = [] }: ValueSchema): readonly string[] {
  return [type].flat();
}

function isOfType(type: string, value: unknown, { items, additionalProperties }: ValueSchema) {
  if (type === 'array') {
    return Array.isArray(value) && value.every((each) => fits(each, items ?? {}));
  }
  if (type !== 'object') return typeof value === type;
  return (
    isObject(value) &&
    (typeof additionalProperties !== 'object' ||
      Object.values(value).every((each) => fits(each, additionalProperties)))
  );
}

/** Returns what is allowed, in words: `gzip, zstd or estargz`. */
export function expectedOf(schema: ValueSchema): string {
  if (schema.enum) return oneOf(schema.enum.map(String));
  const [type] = typesOf(schema);
  if (type === 'array') {
    return schema.items?.enum
      ? `a list of ${oneOf(schema.items.enum.map(String))}`
      : 'a list of texts';
  }
  if (type === 'object') return 'names with a text each';
  return WORDS[type ?? ''] ?? 'a text';
}

const WORDS: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  number: 'a number',
  string: 'a text',
};

function oneOf(names: readonly string[]): string {
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter(Boolean).join(' or ');
}
