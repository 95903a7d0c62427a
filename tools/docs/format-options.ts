import { toMarkdown } from './to-markdown.ts';

/** The part of an options schema that the reference shows. */
export interface OptionsSchema {
  readonly description?: string;
  readonly properties: Readonly<Record<string, Option>>;
  readonly required?: readonly string[];
}

interface Option extends Type {
  readonly description?: string;
  readonly default?: unknown;
  readonly alias?: string;
  readonly $default?: unknown;
  readonly 'x-priority'?: string;
}

interface Type {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly items?: Type;
  readonly oneOf?: readonly Type[];
  readonly additionalProperties?: Type | boolean;
}

/** A table of all options but those that only Nx sets. */
export function formatOptions({ properties, required = [] }: OptionsSchema): string {
  const rows = Object.entries(properties)
    .filter(([, option]) => option['x-priority'] !== 'internal')
    .map(([name, option]) => {
      const { text, fallback } = splitDefault(option);
      return [
        `\`${name}\`${option.alias ? `, \`${option.alias}\`` : ''}`,
        formatType(option),
        required.includes(name) ? 'required' : toMarkdown(fallback),
        toMarkdown(text),
      ];
    });
  if (rows.length === 0) return 'No options.';
  return [['option', 'type', 'default', 'description'], ['---', '---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

function splitDefault({ description = '', default: value }: Option): {
  readonly text: string;
  readonly fallback: string;
} {
  const [, text = '', bracketed, sentence] =
    /^(.*?)\s*(?:\[default: (.*)\]|Default: ([^.]*(?:\.[^\s][^.]*)*)\.)?$/s.exec(description) ?? [];
  const stated = bracketed ?? sentence ?? '';
  const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0);
  const fallback = isEmpty ? stated : `\`${Array.isArray(value) ? value.join(',') : value}\``;
  return { text: isEmpty || stated === '' ? text : description, fallback };
}

function formatType({ type, enum: values, items, oneOf, additionalProperties }: Type): string {
  if (values) return values.map((value) => `\`${value}\``).join(', ');
  if (oneOf) return oneOf.map(formatType).join(', ');
  if (type === 'array' && items) return `list: ${formatType(items)}`;
  if (type === 'object' && typeof additionalProperties === 'object') return 'map';
  return typeof type === 'string' ? type : (type?.[0] ?? '');
}
