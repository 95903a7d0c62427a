import { posix } from 'node:path';

/** Options of the generator that the words of a role can name, and conditions can ask for. */
export const OPTION_NAMES = ['module', 'processes', 'threads', 'queues', 'port', 'broker'] as const;

/** One of {@link OPTION_NAMES}. */
export type RoleOption = (typeof OPTION_NAMES)[number];

/** Values of what the words of a role can name; absent where nothing was given. */
export interface RoleValues extends Partial<Readonly<Record<RoleOption, unknown>>> {
  /** As the command takes it: `shop.celery:app`. */
  readonly module?: string;
  /** The file of the module relative to the folder of the application: `shop/app.py`. */
  readonly file?: string;
  readonly processes?: number;
  readonly threads?: number;
  readonly queues?: readonly string[];
  readonly port?: number;
  readonly broker?: string;
}

/** How a word names a value: `${module}`. */
export function placeholder(name: string): string {
  return `\${${name}}`;
}

/** A word that becomes one word for each queue. */
export const QUEUES = placeholder('queues');

const PLACEHOLDER = /\$\{(?<name>[^}]*)\}/g;

/** The names that a word has in `${…}`. */
export function placeholdersOf(word: string): readonly string[] {
  return [...word.matchAll(PLACEHOLDER)].map(({ groups: { name = '' } = {} }) => name);
}

/**
 * Replaces the placeholders of one word: a list becomes one word for each of its values where it is the whole word,
 * and else it is joined by commas.
 *
 * @throws where a value is missing; `checkWords` refuses such a role
 */
export function expandWord(word: string, values: RoleValues): readonly string[] {
  if (word === QUEUES) return values.queues ?? [];
  const expanded = word.replace(PLACEHOLDER, (_, name: string) => {
    const value = values[name as keyof RoleValues];
    if (value === undefined) throw new Error(`the word ${word} has no value for ${name}`);
    return String(value);
  });
  // A file that is copied may be in another folder: `/app/../srv/page.py`.
  return [expanded.startsWith('/app/../') ? posix.normalize(expanded) : expanded];
}
