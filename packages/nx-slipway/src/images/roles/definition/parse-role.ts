import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { z } from 'zod';
import { closest } from '../../../problems/closest';
import type { RoleProblem } from '../../../problems/kinds/commands/role-problem';
import type { Place } from '../../../problems/place';
import { checkWords, type RoleMistake } from './check-words';
import type { RoleDefinition } from './role-definition';
import { roleSchema } from './role-schema';

/** A role, or what is wrong with its file. */
export type ParsedRole =
  | { readonly role: RoleDefinition }
  | { readonly problems: readonly RoleProblem[] };

/** Reads a file that describes a role; comments are allowed. @param file relative to the workspace root */
export function parseRole(written: string, file: string): ParsedRole {
  // An editor may have put a byte order mark before it.
  const text = written.replace(/^\uFEFF/, '');
  const errors: ParseError[] = [];
  const root = parseTree(text, errors);
  const [error] = errors;
  if (error || !root) {
    const place = placeAt(text, error?.offset ?? 0, file);
    const detail = error ? words(printParseErrorCode(error.error)) : 'it is empty';
    return { problems: [{ kind: 'role-file-broken', place, detail }] };
  }
  const parsed = roleSchema.safeParse(getNodeValue(root));
  const mistakes = parsed.success
    ? checkWords(parsed.data)
    : parsed.error.issues.flatMap((issue) => mistakesOf(issue));
  if (mistakes.length === 0 && parsed.success) return { role: parsed.data };
  return {
    problems: mistakes.map(({ path, what, next }) => ({
      kind: 'role-file-invalid',
      place: placeAt(text, nearestNode(root, path).offset, file),
      at: formatPath(path),
      ...{ what, next },
    })),
  };
}

type Issue = z.core.$ZodIssue;

function mistakesOf(issue: Issue, above: RoleMistake['path'] = []): readonly RoleMistake[] {
  const path = [...above, ...(issue.path as (string | number)[])];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const known = Object.keys(roleSchema.shape);
        const meant = path.length === 0 ? closest(key, known) : undefined;
        return {
          path: [...path, key],
          what: `has the unknown field \`${key}\``,
          next: meant === undefined ? 'Remove it.' : `Remove it, or write \`${meant}\`.`,
        };
      });
    case 'invalid_union': {
      // Of a word or an object, the one that was begun.
      const begun = issue.errors.find(([first]) => first && !isOtherType(first));
      return begun
        ? begun.flatMap((each) => mistakesOf(each, path))
        : [mistakeOf(path, issue.errors.flat().map(expectedOf).join(' or '))];
    }
    default:
      return [mistakeOf(path, expectedOf(issue))];
  }
}

function isOtherType({ code, path }: Issue): boolean {
  return path.length === 0 && (code === 'invalid_type' || code === 'invalid_value');
}

function mistakeOf(path: RoleMistake['path'], expected: string): RoleMistake {
  const name = formatPath(path);
  return { path, what: `has no valid \`${name}\``, next: `Write ${expected} there.` };
}

function expectedOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return EXPECTED[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.map((value) => JSON.stringify(value)).join(' or ');
    case 'too_small':
      return issue.origin === 'number' ? `${issue.minimum} or more` : 'something that is not empty';
    case 'too_big':
      return `${issue.maximum} or less`;
    case 'invalid_key':
      return issue.issues.map(expectedOf).join(', ');
    default:
      return issue.message;
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'a text',
};

function formatPath(path: RoleMistake['path']): string {
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${part}`,
    )
    .join('');
}

/** The node at a path; of one that is missing, what would hold it. */
function nearestNode(root: Node, path: RoleMistake['path']): Node {
  const node = findNodeAtLocation(root, [...path]);
  return node ?? (path.length === 0 ? root : nearestNode(root, path.slice(0, -1)));
}

function placeAt(text: string, offset: number, file: string): Place {
  const before = text.slice(0, offset).split('\n');
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** `ValueExpected` as words: `value expected`. */
function words(name: string): string {
  return name.replace(/(?<=.)([A-Z])/g, ' $1').toLowerCase();
}
