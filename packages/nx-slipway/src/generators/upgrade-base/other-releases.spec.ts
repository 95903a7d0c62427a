import { expect, test } from 'vitest';
import { ALL_FINE, planUpgradeOf } from '../../../test-support/upgrade-plan-of';
import { TEST_INDEX, uvLockText } from '../../../test-support/uv-lock-text';
import {
  type Files,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../../test-support/workspace-files';
import { formatProblem } from '../../problems/format-problem';
import type { IndexAnswer, IndexFile } from '../../python/index/index-page';

const MACHINES = ['x86_64', 'aarch64'];
const UP = { python: '3.13' };
const DOWN = { python: '3.10' };
const LOCKED = wheels('2.0', 'cp311').map(({ name }) => name);

function wheels(
  version: string,
  python: string,
  more: Partial<IndexFile> = {},
): readonly IndexFile[] {
  return MACHINES.map((machine) => ({
    ...{ name: `x-${version}-${python}-${python}-manylinux_2_17_${machine}.whl`, hashes: [] },
    ...more,
  }));
}

interface Situation {
  readonly options?: Readonly<Record<string, unknown>>;
  /** As the project asks for it. */
  readonly asks?: string;
  readonly answer?: IndexAnswer;
  /** In place of a release in the index of tests. */
  readonly source?: string;
  readonly files?: Files;
}

/** What the plan says of the package `x`, which is locked in version 2.0 for Python 3.11. */
function saidOf({ options = UP, asks = 'x', answer, source, files }: Situation): readonly string[] {
  const workspace: Files = {
    ...rootFiles(),
    ...stackFiles('acme', { python: '3.11', suite: 'bookworm' }),
    ...serviceFiles({ name: 'api', packages: [asks] }),
    'uv.lock': uvLockText([
      { name: 'api', folder: 'services/api', needs: ['x'] },
      {
        ...{ name: 'x', version: '2.0', files: [...LOCKED, 'x-2.0.tar.gz'] },
        ...(source !== undefined && { source }),
      },
    ]),
    ...files,
  };
  const index = new Map(answer ? [[`x ${TEST_INDEX}`, answer] as const] : []);
  const { plan } = planUpgradeOf(workspace, options, { ...ALL_FINE, index });
  return plan.findings
    .filter(({ problem }) => problem.kind.startsWith('lock-'))
    .map(({ severity, problem }) =>
      `${severity}: ${formatProblem(problem)}`.replaceAll(/^(\w+): (?:\S+: )/g, '$1: '),
    );
}

const WHEELS = 'warning: x 2.0 has no wheel for Python 3.13 on aarch64 and x86_64';

test('the oldest newer release that fits, and the command that locks it', () => {
  const files = [
    ...wheels('1.9', 'cp313'),
    ...wheels('2.1', 'cp313', { isYanked: true }),
    ...wheels('2.2', 'cp312'),
    ...wheels('2.3', 'cp313', { requiresPython: '<3.13' }),
    ...wheels('2.4', 'cp313', { requiresPython: '>=3.9' }),
    ...wheels('2.5', 'cp313'),
  ];
  expect(saidOf({ answer: { files } })).toEqual([
    `${WHEELS} and would be compiled; the oldest newer release that fits is 2.4\n  Lock it: uv lock --upgrade-package x==2.4`,
  ]);
});

test.each(['x>=2,<2.4', 'x==2.0', 'x~=2.0.0'])('%s of the project itself is in its way', (asks) => {
  const [said] = saidOf({ asks, answer: { files: wheels('2.4', 'cp313') } });
  expect(said).toMatch(
    /\n {2}Allow 2\.4 in services\/api\/pyproject\.toml:\d+ \(`x.*`\), then lock it: uv lock --upgrade-package x==2\.4$/,
  );
  expect(said).toContain(`\`${asks}\``);
});

test('a requirement for another Python is in nobody’s way', () => {
  const asks = "x<2.4; python_version < '3.12'";
  const [said] = saidOf({ asks, answer: { files: wheels('2.4', 'cp313') } });
  expect(said).toMatch(/\n {2}Lock it: /);
});

test('where no newer release fits, that is said', () => {
  expect(
    saidOf({ answer: { files: [...wheels('1.9', 'cp313'), ...wheels('2.4', 'cp312')] } }),
  ).toEqual([
    `${WHEELS} and would be compiled; no newer release fits\n  Let base-builder compile it, or use another package.`,
  ]);
});

test.each([
  [{ why: 'no network', isDown: true } as const, 'once the package index can be reached.'],
  [undefined, 'Set UV_DEFAULT_INDEX to an index that has them, and run this command again.'],
])('with %j from the index, nobody knows', (answer, next) => {
  const [said, unchecked] = saidOf({ ...(answer && { answer }) });
  expect(said).toBe(
    `${WHEELS} and would be compiled\n  Lock a newer version: uv lock --upgrade-package x`,
  );
  expect(unchecked).toContain('unchecked: it is unknown which other release of x can be installed');
  expect(unchecked).toContain(next);
});

test('on the way back the newest older release; a lock for newer Pythons alone does not say', () => {
  const files = ['1.8', '1.9', '2.1'].flatMap((version) => wheels(version, 'cp310'));
  files.push(...wheels('2.0', 'cp311'), { name: 'x-2.0.tar.gz', hashes: [] });
  expect(saidOf({ options: DOWN, answer: { files } })[0]).toMatch(
    /; the newest older release that fits is 1\.9\n {2}Lock it: uv lock --upgrade-package x==1\.9$/,
  );
  expect(saidOf({ options: DOWN })[0]).toMatch(
    /^unchecked: it is unknown whether x can be installed/,
  );
});

test('a file with an address of its own is asked of no index', () => {
  const source = '{ url = "https://files.example/x-2.0.tar.gz" }';
  expect(saidOf({ source, answer: { files: wheels('2.4', 'cp313') } })).toEqual([
    `${WHEELS} and would be compiled\n  Name another file in the project that depends on it, and lock again.`,
  ]);
});

test('Poetry and pip have commands of their own', () => {
  const mail = { name: 'mail', packages: ['x'], installer: 'poetry' } as const;
  const jobs = { name: 'jobs', packages: ['x'], installer: 'pip' } as const;
  const poetry = `[[package]]
name = "x"
version = "2.0"
groups = ["main"]
files = [${LOCKED.map((name) => `{ file = "${name}", hash = "sha256:aa" }`).join(', ')}]
python-versions = ">=3.9"

[package.source]
type = "legacy"
url = "${TEST_INDEX}"
reference = "own"

[metadata]
lock-version = "2.1"
python-versions = ">=3.11"
content-hash = "00"
`;
  const files = {
    ...serviceFiles(mail),
    'services/mail/poetry.lock': poetry,
    ...serviceFiles(jobs),
    'services/jobs/requirements.txt': `--index-url ${TEST_INDEX}\nx==2.0 --hash=sha256:aa\n`,
  };
  const answer = {
    files: [...wheels('2.0', 'cp311', { hashes: ['sha256:aa'] }), ...wheels('2.4', 'cp313')],
  };
  const commands = saidOf({ files, answer }).flatMap(
    (each) => /Lock it: (.*)$/.exec(each)?.[1] ?? [],
  );
  expect(commands).toEqual([
    'uv pip compile --universal --generate-hashes --output-file services/jobs/requirements.txt services/jobs/pyproject.toml --upgrade-package x==2.4',
    'poetry update --lock --directory services/mail x',
    'uv lock --upgrade-package x==2.4',
  ]);
});
