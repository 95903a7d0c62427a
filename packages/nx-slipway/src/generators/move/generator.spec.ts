import { logger, type Tree } from '@nx/devkit';
import { afterEach, expect, test, vi } from 'vitest';
import { contentsOf, stackTree, textOf } from '../../../test-support/generator-tree';
import ignoreFilesGenerator from '../ignore-files/generator';
import serviceGenerator from '../service/generator';
import moveGenerator from './generator';

const LIBRARY =
  '[project]\nname = "shared"\nversion = "1"\n[build-system]\nrequires = ["hatchling"]\n';
const MOVED = 'apps/web-shop/billing';
const NX = '{\n  // releases\n  "release": { "projects": ["api", "shared"] }\n}\n';

/** A uv workspace with literal members, a service on a library, and files that name the service. */
async function workspace(): Promise<Tree> {
  const tree = await stackTree({ 'libs/shared/pyproject.toml': LIBRARY });
  await serviceGenerator(tree, { name: 'api', role: 'http' });
  const write = (file: string, change: (text: string) => string): void =>
    tree.write(file, change(textOf(tree, file)));
  write('services/api/pyproject.toml', (text) =>
    text
      .replace('dependencies = [\n', 'dependencies = [\n    "shared",\n')
      .concat('\n[tool.uv.sources]\nshared = { path = "../../libs/shared" } # beside\n'),
  );
  write('services/api/Dockerfile', (text) =>
    text.replace(/(EXPOSE)/, '# Mine: services/api/extra.\nLABEL of=services/api-v2\n$1'),
  );
  tree.write(
    'pyproject.toml',
    '[tool.uv.workspace]\nmembers = [\n  "libs/*", # all\n  "services/api",\n]\n',
  );
  tree.write(
    'services/api/project.json',
    '{ "name": "api", "$schema": "../../node_modules/nx/schemas/project-schema.json", "sourceRoot": "services/api/src" }\n',
  );
  tree.write('apps/web/project.json', '{ "name": "web", "implicitDependencies": ["api"] }\n');
  tree.write(
    'libs/shared/Dockerfile',
    'ARG BASE=proj/api\nFROM proj/api:latest AS api\nCOPY --from=proj/api /a /b\nCOPY services/api/a /a\n',
  );
  tree.write('.github/workflows/ci.yml', 'run: |\n  nx test api\n  pytest services/api\n');
  tree.write('services/api/Makefile', 'test:\n\tsh ../../libs/shared/test.sh\n');
  tree.write('libs/shared/test.sh', '');
  await ignoreFilesGenerator(tree);
  write('services/api/Dockerfile.dockerignore', (text) => `${text}!services/api/tests/data\n`);
  return tree;
}

let warnings: string[] = [];
vi.spyOn(logger, 'warn').mockImplementation((text: string) => void warnings.push(text));
vi.spyOn(logger, 'info').mockImplementation(() => {});
afterEach(() => {
  warnings = [];
});

/** Files that differ from those of before, where one that has been moved had another path. */
function changesOf(before: Readonly<Record<string, string>>, tree: Tree): string {
  return Object.entries(contentsOf(tree))
    .filter(([file, text]) => before[file.replace(MOVED, 'services/api')] !== text)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, text]) => `===== ${file}\n${text}`)
    .join('');
}

test('a project gets another folder and another name', async () => {
  const tree = await workspace();
  tree.write('nx.json', NX);
  const before = contentsOf(tree);
  const finish = await moveGenerator(tree, {
    ...{ project: 'api', directory: MOVED, name: 'billing' },
  });
  await expect(changesOf(before, tree)).toMatchFileSnapshot('__snapshots__/moved.txt');
  expect(tree.exists('services/api')).toBe(false);
  expect(Object.keys(contentsOf(tree)).length).toBe(Object.keys(before).length);
  await finish();
  expect(warnings.join('\n')).toMatchInlineSnapshot(`
    "these lines still name services/api:
        .github/workflows/ci.yml:3
        apps/web-shop/billing/README.md:7
      Edit by hand those that mean the project.
    these lines still name api:
        .github/workflows/ci.yml:2
        apps/web-shop/billing/README.md:9
        apps/web-shop/billing/README.md:10
      Edit by hand those that mean the project.
    relative paths in these lines lead elsewhere from the new folder:
        apps/web-shop/billing/Makefile:2
      Correct them by hand.
    apps/web-shop/billing/pyproject.toml: the Nx project is named billing now; its distribution is still api, as is what Python imports
      To rename the distribution, change it here, in what depends on it and behind \`--package\` in the Dockerfile, and lock again."
  `);
});

test('moved back, every file is as it was', async () => {
  const tree = await workspace();
  const before = contentsOf(tree);
  await moveGenerator(tree, { project: 'api', directory: 'a/b/c', name: 'billing' });
  await moveGenerator(tree, { project: 'a/b/c', directory: 'services/api', name: 'api' });
  expect(contentsOf(tree)).toEqual(before);
});

