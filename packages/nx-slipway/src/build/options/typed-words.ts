import { camelCase } from '../../images/nx/passed-on';
import { type OptionSchema, typesOf } from './option-schema';

/** One option as it was typed: `--env.PORT=8000`. */
interface TypedWord {
  /** In camel case, without dashes: `env`. */
  readonly name: string;
  /** Behind a dot: `PORT`. */
  readonly key?: string;
  /** Absent for an option without a value. */
  readonly text?: string;
}

/**
 * Reads the options behind the name of a task.
 *
 * @param words as they were typed; Nx's own are gone already
 */
export function readTyped(words: readonly string[]): readonly TypedWord[] {
  return words.flatMap((word, at): readonly TypedWord[] => {
    const [, name, key, text] = /^--?(?:no-)?([\w-]+)(?:\.([^=]*))?(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) return [];
    const next = words[at + 1];
    const value = text ?? (next !== undefined && !next.startsWith('-') ? next : undefined);
    return [
      {
        name: camelCase(name),
        ...(key !== undefined && { key }),
        ...(value !== undefined && { text: value }),
      },
    ];
  });
}

/** Returns those of the typed words that are one option. */
export function wordsOf(
  typed: readonly TypedWord[],
  option: string,
  { alias }: OptionSchema,
): readonly TypedWord[] {
  return typed.filter(({ name }) => name === option || name === alias);
}

/**
 * Returns the value of an option with its texts as they were typed, where Nx has read them as numbers: `1.10` is a tag,
 * and 1.1 another one.
 *
 * @param words of the option
 */
export function asTyped(
  value: unknown,
  schema: OptionSchema,
  words: readonly TypedWord[],
): unknown {
  const texts = words.flatMap(({ text }) => text ?? []);
  const types = typesOf(schema);
  if (types.includes('string') && typeof value === 'number') return texts.at(-1) ?? value;
  if (types.includes('array') && [value].flat().some(isNumber) && texts.length > 0) {
    return texts.length === 1 ? texts.flatMap((text) => text.split(',')) : texts;
  }
  const { additionalProperties: items } = schema;
  if (typeof items !== 'object' || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const own = words.filter((word) => word.key === key);
      return [key, asTyped(each, items, own)];
    }),
  );
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}
