import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@decimalturn/toml-patch';
import { expect, test } from 'vitest';
import { formatProblem } from '../../problems/format-problem';
import { planPythonProjects } from '../projects/plan-python-projects';
import { parsePyproject } from '../pyproject/parse-pyproject';
import { checkUvLock } from './check-uv-lock';
import { lockedPackages } from './locked-packages';
import { parseUvLock } from './parse-uv-lock';

const fixture = join(__dirname, '../../../fixtures/uv-workspace');
function read(file: string) {
  return readFileSync(join(fixture, file), 'utf8');
}
const files = ['.', 'services/api', 'services/worker', 'libs/core', 'libs/mail'].map((dir) =>
  join(dir, 'pyproject.toml'),
);
const api = 'services/api/pyproject.toml';

type Edit = readonly [file: string, from: string | RegExp, to: string];

/** What the check finds after edits of the fixture's files. */
function problemsOf(...edits: readonly Edit[]) {
  const text = (file: string) =>
    edits.reduce((before, [edited, from, to]) => {
      if (edited !== file) return before;
      expect(before).toMatch(from);
      return before.replace(from, to);
    }, read(file));
  const pyprojects = files.flatMap((file) => {
    const content = text(file);
    return content === '' ? [] : [parsePyproject(parse(content), file, content).pyproject];
  });
  const plan = planPythonProjects(pyprojects, { hasFile: (file) => file === 'uv.lock' });
  const content = text('uv.lock');
  const { lock } = parseUvLock(parse(content), { file: 'uv.lock', text: content });
  const [root] = plan.lockRoots;
  if (!lock || !root) throw new Error('no lock');
  return checkUvLock(lock, root, plan);
}

/** The same in short. */
function check(...edits: readonly Edit[]) {
  return problemsOf(...edits).map(({ place, ...each }) => {
    expect(each).toMatchObject({ kind: 'lock-outdated', dir: '.' });
    return `${place.file}:${place.line} ${'detail' in each ? each.detail : ''}`;
  });
}

test('has nothing to say of a lock that is true', () => {
  expect(check()).toEqual([]);
});

test.each<readonly [Edit]>([
  [[api, 'httpx[http2] >= 0.27, <1', 'HTTPX[HTTP2]<1,>=0.27']],
  [[api, "platform_system == 'Windows'", 'sys_platform == \\"win32\\"']],
  [[api, '"pytest>=8"', '"pytest (>=8)"']],
  [[api, 'Tables', 'tables']],
  [[api, '"shop-core[cache]"', '"shop-core[cache]>=0.1"']],
  [[api, '>=3.12', '~=3.12']],
  [
    [
      'libs/mail/pyproject.toml',
      '"six", ',
      '"six>=1; python_version > \'3\'", "six; os_name == \'nt\'", ',
    ],
  ],
  [['pyproject.toml', 'line-length = 100', 'line-length = 80']],
])('has nothing to say of %j', (edit) => {
  expect(check(edit).filter((each) => !each.includes('requires-python'))).toEqual([]);
});

test.each<readonly [Edit, string]>([
  [[api, '"tabulate"', '"tabulate", "docutils"'], `${api}:13 it lacks \`docutils\``],
  [[api, '"httpx[http2] >= 0.27, <1",', ''], `${api}:2 it has \`httpx\` still`],
  [
    [api, '>= 0.27', '>= 0.28'],
    `${api}:6 it has \`httpx>=0.27,<1\`, not \`httpx[http2] >= 0.28, <1\``,
  ],
  [[api, '[cache]', ''], `${api}:7 it has \`shop-core[cache]\`, not \`shop-core\``],
  [
    [api, "platform_system == 'Windows'", "sys_platform == 'linux'"],
    `${api}:8 it has \`colorama\` with the marker \`sys_platform == 'win32'\`, not \`colorama; sys_platform == 'linux'\``,
  ],
  [[api, '"gunicorn"', '"uvicorn"'], `${api}:18 it lacks \`uvicorn\``],
  [
    [api, 'metrics = ["prometheus-client"]', 'spare = []\nmetrics = ["prometheus-client"]'],
    `${api}:2 it lacks the extra \`spare\``,
  ],
  [[api, '1.2.0', '1.3.0'], `${api}:2 it has shop-api 1.2.0, not 1.3.0`],
  [[api, 'Shop_API', 'shop-front'], `${api}:2 it lacks the project shop-front`],
  [
    ['libs/core/pyproject.toml', /dev = .*/, ''],
    'libs/core/pyproject.toml:2 it has the group `dev` still',
  ],
  [
    [
      'pyproject.toml',
      'shop-core = { workspace = true }',
      'shop-core = { git = "https://git.example/core" }',
    ],
    `${api}:7 it has \`shop-core\` as editable, which \`shop-core[cache]\` and its source are not`,
  ],
  [
    ['libs/core/pyproject.toml', '>=3.12', '>=3.13'],
    'pyproject.toml:4 it has requires-python `>=3.12`, not `>=3.12 and >=3.13`',
  ],
  [
    ['uv.lock', 'source = { editable = "libs/mail" }', 'source = { editable = "libs/post" }'],
    'uv.lock:403 it has shop-mail in libs/post, where no project is',
  ],
])('%j: says what the lock does not know', (edit, expected) => {
  expect(check(edit)).toContainEqual(expected);
});

test('a project that is in another folder than the lock has it was moved', () => {
  const edit = [
    'uv.lock',
    'source = { editable = "libs/mail" }',
    'source = { editable = "libs/post" }',
  ] as const;
  const [, next] =
    problemsOf(edit)
      .map(formatProblem)
      .find((each) => /libs\/post/.test(each))
      ?.split('\n') ?? [];
  expect(next).toBe(
    '  Correct all files that name the old folder: nx g nx-slipway:move libs/post --directory=libs/mail',
  );
});

test('says nothing of what it cannot read in full', () => {
  expect(check([api, '"gunicorn"', '"a b"'])).toEqual([]);
});

test('lists the third-party packages of an image', () => {
  const text = read('uv.lock');
  const { lock } = parseUvLock(parse(text), { file: 'uv.lock', text });
  const selection = { package: 'shop-mail', extras: [], groups: [] };
  expect(lock && lockedPackages(lock, selection)).toEqual([
    { name: 'attrs', version: '26.1.0', extras: [] },
    { name: 'click', version: '8.0.4', extras: [] },
    { name: 'click', version: '8.5.1', extras: [] },
    { name: 'colorama', version: '0.4.6', extras: [] },
    { name: 'six', version: '1.17.0', extras: [] },
  ]);
});