test('what the service generator and nx sync write of it is what is there', async () => {
  const tree = await workspace();
  await moveGenerator(tree, { project: 'api', directory: 'apps/billing', name: 'billing' });
  expect(await ignoreFilesGenerator(tree)).toBeUndefined();
  const before = contentsOf(tree);
  await serviceGenerator(tree, { name: 'billing', role: 'http' });
  expect(contentsOf(tree)).toEqual(before);
});

test('a name alone leaves the folder, and is written where the pyproject gave it', async () => {
  const tree = await workspace();
  tree.delete('services/api/project.json');
  await moveGenerator(tree, { project: 'services/api', name: 'billing' });
  expect(textOf(tree, 'services/api/project.json')).toBe('{\n  "name": "billing"\n}\n');
  expect(textOf(tree, 'libs/shared/Dockerfile')).toContain('FROM proj/billing:latest AS api\n');
  expect(textOf(tree, 'services/api/pyproject.toml')).toContain('name = "api"');
});

test('where a glob covers the new folder no member is added', async () => {
  const tree = await workspace();
  tree.write('pyproject.toml', '[tool.uv.workspace]\nmembers = ["libs/*", "services/*"]\n');
  await moveGenerator(tree, { project: 'api', directory: 'services/billing' });
  expect(textOf(tree, 'pyproject.toml')).toContain('members = ["libs/*", "services/*"]\n');
  await moveGenerator(tree, { project: 'api', directory: 'apps/billing' });
  expect(textOf(tree, 'pyproject.toml')).toContain(
    'members = ["libs/*", "services/*", "apps/billing"]\n',
  );
});

test('a project that was in no uv workspace does not get into one', async () => {
  const tree = await workspace();
  tree.write(
    'own/lone/pyproject.toml',
    '[project]\nname = "lone"\nversion = "1"\n[build-system]\nrequires = []\n',
  );
  await moveGenerator(tree, { project: 'lone', directory: 'libs/lone' });
  expect(textOf(tree, 'pyproject.toml')).toMatch(/exclude = \[ ?"libs\/lone"/);
});

test.each([
  ['aqi', { directory: 'x' }, /Did you mean api\?/],
  ['web', { directory: 'x' }, /web: this is not a Python project/],
  ['api', {}, /api is already in services\/api/],
  ['api', { directory: 'services/api' }, /api is already in services\/api/],
  ['api', { directory: 'services/api/inner' }, /is inside services\/api, the folder that is to be/],
  ['api', { directory: 'libs/shared' }, /libs\/shared already exists/],
  ['api', { directory: 'apps/web/api' }, /is inside apps\/web, the folder of the project web/],
  ['api', { directory: '../api' }, /is not the path of a folder below the workspace root/],
  ['api', { directory: 'a*b' }, /is not the path of a folder below the workspace root/],
  ['api', { directory: 'pyproject.toml/a' }, /pyproject.toml already exists/],
  ['api', { directory: 'x', name: 'shared' }, /libs\/shared: the name shared is already used/],
  ['api', { name: 'a b' }, /invalid value "a b" for --name/],
])('%s to %j is refused before anything is written', async (project, options, message) => {
  const tree = await workspace();
  const before = contentsOf(tree);
  await expect(moveGenerator(tree, { project, ...options })).rejects.toThrow(message);
  expect(contentsOf(tree)).toEqual(before);
});

test('a folder that the uv workspace excludes is refused', async () => {
  const tree = await workspace();
  tree.write(
    'pyproject.toml',
    '[tool.uv.workspace]\nmembers = ["libs/*", "services/api"]\nexclude = ["old/*"]\n',
  );
  await expect(moveGenerator(tree, { project: 'api', directory: 'old/api' })).rejects.toThrow(
    /pyproject.toml: this uv workspace excludes old\/api/,
  );
});

test('a folder that was moved by hand is put right, and what was corrected stays', async () => {
  const [tree, byHand] = [await workspace(), await workspace()];
  for (const each of [tree, byHand]) {
    each.write('uv.lock', '[[package]]\nname = "api"\nsource = { editable = "services/api" }\n');
  }
  await moveGenerator(tree, { project: 'api', directory: 'apps/a/billing' });
  for (const [file, content] of Object.entries(contentsOf(byHand))) {
    if (!file.startsWith('services/api/')) continue;
    byHand.write(file.replace('services/api', 'apps/a/billing'), content);
    byHand.delete(file);
  }
  for (const file of ['pyproject.toml', 'project.json'].map((name) => `apps/a/billing/${name}`)) {
    byHand.write(file, textOf(byHand, file).replace('"../../', '"../../../'));
  }
  await moveGenerator(byHand, { project: 'services/api', directory: 'apps/a/billing' });
  expect(contentsOf(byHand)).toEqual(contentsOf(tree));
  await expect(
    moveGenerator(byHand, { project: 'services/gone', directory: 'apps/a/billing' }),
  ).rejects.toThrow(/project services\/gone not found/);
});
