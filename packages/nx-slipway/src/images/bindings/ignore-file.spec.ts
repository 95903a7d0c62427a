import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import ignore from '@balena/dockerignore';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ignoreMatcher, stateOf } from '../../dockerfile/patterns/ignore-matcher';
import { ignoreFile, OWN_LINES_MARK, ownIgnoreLines } from './ignore-file';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ignore-file-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** What lies in a project's folder: the first of each pair is to be in the image's context. */
const inside = ['pyproject.toml', 'README.md', 'src/app/__init__.py', 'src/app/py.typed'];
const insideToo = [
  'src/app/tests/__init__.py',
  'src/app/build/x.py',
  'alembic/env.py',
  '.env.example',
];
const outside = [
  'tests/test_app.py',
  'project.json',
  'Dockerfile',
  'worker.Dockerfile',
  'Dockerfile.dockerignore',
  'dist/app.whl',
  'build/lib/app.py',
  '.venv/bin/python',
  '.ruff_cache/x',
  '.pytest_cache/x',
  '.coverage',
  'src/app/__pycache__/x.cpython-313.pyc',
  'src/app/x.pyc',
  'src/app.egg-info/PKG-INFO',
  'node_modules/x/index.js',
];

function write(...files: readonly string[]): void {
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), file);
  }
}

/** The files of the folder that the ignore file lets through, as BuildKit's matcher has it. */
function context(text: string): string[] {
  const matcher = ignore().add(text);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !matcher.ignores(file))
    .sort();
}

describe.each(['services/api', 'services/my api', 'libs/a/b'])('the folder %s', (folder) => {
  const below = (files: readonly string[]) => files.map((file) => `${folder}/${file}`);

  test('comes in with its sources, without tests and caches', () => {
    write(...below([...inside, ...insideToo, ...outside]), 'services/other/a.py', 'README.md');
    write('pyproject.toml', 'uv.lock', `${folder}-2/a.py`);
    const text = ignoreFile({ projects: [folder], files: ['pyproject.toml', 'uv.lock'] });
    expect(context(text)).toEqual(
      [...below([...inside, ...insideToo]), 'pyproject.toml', 'uv.lock'].sort(),
    );
  });
});

test('the workspace root as a project comes in as a whole, by the same rules', () => {
  write(...inside, ...insideToo, ...outside, 'libs/a/src/a.py', 'libs/a/__pycache__/a.pyc');
  expect(context(ignoreFile({ projects: ['.', 'libs/a'] }))).toEqual(
    [...inside, ...insideToo, 'libs/a/src/a.py'].sort(),
  );
});

test('of the workspace root come in its own files and the folders of its project', () => {
  write(...inside, 'docs/a.md', 'apps/web/a.ts', '.github/x.yml', 'libs/a/a.py', 'libs/b/b.py');
  write('package.json', 'nx.json', 'src/app/__pycache__/x.pyc', 'web/a.html');
  const view = { projects: ['.', 'libs/a'], rootFolders: ['src'], sources: ['web'] };
  const expected = [...inside, 'libs/a/a.py', 'web/a.html'].sort();
  expect(context(ignoreFile(view))).toEqual(expected);
  // BuildKit itself is stricter than that matcher: what a line says of a folder may not count below it.
  const matcher = ignoreMatcher(ignoreFile(view));
  expect(expected.filter((path) => stateOf(matcher, path).isIgnored)).toEqual([]);
  expect(stateOf(matcher, 'docs/a.md').isIgnored).toBe(true);
});

test('files for passwords stay out, until a line lets them in', () => {
  const secrets = ['.env', '.env.local', '.env.prod.local', '.envrc'].map((name) => `a/${name}`);
  write(...secrets, 'a/src/.env', 'a/.env.example', 'a/.env.production', 'a/a.py');
  const rest = ['a/.env.example', 'a/.env.production', 'a/a.py'];
  expect(context(ignoreFile({ projects: ['a'] }))).toEqual(rest);
  expect(context(ignoreFile({ projects: ['a'], ownLines: '!a/.env\n' }))).toContain('a/.env');
  expect(context(ignoreFile({ projects: ['a'], sources: ['a/.env'] }))).toContain('a/.env');
});

