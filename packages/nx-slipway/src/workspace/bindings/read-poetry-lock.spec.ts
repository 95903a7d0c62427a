import { expect, test } from 'vitest';
import { lockedRunFactsOf } from '../../../test-support/run-facts';
import { rootFiles, serviceFiles, stackFiles } from '../../../test-support/workspace-files';
import { poetryContent } from '../../python/poetry/poetry-content';
import { sha256 } from '../cache/sha256';
import { parseTomlText } from '../files/read-toml';

const [PYPROJECT, LOCK, SETTINGS] = ['pyproject.toml', 'poetry.lock', 'poetry.toml'].map(
  (name) => `services/api/${name}`,
) as [string, string, string];
const ELSEWHERE = 'markers = "python_version < \\"3.13\\""\n';
const RESOLVING = '[installer]\nre-resolve = true\n';

/** A service on Python 3.13 whose lock has a package twice; the first is installed under a marker. */
function service({ marker = ELSEWHERE, settings = '' } = {}): Record<string, string> {
  const files = serviceFiles({ name: 'api', packages: ['six'], installer: 'poetry' });
  const pyproject = parseTomlText(files[PYPROJECT] ?? '', PYPROJECT);
  const hash = 'value' in pyproject ? sha256(poetryContent(pyproject.value)) : '';
  const block = (version: string, markers: string) =>
    `[[package]]\nname = "six"\nversion = "${version}"\noptional = false\ngroups = ["main"]\n${markers}files = []\n`;
  return {
    ...files,
    ...(settings !== '' && { [SETTINGS]: settings }),
    [LOCK]: `${block('1.16.0', marker)}\n${block('1.17.0', '')}\n[metadata]\nlock-version = "2.1"\ncontent-hash = "${hash}"\n`,
  };
}

/** Kinds and files of the problems of its image. */
function problems(files: Record<string, string>): readonly (string | undefined)[] {
  const facts = lockedRunFactsOf({
    ...rootFiles(),
    ...stackFiles(undefined, { installer: 'poetry' }),
    ...files,
  });
  const found = [...facts.bindings.values()].flatMap((each) => each.problems);
  return found.map((each) => `${each.kind} ${'place' in each ? each.place?.file : ''}`);
}

test('two versions of a package that Poetry installs over each other are a problem of the image', () => {
  expect(problems(service())).toEqual([]);
  expect(problems(service({ marker: '' }))).toEqual([`lock-ambiguous ${LOCK}`]);
});

test('Poetry chooses one where it resolves when it installs', () => {
  const files = service({ marker: '', settings: RESOLVING });
  expect(problems(files).join()).not.toContain('ambiguous');
});

test.each([PYPROJECT, LOCK, SETTINGS])(
  '%s with a byte order mark, which Poetry cannot read',
  (file) => {
    const files = service({ settings: RESOLVING });
    const marked = { ...files, [file]: `\uFEFF${files[file]}` };
    expect(problems(marked)).toContain(`poetry-file-marked ${file}`);
  },
);
