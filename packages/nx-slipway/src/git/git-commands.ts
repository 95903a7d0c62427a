import type { Command } from '../process/command';

/** All tags of commits that the one checked out comes from, one a line. @param cwd absolute, in the repository */
export function tagsCommand(cwd: string): Command {
  return git(cwd, ['for-each-ref', '--merged=HEAD', '--format=%(refname:strip=2)', 'refs/tags']);
}

/** How many commits since a tag changed a folder. @param folder relative to `cwd` */
export function commitsSinceCommand(cwd: string, tag: string, folder: string): Command {
  return git(cwd, ['rev-list', '--count', `refs/tags/${tag}..HEAD`, '--', folder]);
}

/**
 * What of a folder is in no commit; nothing where all of it is.
 *
 * @param folder relative to `cwd`
 * @param untracked whether files count that git does not know: often a build has written them
 */
export function changesCommand(
  cwd: string,
  folder: string,
  { untracked }: { readonly untracked: boolean },
): Command {
  const left = untracked ? [] : ['--untracked-files=no'];
  return git(cwd, ['status', '--porcelain', ...left, '--', folder]);
}

/** Of the commit checked out: hash, date in seconds since 1970, and the refs at it, a line each. */
export function headCommand(cwd: string): Command {
  return git(cwd, ['log', '-1', '--format=%H%n%ct%n%D', '--decorate=full']);
}

/**
 * Files of a folder that git tracks, each behind `H `, and those that it neither tracks nor ignores, behind `? `; each
 * ends with a zero.
 *
 * @param folder relative to `cwd`
 */
export function filesCommand(cwd: string, folder: string): Command {
  return git(cwd, [
    'ls-files',
    '-z',
    '-t',
    '--cached',
    '--others',
    '--exclude-standard',
    '--',
    folder,
  ]);
}

/** The branch that clones of the first remote start on, as `origin/main`; fails where none is known. */
export function defaultBranchCommand(cwd: string): Command {
  return git(cwd, ['rev-parse', '--abbrev-ref', 'origin/HEAD']);
}

/** The newest commit that HEAD and another revision have in common. @param ref as a user gives it, not an option */
export function mergeBaseCommand(cwd: string, ref: string): Command {
  return git(cwd, ['merge-base', '--end-of-options', 'HEAD', ref]);
}

/** The bytes of a file as a commit has it. @param file relative to `cwd` */
export function showCommand(cwd: string, commit: string, file: string): Command {
  return git(cwd, ['show', `${commit}:./${file}`]);
}

/** The path of a file as a commit has it; nothing where the commit does not have it. @param file relative to `cwd` */
export function listedCommand(cwd: string, commit: string, file: string): Command {
  return git(cwd, ['ls-tree', '--name-only', commit, '--', file]);
}

/** A git that only reads: it leaves even the index alone, which another git may hold. */
function git(cwd: string, args: readonly string[]): Command {
  return { command: 'git', args: ['--no-optional-locks', ...args], cwd };
}