test('what .dockerignore files leave out stays out, and what they let in again comes in', () => {
  write('a/x.pem', 'a/ours.pem', 'a/a.py', 'a/__pycache__/ours.pem');
  const carried = ['# From .dockerignore', '**/*.pem', '!**/ours.pem'];
  expect(context(ignoreFile({ projects: ['a'], carried }))).toEqual(['a/a.py', 'a/ours.pem']);
});

test('without projects only the named files come in', () => {
  write('uv.lock', 'a.py', 'sub/uv.lock');
  expect(context(ignoreFile({ projects: [], files: ['uv.lock'] }))).toEqual(['uv.lock']);
});

test("the user's lines have the last word", () => {
  write('services/api/tests/data.json', 'services/api/tests/x.py', 'services/api/secret.env');
  const ownLines = '!services/api/tests/data.json\nservices/api/secret.env\n';
  const text = ignoreFile({ projects: ['services/api'], ownLines });
  expect(context(text)).toEqual(['services/api/tests/data.json']);
  expect(ownIgnoreLines(text)).toBe(ownLines);
});

test('the text is the same whatever the order of folders', () => {
  const view = { files: ['uv.lock', 'pyproject.toml'], ownLines: '' };
  expect(ignoreFile({ ...view, projects: ['b', 'a'] })).toBe(
    ignoreFile({ ...view, projects: ['a', 'b'] }),
  );
});

test.each([
  [undefined, ''],
  ['', ''],
  ['*.md\n', '*.md\n'],
  [`*\n${OWN_LINES_MARK}\nmine\n`, 'mine\n'],
  [`*\r\n${OWN_LINES_MARK}\r\nmine\r\n`, 'mine\r\n'],
  [`*\n${OWN_LINES_MARK}`, ''],
])("the user's lines of %j", (text, expected) => {
  expect(ownIgnoreLines(text)).toBe(expected);
});

test('what a wheel takes stays in, in its own project alone', () => {
  const text = ignoreFile({
    projects: ['libs/a', 'services/web'],
    wheelEntries: new Map([['services/web', ['build', 'web', 'Dockerfile']]]),
  });
  const lines = text.split('\n');
  expect(lines).not.toContain('services/web/build');
  expect(lines).not.toContain('services/web/Dockerfile');
  expect(lines).toContain('services/web/dist');
  expect(lines).toContain('libs/a/build');
});

describe('what the Dockerfile takes by name', () => {
  test('comes in from elsewhere, without caches', () => {
    write(
      'web/package.json',
      'web/src/a.ts',
      'web/node_modules/x/i.js',
      'other/a',
      'services/a/a.py',
    );
    const text = ignoreFile({ projects: ['services/a'], sources: ['web', 'services/a/a.py'] });
    expect(context(text)).toEqual(['services/a/a.py', 'web/package.json', 'web/src/a.ts']);
    expect(text.split('\n').slice(0, 4)).toEqual(['*', '!services/a', '!web', '**/.coverage']);
  });

  test('comes in by a pattern, which lets in no caches below', () => {
    write('web/a.json', 'web/b.ts', 'web/node_modules/x/i.js', 'top.toml');
    const text = ignoreFile({ projects: [], sources: ['web/*', '*.toml'] });
    expect(context(text)).toEqual(['top.toml', 'web/a.json', 'web/b.ts']);
  });

  test('comes in from a folder that is left out for everything else', () => {
    write('a/dist/a.whl', 'a/dist/b.txt', 'a/tests/t.py', 'a/tests/__pycache__/t.pyc', 'a/build/x');
    const text = ignoreFile({ projects: ['a'], sources: ['a/dist/*.whl', 'a/tests'] });
    expect(context(text)).toEqual(['a/dist/a.whl', 'a/tests/t.py']);
  });

  test('comes in from a cache that it names', () => {
    write('web/node_modules/x/i.js', 'web/node_modules/y/i.js');
    const text = ignoreFile({ projects: [], sources: ['web/node_modules/x'] });
    expect(context(text)).toEqual(['web/node_modules/x/i.js']);
  });

  test('changes nothing where all of it is in already', () => {
    const view = { projects: ['a'], files: ['uv.lock'], ownLines: '' };
    expect(ignoreFile({ ...view, sources: ['a', 'a/src/x.py', 'uv.lock', 'a/*.toml'] })).toBe(
      ignoreFile(view),
    );
    const root = { projects: ['.'], ownLines: '' };
    expect(ignoreFile({ ...root, sources: ['web', '*.toml'] })).toBe(ignoreFile(root));
  });
});
