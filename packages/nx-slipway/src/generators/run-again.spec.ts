import { logger, type Tree } from '@nx/devkit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { adoptFiles } from '../../test-support/adopt-files';
import { contentsOf, treeWith } from '../../test-support/generator-tree';
import ciGenerator from './ci/generator';
import composeGenerator from './compose/generator';
import devcontainerGenerator from './devcontainer/generator';
import initGenerator from './init/generator';
import jobGenerator from './job/generator';
import serviceGenerator from './service/generator';
import stackGenerator from './stack/generator';

let said: string[] = [];
beforeEach(() => {
  for (const level of ['info', 'warn'] as const) {
    vi.spyOn(logger, level).mockImplementation((text: unknown) => void said.push(String(text)));
  }
});
afterEach(() => void vi.restoreAllMocks());

/** A workspace with a stack and a service. */
async function workspace(): Promise<Tree> {
  const files = Object.entries({ ...adoptFiles({}), 'package-lock.json': '{}' });
  const served = files.map(([file, text]) => [file, text.replaceAll('gunicorn', 'uvicorn')]);
  const tree = treeWith(Object.fromEntries(served));
  await stackGenerator(tree, { name: 'python' });
  await serviceGenerator(tree, { name: 'api', role: 'http' });
  return tree;
}

type Run = (tree: Tree) => Promise<unknown>;

test.each<[string, string, Run]>([
  ['init', 'nx.json', (tree) => initGenerator(tree, { devTargets: true, skipFormat: true })],
  ['stack', 'images/python/Dockerfile', (tree) => stackGenerator(tree, { name: 'python' })],
  ['compose', 'compose.yaml', (tree) => composeGenerator(tree, {})],
  [
    'devcontainer',
    '.devcontainer/api/devcontainer.json',
    (tree) => devcontainerGenerator(tree, { project: 'api' }),
  ],
  [
    'job',
    'services/api/project.json',
    (tree) => jobGenerator(tree, { project: 'api', name: 'x', command: '["python", "-V"]' }),
  ],
  ['ci', '.github/workflows/images.yml', (tree) => ciGenerator(tree, { github: true })],
])(
  '%s twice with the same options changes nothing the second time, and says so',
  async (_, file, run) => {
    const tree = await workspace();
    await run(tree);
    const first = contentsOf(tree);
    said = [];
    const callback = (await run(tree)) as () => Promise<void>;
    await callback();
    expect(said.join('\n')).toContain(`Nothing to change: ${file}`);
    expect(said.join('\n')).not.toMatch(/Changes of|not changed|are then lost/);
    expect(contentsOf(tree)).toEqual(first);
  },
);

test('what init adds to a registration is shown', async () => {
  const tree = await workspace();
  said = [];
  await initGenerator(tree, { devTargets: true, skipFormat: true });
  expect(said.join('\n')).toMatch(/^Changes of nx\.json:\n[\s\S]*\+ .*"lockTargetName": ?"lock"/);
});
