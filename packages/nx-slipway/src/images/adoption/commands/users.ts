import { posix } from 'node:path';
import { type CreatedUser, left, type Part, recognised, type StageState } from '../part';
import { readArguments } from './read-arguments';
import type { ShellCommand } from './shell-commands';

const VALUES = new Set([
  ...[
    '-u',
    '--uid',
    '-g',
    '--gid',
    '-d',
    '--home',
    '--home-dir',
    '-s',
    '--shell',
    '-c',
    '--comment',
  ],
  ...['--gecos', '-G', '--groups', '-b', '--base-dir', '-k', '--skel', '--ingroup', '-K', '-p'],
]);

/** A step that creates a user or a group, with what it changes; undefined for another program. */
export function readUser(
  { words }: ShellCommand,
  state: StageState,
): { readonly part: Part; readonly state: StageState } | undefined {
  const program = posix.basename(words[0] ?? '');
  if (!/^(useradd|adduser|groupadd|addgroup|usermod)$/.test(program)) return undefined;
  const call = readArguments(words.slice(1), VALUES);
  const value = (...names: readonly string[]): string | undefined =>
    names.flatMap((name) => call.options.get(name) ?? []).at(-1);
  // `useradd` has the name last, and `adduser user group` adds one to the other.
  const [name = ''] = call.others;
  if (program.startsWith('group') || program === 'addgroup') {
    const gid = numberOf(value('-g', '--gid'));
    const groups = new Map([...state.groups, ...(gid === undefined ? [] : [[name, gid] as const])]);
    return { part: recognised(`group ${name}`), state: { ...state, groups } };
  }
  const uid = numberOf(value('-u', '--uid'));
  const group = value('-g', '--gid', '--ingroup');
  const gid = numberOf(group) ?? state.groups.get(group ?? name);
  const known = state.users.get(name);
  const created: CreatedUser = {
    ...known,
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
  };
  const written = value('-u', '--uid');
  const part =
    written !== undefined && uid === undefined
      ? left(`the number ${written} of the user ${name} is not known`, 'Give it with --uid.')
      : recognised(`user ${name}${uid === undefined ? '' : ` (${uid})`}`);
  return {
    part,
    state: { ...state, users: new Map([...state.users, [name, created]]) },
  };
}

/** Numbers of users that every image of Debian has. */
const KNOWN: Readonly<Record<string, CreatedUser>> = {
  root: { uid: 0, gid: 0 },
  'www-data': { uid: 33, gid: 33 },
  nobody: { uid: 65534, gid: 65534 },
};

/** The numbers that an image runs as; none where its user got the next free one. */
export function numbersOfUser({ user, users, groups }: StageState): CreatedUser {
  if (user === undefined) return { uid: 0, gid: 0 };
  const [name = '', group] = user.split(':');
  const known = users.get(name) ?? KNOWN[name] ?? {};
  const uid = numberOf(name) ?? known.uid;
  const gid = numberOf(group) ?? groups.get(group ?? '') ?? KNOWN[group ?? '']?.gid ?? known.gid;
  return uid === undefined ? {} : { uid, ...(gid !== undefined && { gid }) };
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
