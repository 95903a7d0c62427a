import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatProblem } from '../../src/problems/format-problem';
import type { MarkerEnvironment } from '../../src/python/pep508/marker-environment';
import { workspaceReader } from '../../src/workspace/files/workspace-reader';
import { openLock } from '../../src/workspace/locks/open-lock';
import { withoutForeignFiles } from '../../src/workspace/locks/without-foreign-files';
import { readWorkspace } from '../../src/workspace/model/read-workspace';
import type { Files } from '../../test-support/workspace-files';
import type { UvWorkspace } from './random-uv-workspace';

/** What became of one workspace; `unlocked` where uv finds no versions for it. */
export type Comparison = 'equal' | 'refused' | 'unlocked' | { readonly difference: string };

/**
 * Locks a workspace with the host's uv and compares what uv would install from the whole lock with what it
 * would from our slice of it, with and without the packages that may come in shared layers.
 */
export function compareUv(workspace: UvWorkspace, environment: MarkerEnvironment): Comparison {
  const root = mkdtempSync(join(tmpdir(), 'slipway-uv-oracle-'));
  try {
    const whole = join(root, 'whole');
    write(whole, workspace.files);
    if (uv(whole, ['lock']).status !== 0) return 'unlocked';
    return compareLocked(root, workspace, environment);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function compareLocked(
  root: string,
  { files, dir, selection }: UvWorkspace,
  environment: MarkerEnvironment,
): Comparison {
  const expected = installed(join(root, 'whole'), selection);
  const reader = workspaceReader(join(root, 'whole'));
  const names = Object.keys(files).map((file) => dirname(file));
  const model = readWorkspace(reader, new Map(names.map((name) => [name, name])), {
    namespace: 'oracle',
  });
  const project = model.python.get(dir);
  if (!project) return { difference: `no project in ${dir}` };
  const lock = openLock(project, { read: reader.read, workspace: model });
  const slice = lock.slice(selection);
  const wrong = [...model.problems, ...lock.broken, ...lock.outdated, ...slice.problems];
  if (wrong.length > 0 || !slice.files) {
    return { difference: `of a fresh lock it is said: ${wrong.map(formatProblem).join('\n')}` };
  }
  write(join(root, 'slice'), withoutForeignFiles(slice.files, environment));
  const actual = installed(join(root, 'slice'), selection);
  if (`${actual}` !== `${expected}`) return differs('the slice', expected, actual);
  if (expected === undefined) return 'refused';

  const found = lock.thirdParty(selection, environment);
  const shared = found.filter(({ isCertain, requirement }) => isCertain && requirement);
  // With nothing to share an image is installed from the slice.
  if (shared.length === 0) return 'equal';
  const layers = shared.map(({ name, version }) => `${name}==${version}`);
  const left = lock.slice(selection, {
    names: new Set(shared.map(({ name }) => name)),
    environment,
  });
  write(join(root, 'left'), withoutForeignFiles(left.files ?? {}, environment));
  const both = [...layers, ...(installed(join(root, 'left'), selection) ?? ['refused'])].sort();
  return `${both}` === `${expected}` ? 'equal' : differs('shared layers', expected, both);
}

function differs(
  what: string,
  expected: readonly string[] | undefined,
  actual: readonly string[] | undefined,
): Comparison {
  const text = (list: readonly string[] | undefined) => list?.join(' ') ?? 'refused';
  return { difference: `uv: ${text(expected)}\n${what}: ${text(actual)}` };
}

/** What a sync would install, sorted; undefined where uv refuses. */
function installed(
  folder: string,
  { package: name, extras, groups }: UvWorkspace['selection'],
): readonly string[] | undefined {
  const { status, stderr } = uv(folder, [
    ...['sync', '--frozen', '--dry-run', '--no-default-groups', '--no-install-local'],
    ...['--package', name],
    ...extras.flatMap((extra) => ['--extra', extra]),
    ...groups.flatMap((group) => ['--group', group]),
  ]);
  if (status !== 0) return undefined;
  return Array.from(stderr.matchAll(/^ \+ (\S+)$/gm), ([, each = '']) => each).sort();
}

function uv(cwd: string, args: readonly string[]) {
  const env = { ...process.env, UV_PYTHON_DOWNLOADS: 'never', NO_COLOR: '1' };
  return spawnSync('uv', args, { cwd, env, encoding: 'utf8' });
}

function write(folder: string, files: Files): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}
