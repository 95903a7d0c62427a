import { jsonWords } from '../../../dockerfile/json-words';
import { escapePattern } from '../../../dockerfile/patterns/escape-pattern';
import { placeholder, placeholdersOf, QUEUES, type RoleValues } from './placeholders';
import type { ConditionalWords, RoleDefinition } from './role-definition';

/** Words of an instruction in exec form, those of its shell if it has one; undefined in shell form. */
export function execWords(instruction: string): readonly string[] | undefined {
  const list = /^\s*CMD\s*(\[[\s\S]*\])\s*$/i.exec(instruction)?.[1];
  const words = list === undefined ? undefined : jsonWords(list.replaceAll(/\\\r?\n/g, ''));
  const [program, option, script, ...rest] = words ?? [];
  const isShell = program === 'sh' && option === '-c' && script !== undefined && rest.length === 0;
  return isShell ? script.replace(/^exec /, '').split(/\s+/) : words;
}

/** How well words fit the command of a role. */
export interface WordsFit {
  /** Words of the role that are there as it writes them. */
  readonly shared: number;
  /** Whether all of them are there. */
  readonly isWhole: boolean;
  /** Whether the role has more than a program: a subcommand or the name of a module. */
  readonly isNamed: boolean;
}

/**
 * Compares words with the command of a role: its program and its subcommands must be there in their order; options may
 * have been changed. Undefined where they do not fit.
 */
export function fitOf(words: readonly string[], { command }: RoleDefinition): WordsFit | undefined {
  const literal = command.filter(
    (each): each is string => typeof each === 'string' && placeholdersOf(each).length === 0,
  );
  const [program, ...names] = literal.filter((word) => !word.startsWith('-'));
  if (program === undefined || words[0] !== program) return undefined;
  let at = 0;
  for (const name of names) {
    at = words.indexOf(name, at + 1);
    if (at < 0) return undefined;
  }
  const shared = literal.filter((word) => words.includes(word)).length;
  return { shared, isWhole: shared === literal.length, isNamed: names.length > 0 };
}

/** The values that words have where a role has placeholders, as far as they can be read. */
export function readValues(words: readonly string[], { command }: RoleDefinition): RoleValues {
  const groups = command.map((each) => (typeof each === 'string' ? { words: [each] } : each));
  const all = groups.flatMap((group: Pick<ConditionalWords, 'words'>) => group.words);
  const found = all.flatMap((word, index): [string, unknown][] => {
    const [name, ...others] = placeholdersOf(word);
    if (name === undefined || others.length > 0) return [];
    const value = word === QUEUES ? wordsAfter(words, all[index - 1]) : partOf(words, word, name);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(found) as RoleValues;
}

/** The words behind one, up to the next option. */
function wordsAfter(
  words: readonly string[],
  before: string | undefined,
): readonly string[] | undefined {
  const at = before === undefined ? -1 : words.indexOf(before);
  if (at < 0) return undefined;
  const rest = words.slice(at + 1);
  const end = rest.findIndex((word) => word.startsWith('-'));
  const list = end < 0 ? rest : rest.slice(0, end);
  return list.length === 0 ? undefined : list;
}

/** What a word has in the place of its placeholder; a placeholder alone may be any word, and is not read. */
function partOf(words: readonly string[], template: string, name: string): unknown {
  const [before = '', after = ''] = template.split(placeholder(name));
  if (before === '' && after === '') return undefined;
  const text = words
    .find((word) => word.startsWith(before) && word.endsWith(after) && word.length > before.length)
    ?.slice(before.length)
    .replace(new RegExp(`${escapePattern(after)}$`), '');
  if (text === undefined) return undefined;
  if (name === 'queues') return text.split(',');
  if (name === 'module' || name === 'broker') return text;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
