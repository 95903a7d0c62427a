import { describe, expect, test } from 'vitest';
import type { Files } from '../../../test-support/workspace-files';
import { workspaceOf } from '../../../test-support/workspace-of';
import type { LockSlice } from './lock';
import { openRequirements } from './open-requirements';

const HASH = `--hash=sha256:${'0'.repeat(64)}`;
const FILE = 'services/api/requirements.txt';
const SIX = `six==1.17.0 ${HASH}`;
const IDNA = `idna==3.10 ${HASH}`;
const build = '[build-system]\nrequires = ["hatchling"]\n';
const base: Files = {
  'services/api/pyproject.toml': `[project]\nname = "api"\ndependencies = ["six>=1.16", "a"]\n\n[dependency-groups]\nworker = ["toolz"]\n\n${build}`,
  'libs/a/pyproject.toml': `[project]\nname = "a"\ndependencies = ["idna"]\n\n${build}`,
};
function lines(...all: readonly string[]): Files {
  return { [FILE]: `${all.join('\n')}\n` };
}
const sound = lines('-e ../../libs/a', SIX, IDNA);

/** What an image with these groups is cut of the workspace, or why not. */
function slice(more: Files, groups: readonly string[] = []): LockSlice {
  const files = { ...base, ...more };
  const workspace = workspaceOf(files);
  const project = workspace.python.get('services/api');
  if (project?.installer !== 'pip') throw new Error('pip installs no project here');
  const lock = openRequirements(project, { read: (file) => files[file], workspace });
  const problems = [...lock.broken, ...lock.outdated];
  return problems.length > 0 ? { problems } : lock.slice({ package: 'api', extras: [], groups });
}

test('a slice has neither local lines nor comments', () => {
  expect(slice({ [FILE]: `# by hand\n-e ../../libs/a\n\n${SIX} # why\n${IDNA}\n` })).toEqual({
    problems: [],
    files: { [FILE]: `${IDNA}\n${SIX}\n` },
  });
});

test('a slice keeps nested files and constraints in their places', () => {
  const more = {
    ...lines('-r more/base.txt', '-c ../../constraints.txt', '-e ../../libs/a', SIX),
    'services/api/more/base.txt': `# comment\n${IDNA}\n-r deeper.txt\n`,
    'services/api/more/deeper.txt': '--only-binary :all:\n',
    'constraints.txt': 'idna<4  # no more\n',
  };
  expect(slice(more)).toEqual({
    problems: [],
    files: {
      [FILE]: `-r more/base.txt\n-c ../../constraints.txt\n${SIX}\n`,
      'services/api/more/base.txt': `-r deeper.txt\n${IDNA}\n`,
      'services/api/more/deeper.txt': '--only-binary :all:\n',
      'constraints.txt': 'idna<4\n',
    },
  });
});

test('a slice keeps options of one line together, which pip reads at once', () => {
  const options =
    '--extra-index-url https://a.example/simple  --index-url=https://b.example/simple';
  expect(slice(lines('-e ../../libs/a', SIX, options, IDNA))).toEqual({
    problems: [],
    files: {
      [FILE]: `--extra-index-url https://a.example/simple --index-url https://b.example/simple\n${IDNA}\n${SIX}\n`,
    },
  });
});

test('a group is a file beside the others', () => {
  const worker = `toolz==1.0 ${HASH}\n`;
  expect(slice({ ...sound, 'services/api/requirements-worker.txt': worker }, ['worker'])).toEqual({
    problems: [],
    files: { [FILE]: `${IDNA}\n${SIX}\n`, 'services/api/requirements-worker.txt': worker },
  });
});

describe('a slice is the same byte for byte', () => {
  test.each<[string, Files]>([
    ['with comments', lines('# one', '-e ../../libs/a # two', '    # via', SIX, '# end', IDNA)],
    ['in another order', lines(IDNA, SIX, '../../libs/a')],
    ['over several lines', lines(`idna==3.10 \\\r\n    ${HASH}\r`, '-e ../../libs/a', SIX)],
    ['with another folder', lines('-e ../../libs/a', SIX, IDNA, './')],
    [
      'after a change of another group',
      { ...sound, 'services/api/requirements-dev.txt': 'ruff\n' },
    ],
    [
      'after a setting of a tool',
      { ...sound, 'pyproject.toml': '[tool.ruff]\nindent-width = 2\n' },
    ],
  ])('%s', (_, more) => {
    expect(slice(more)).toEqual(slice(sound));
  });

  test('but not with another requirement, pin, hash or option', () => {
    const local = '-e ../../libs/a';
    const texts = [
      sound,
      lines(local, SIX, IDNA, `toolz==1.0 ${HASH}`),
      lines(local, SIX, IDNA, `toolz==1.1 ${HASH}`),
      lines(local, SIX, IDNA, `toolz==1.1 ${HASH.replace('0', '1')}`),
      lines(local, SIX, IDNA, '--index-url https://index.example/simple'),
    ].map((each) => slice(each).files?.[FILE]);
    expect(texts).not.toContain(undefined);
    expect(new Set(texts).size).toBe(5);
  });
});
