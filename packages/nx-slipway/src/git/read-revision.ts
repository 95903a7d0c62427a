import { readFileSync } from 'node:fs';
import type { Revision } from '../images/tags/tag-facts';
import type { RunCommand } from '../process/run-command';
import { changesCommand, defaultBranchCommand, headCommand } from './git-commands';

/** What is asked for the revision. */
export interface RevisionContext {
  readonly run: RunCommand;
  /** Absolute; the repository may begin above it. */
  readonly workspaceRoot: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * What is checked out, by git; and what for, by the variables of GitHub Actions and GitLab CI, which
 * check a commit out without its branch. Never fails: what nobody knows is absent.
 */
export async function readRevision({
  run,
  workspaceRoot,
  env,
}: RevisionContext): Promise<Revision> {
  const [head, origin, changes] = await Promise.all([
    run(headCommand(workspaceRoot)),
    run(defaultBranchCommand(workspaceRoot)),
    run(changesCommand(workspaceRoot, '.', { untracked: false })),
  ]);
  const [commit, date, refs = ''] = head.exitCode === 0 ? head.stdout.split('\n') : [];
  const seconds = Number(env.SOURCE_DATE_EPOCH || date || Number.NaN);
  const ref = refOfGitHub(env) ?? refOfGitLab(env) ?? refOfGit(refs);
  const defaultBranch =
    env.CI_DEFAULT_BRANCH ||
    defaultBranchOfGitHub(env) ||
    (origin.exitCode === 0 ? origin.stdout.trim().replace(/^origin\//, '') : undefined);
  return {
    ...(commit && { commit }),
    ...(commit && changes.stdout.trim() && { isDirty: true }),
    ...(Number.isInteger(seconds) && { seconds }),
    ...(ref && { ref }),
    ...(defaultBranch && { defaultBranch }),
  };
}

/** https://docs.github.com/en/actions/reference/variables-reference#default-environment-variables */
function refOfGitHub({ GITHUB_REF = '' }: RevisionContext['env']): Revision['ref'] {
  const [, kind, name = ''] = /^refs\/(heads|tags|pull)\/(.+)$/.exec(GITHUB_REF) ?? [];
  if (kind === 'heads') return { event: 'branch', name };
  if (kind === 'tags') return { event: 'tag', name };
  return kind === 'pull' ? { event: 'pr', name: name.replace(/\/(merge|head)$/, '') } : undefined;
}

/** https://docs.gitlab.com/ci/variables/predefined_variables/ */
function refOfGitLab(env: RevisionContext['env']): Revision['ref'] {
  if (env.CI_MERGE_REQUEST_IID) return { event: 'pr', name: env.CI_MERGE_REQUEST_IID };
  if (env.CI_COMMIT_TAG) return { event: 'tag', name: env.CI_COMMIT_TAG };
  return env.CI_COMMIT_BRANCH ? { event: 'branch', name: env.CI_COMMIT_BRANCH } : undefined;
}

/** The branch that is checked out; without one, the first tag of the commit. */
function refOfGit(refs: string): Revision['ref'] {
  const branch = /HEAD -> refs\/heads\/([^,]+)/.exec(refs)?.[1];
  if (branch) return { event: 'branch', name: branch };
  const tag = /tag: refs\/tags\/([^,]+)/.exec(refs)?.[1];
  return tag ? { event: 'tag', name: tag } : undefined;
}

function defaultBranchOfGitHub({ GITHUB_EVENT_PATH }: RevisionContext['env']): string | undefined {
  if (!GITHUB_EVENT_PATH) return undefined;
  try {
    const event = JSON.parse(readFileSync(GITHUB_EVENT_PATH, 'utf8')) as {
      readonly repository?: { readonly default_branch?: unknown };
    };
    const branch = event.repository?.default_branch;
    return typeof branch === 'string' ? branch : undefined;
  } catch {
    return undefined;
  }
}
