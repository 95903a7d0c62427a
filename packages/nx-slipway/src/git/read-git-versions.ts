import type { ImageProblem } from '../problems/kinds/dockerfiles/image-problem';
import type { Command } from '../process/command';
import type { Outcome, RunCommand } from '../process/run-command';
import type { Pyproject } from '../python/pyproject/pyproject';
import { highestTag, UNTAGGED_VERSION, versionSince } from '../python/versions/git-version';
import { changesCommand, commitsSinceCommand, tagsCommand } from './git-commands';

/** Versions of projects whose build backends take them from git. */
export interface GitVersions {
  /** PEP 440, by the project's folder. */
  readonly versions: ReadonlyMap<string, string>;
  /** Where a version is not what one may expect. */
  readonly notes: readonly ImageProblem[];
}

/** What is asked for the version of a project. */
export type VersionedProject = Pick<
  Pyproject,
  'dir' | 'name' | 'normalizedName' | 'takesVersionFromGit' | 'place'
>;

/** What git is asked with. */
export interface GitContext {
  readonly run: RunCommand;
  /** Absolute; the repository may begin above it. */
  readonly workspaceRoot: string;
}

/**
 * Asks git on this machine for versions, since no build context holds the repository. Starts no process
 * where no project needs it, else one and two more for each project. Never fails: without git, without
 * a repository and without a tag the version is 0.0.0, and a note says so.
 */
export async function readGitVersions(
  pyprojects: readonly VersionedProject[],
  { run, workspaceRoot }: GitContext,
): Promise<GitVersions> {
  const wanted = pyprojects.filter((each) => each.takesVersionFromGit);
  if (wanted.length === 0) return { versions: new Map(), notes: [] };
  const tags = await run(tagsCommand(workspaceRoot));
  const found = await Promise.all(
    wanted.map((each) => readVersion(each, tags, { run, workspaceRoot })),
  );
  return {
    versions: new Map(found.map(({ version }, index) => [wanted[index]?.dir ?? '', version])),
    notes: found.flatMap(({ note }) => note ?? []),
  };
}

interface FoundVersion {
  readonly version: string;
  readonly note?: ImageProblem;
}

async function readVersion(
  { dir, name = '', normalizedName = '', place }: VersionedProject,
  tags: Outcome,
  { run, workspaceRoot }: GitContext,
): Promise<FoundVersion> {
  const untagged = (note: ImageProblem): FoundVersion => ({ version: UNTAGGED_VERSION, note });
  const withoutGit = (outcome: Outcome): FoundVersion =>
    untagged({ kind: 'version-without-git', place, detail: reason(outcome) });
  if (tags.exitCode !== 0) return withoutGit(tags);

  const last = highestTag(tags.stdout.split('\n'), [name, normalizedName]);
  if (!last) return untagged({ kind: 'version-untagged', place, project: normalizedName });
  const commands: readonly Command[] = [
    commitsSinceCommand(workspaceRoot, last.tag, dir),
    changesCommand(workspaceRoot, dir, { untracked: true }),
  ];
  const outcomes = await Promise.all(commands.map((command) => run(command)));
  const failed = outcomes.find(({ exitCode }) => exitCode !== 0);
  if (failed) return withoutGit(failed);

  const [commits = 0, changes = ''] = [Number(outcomes[0]?.stdout), outcomes[1]?.stdout];
  const version = versionSince(last.version, commits, changes !== '');
  return changes !== '' && commits === 0
    ? { version, note: { kind: 'version-uncommitted', place, version, tag: last.tag } }
    : { version };
}

/** The line git gives up with. */
function reason({ stderr, failure }: Outcome): string {
  const text = (failure ?? stderr).trim();
  return /^fatal: (.*)$/m.exec(text)?.[1] ?? text.split('\n').at(-1) ?? '';
}
