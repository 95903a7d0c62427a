import { afterAll, beforeAll, expect, test } from 'vitest';
import { groupLayers } from '../test-support/group-layers';
import {
  INSTALLER_SERVICES,
  type InstallersWorkspace,
  makeInstallersWorkspace,
} from '../test-support/installers-workspace';
import { type BuildReport, call } from '../test-support/real-workspace';

let workspace: InstallersWorkspace;
let shared: BuildReport;

beforeAll(async () => {
  workspace = await makeInstallersWorkspace();
  workspace.share();
  shared = await workspace.build(['python', ...INSTALLER_SERVICES]);
  expect(shared.failed).toEqual({});
});

afterAll(() => workspace?.dispose());

/** Versions of packages in an image by their names in small letters, as it says itself. */
async function versions(name: string): Promise<Readonly<Record<string, string>>> {
  const script =
    'import importlib.metadata as m, json; print(json.dumps({d.name.lower(): d.version for d in m.distributions()}))';
  const text = await call('docker', [
    'run',
    '--rm',
    `${workspace.namespace}/${name}`,
    'python',
    '-c',
    script,
  ]);
  return JSON.parse(text) as Readonly<Record<string, string>>;
}

test('scripts of shared layers run, whoever installed the rest', async () => {
  const run = (name: string, ...command: readonly string[]) =>
    call('docker', ['run', '--rm', '--read-only', `${workspace.namespace}/${name}`, ...command]);
  expect(await run('orders', 'sh', '-c', 'command -v idna && idna --version')).toContain(
    '/venv/bin/idna',
  );
  expect(await run('mail', 'markdown_py', '--version')).toMatch(/markdown/i);
});

test('images share the layers of packages that their locks agree on, whoever wrote the locks', async () => {
  const targets = shared.bakeFiles.flatMap((file) => Object.keys(JSON.parse(file).target));
  expect(targets.filter((each) => each.startsWith('packages'))).toHaveLength(6);
  const holders = {
    idna: ['gate', 'orders'],
    markdown: ['archive', 'mail', 'news'],
    pydantic: ['gate', 'legacy', 'orders', 'stock'],
    sqlalchemy: ['archive', 'mail', 'news'],
  };
  expect(await groupLayers(workspace.namespace, holders)).toEqual({
    idna: [['gate', 'orders']],
    markdown: [['archive'], ['mail', 'news']],
    pydantic: [['gate', 'orders', 'stock'], ['legacy']],
    sqlalchemy: [['archive', 'mail', 'news']],
  });
});

test('each has the versions of its own lock', async () => {
  const found = new Map<string, Readonly<Record<string, string>>>();
  for (const name of INSTALLER_SERVICES) found.set(name, await versions(name));
  const version = (image: string, name: string): string => found.get(image)?.[name] ?? 'none';
  expect(version('stock', 'pydantic')).toBe(version('orders', 'pydantic'));
  expect(version('legacy', 'pydantic')).toMatch(/^2\.1[0-3]\./);
  expect(version('stock', 'pydantic')).not.toMatch(/^2\.1[0-3]\./);
  expect(version('news', 'markdown')).toBe(version('mail', 'markdown'));
  expect(version('archive', 'markdown')).toBe('3.7');
  const own = [version('orders', 'fastapi'), version('mail', 'six'), version('gate', 'toolz')];
  expect(own).not.toContain('none');
  expect(version('news', 'six')).toBe('none');
});
