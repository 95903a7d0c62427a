import { expect, test } from 'vitest';
import { formatProblem } from '../../problems/format-problem';
import { parseTomlText } from '../../workspace/files/read-toml';
import { checkOneVersion } from './check-one-version';
import { parsePoetryLock } from './parse-poetry-lock';
import { selectPoetryPackages } from './select-poetry-packages';

const environment = { python: '3.12', machines: ['aarch64', 'x86_64'] };

/** One package, once for each version, source and marker. */
function problems(
  packages: readonly {
    readonly version: string;
    readonly marker?: string;
    readonly url?: string;
  }[],
  extras: readonly string[] = [],
) {
  const blocks = packages.map(({ version, marker, url }) =>
    [
      `[[package]]\nname = "idna"\nversion = "${version}"\noptional = false\ngroups = ["main"]`,
      ...(marker === undefined ? [] : [`markers = ${JSON.stringify(marker)}`]),
      'files = []',
      ...(url === undefined ? [] : [`\n[package.source]\ntype = "legacy"\nurl = "${url}"`]),
    ].join('\n'),
  );
  const text = `${blocks.join('\n\n')}\n\n[metadata]\nlock-version = "2.1"\n`;
  const toml = parseTomlText(text, 'poetry.lock');
  const options = { file: 'services/api/poetry.lock', text, dir: 'services/api' };
  const { lock } = parsePoetryLock('value' in toml ? toml.value : {}, options);
  if (!lock) throw new Error('the lock does not parse');
  const selected = selectPoetryPackages(lock, { extras, groups: [] });
  return checkOneVersion(selected, environment, { lock, dir: 'services/api' }).map(formatProblem);
}

test('versions that are installed over each other', () => {
  const cpu = 'python_version < "3.13" or extra == "cpu" and extra != "gpu"';
  const gpu = 'python_version < "3.13" or extra == "gpu" and extra != "cpu"';
  const packages = [
    { version: '3.7', marker: cpu },
    { version: '3.8', marker: gpu },
    { version: '3.9' },
    { version: '3.10', marker: 'sys_platform == "win32"' },
  ];
  expect(problems(packages)).toMatchInlineSnapshot(`
    [
      "services/api/poetry.lock:9: Poetry would install several versions of idna over each other with Python 3.12: 3.7 where python_version < "3.13", 3.8 where python_version < "3.13", 3.9 always
      Let Poetry choose one when it installs: \`poetry config --local installer.re-resolve true --directory services/api\`. Or ask for one version of idna alone and run \`poetry lock --directory services/api\`.",
    ]
  `);
  expect(problems(packages, ['cpu'])).toHaveLength(1);
});

test('one version of two indexes', () => {
  const [found] = problems([{ version: '3.7' }, { version: '3.7', url: 'https://a.example' }]);
  expect(found).toContain('3.7 of PyPI always, 3.7 of https://a.example always');
});

test('versions of which one is installed at most', () => {
  const forked = [
    { version: '3.7', marker: 'python_version < "3.12"' },
    { version: '3.10', marker: 'python_version >= "3.12"' },
  ];
  expect(problems(forked)).toEqual([]);
  const chosen = [
    { version: '3.7', marker: 'extra == "cpu" and extra != "gpu"' },
    { version: '3.10', marker: 'extra == "gpu" and extra != "cpu"' },
  ];
  for (const extras of [[], ['cpu'], ['gpu'], ['cpu', 'gpu']]) {
    expect(problems(chosen, extras)).toEqual([]);
  }
});
