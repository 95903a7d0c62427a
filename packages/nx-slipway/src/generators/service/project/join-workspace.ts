import { posix } from 'node:path';
import { parse, patch } from '@decimalturn/toml-patch';
import { asStrings, asTable } from '../../../python/toml/toml-value';

/** What decides how a new project joins the uv workspace of the root. */
export interface JoinFacts {
  /** Folder of the new project, relative to the workspace root. */
  readonly directory: string;
  /** Text of the root's pyproject.toml, if there is one. */
  readonly root?: string;
  /** Whether every folder in this one is a Python project, so that a glob may stand for all. */
  readonly holdsProjectsOnly: (folder: string) => boolean;
}

/**
 * The root's pyproject.toml with the project as a member of its workspace. All else stays as it is,
 * comments and line ends included. uv refuses a member folder without a pyproject, so a glob is
 * written only where all folders it stands for have one.
 */
export function joinWorkspace({ directory, root, holdsProjectsOnly }: JoinFacts): string {
  if (root === undefined) {
    const title = '# The workspace of Python projects; one lock, uv.lock, for all of them.';
    return `${title}\n${table(firstMembers({ directory, holdsProjectsOnly }), '\n')}`;
  }
  const value: Record<string, unknown> = { ...parse(root) };
  const tool = asTable(value.tool);
  const uv = asTable(tool.uv);
  const workspace = asTable(uv.workspace);
  const members =
    'workspace' in uv
      ? [...asStrings(workspace.members), directory]
      : firstMembers({ directory, holdsProjectsOnly });
  const joined = {
    ...value,
    tool: { ...tool, uv: { ...uv, workspace: { ...workspace, members } } },
  };
  return 'workspace' in uv ? patch(root, joined) : (append(root, members) ?? patch(root, joined));
}

/** Members of a workspace that has none yet. */
function firstMembers({ directory, holdsProjectsOnly }: Omit<JoinFacts, 'root'>): string[] {
  const glob = (folder: string): string[] => (holdsProjectsOnly(folder) ? [`${folder}/*`] : []);
  const parent = posix.dirname(directory);
  const own = parent === '.' ? [] : glob(parent);
  return [...new Set([...(own.length > 0 ? own : [directory]), ...glob('libs')])];
}

/** The text with a table at its end; undefined where `tool` is written so that none can follow. */
function append(root: string, members: readonly string[]): string | undefined {
  const end = root.includes('\r\n') ? '\r\n' : '\n';
  const gap = root === '' ? '' : root.endsWith('\n') ? end : `${end}${end}`;
  const text = `${root}${gap}${table(members, end)}`;
  try {
    parse(text);
    return text;
  } catch {
    return undefined;
  }
}

function table(members: readonly string[], end: string): string {
  const list = members.map((member) => JSON.stringify(member)).join(', ');
  return `[tool.uv.workspace]${end}members = [${list}]${end}`;
}
