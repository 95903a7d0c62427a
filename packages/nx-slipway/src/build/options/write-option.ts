import { shellWord } from '../../dockerfile/quote-words';
import { isObject } from '../../workspace/options/check-plugin-options';
import { type OptionSchema, typesOf } from './option-schema';

/** Returns an option as it is typed behind a command. @param value undefined for one that the reader knows */
export function typedOption(option: string, value: unknown, schema: OptionSchema): string {
  const name = NXS_OWN.has(option) ? (schema.alias ?? option) : option;
  if (typeof value === 'boolean') return value ? `--${name}` : `--no-${name}`;
  if (isObject(value)) {
    return Object.entries(value)
      .map(([key, each]) => `--${name}.${shellWord(`${key}=${each}`)}`)
      .join(' ');
  }
  if (value !== undefined) return `--${name}=${shellWord([value].flat().join(','))}`;
  const [type] = typesOf(schema);
  if (type === 'boolean') return `--${name}`;
  if (type === 'number') return `--${name}=${schema.default ?? 1}`;
  return type === 'object' ? `--${name}.NAME=value` : `--${name}=<${name}>`;
}

/** Options of an executor that Nx's command line takes for its own. */
const NXS_OWN = new Set(['target']);

/** Returns an option as a line of project.json or nx.json. @param value undefined for one that the reader knows */
export function jsonOption(option: string, value: unknown, schema: OptionSchema): string {
  const [type] = typesOf(schema);
  return `${JSON.stringify(option)}: ${json(value ?? schema.default ?? EXAMPLES[type ?? ''] ?? '…')}`;
}

const EXAMPLES: Readonly<Record<string, unknown>> = {
  array: ['…'],
  boolean: true,
  number: 1,
  object: { NAME: 'value' },
};

/** JSON on one line, with blanks as people write it. */
function json(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(json).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([name, each]) => `${JSON.stringify(name)}: ${json(each)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
