import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readImageBindings } from '../bindings/read-image-bindings';
import type { WorkspaceReader } from '../files/workspace-reader';
import { readWorkspace } from '../model/read-workspace';
import { cachedByInputs } from './cached-by-inputs';

let workspaceRoot: string;
beforeEach(() => {
  workspaceRoot = mkdtempSync(join(tmpdir(), 'readings-'));
  // Nx has it before any of this runs; it lies in the root, which is looked into as well.
  for (const folder of ['.nx', 'api']) mkdirSync(join(workspaceRoot, folder));
  write('api/Dockerfile', 'FROM a\n');
  write('api/app.py', '');
});
afterEach(() => rmSync(workspaceRoot, { recursive: true }));

function write(file: string, text: string): void {
  writeFileSync(join(workspaceRoot, file), text);
}
function remove(path: string): void {
  rmSync(join(workspaceRoot, path), { recursive: true });
}

/** Looks in each way, also at what is not there. */
function lookAround({ read, hasFile, list }: WorkspaceReader) {
  return {
    texts: ['api/Dockerfile', 'uv.lock'].map(read),
    isThere: ['api', 'pip.conf'].map(hasFile),
    names: new Map(['api', 'libs'].map((folder) => [folder, list(folder)])),
  };
}

/** Reads, and says whether it had to. */
async function read(settings: unknown = 'a') {
  let isNew = false;
  const { value, state } = await cachedByInputs(
    { topic: 'all', workspaceRoot, settings },
    (reader, known: ReturnType<typeof lookAround> | undefined) => {
      isNew = known === undefined;
      return known ?? lookAround(reader);
    },
  );
  return { isNew, value, state };
}

test('what is as it was is not read again', async () => {
  const first = await read();
  expect(first.isNew).toBe(true);
  expect(first.value.names.get('api')).toEqual([
    { name: 'Dockerfile', isFile: true },
    { name: 'app.py', isFile: true },
  ]);
  write('api/app.py', 'changed = True\n');
  expect(await read()).toEqual({ ...first, isNew: false });
});

test.each([
  ['a file says something else', () => write('api/Dockerfile', 'FROM b\n')],
  ['a file is gone', () => remove('api/Dockerfile')],
  ['a file has come that was looked for', () => write('uv.lock', '')],
  ['something has come that was looked for', () => write('pip.conf', '')],
  ['a folder has something new in it', () => write('api/new.py', '')],
  [
    'a folder has come that was looked into',
    () => mkdirSync(join(workspaceRoot, 'libs', 'core'), { recursive: true }),
  ],
  [
    'a file has become a folder',
    () => {
      remove('api/app.py');
      mkdirSync(join(workspaceRoot, 'api/app.py'));
    },
  ],
])('it is read again where %s', async (_, change) => {
  const before = await read();
  change();
  const after = await read();
  expect(after.isNew).toBe(true);
  expect(after.state).not.toBe(before.state);
  expect(await read()).toEqual({ ...after, isNew: false });
});

test('it is read again for other settings', async () => {
  const before = await read('a');
  const after = await read('b');
  expect(after.isNew).toBe(true);
  expect(after.state).not.toBe(before.state);
});

test('what is known can be added to, and what was looked at for all of it counts', async () => {
  const readTexts = async (...files: readonly string[]) => {
    const added: string[] = [];
    const { value } = await cachedByInputs(
      { topic: 'texts', workspaceRoot, settings: 0 },
      (reader, known: ReadonlyMap<string, string | undefined> = new Map()) => {
        added.push(...files.filter((file) => !known.has(file)));
        if (added.length === 0) return known;
        return new Map([...known, ...added.map((file) => [file, reader.read(file)] as const)]);
      },
    );
    return { added, known: [...value.keys()] };
  };
  const [dockerfile, app] = ['api/Dockerfile', 'api/app.py'];
  expect((await readTexts(dockerfile)).added).toEqual([dockerfile]);
  expect((await readTexts(dockerfile, app)).added).toEqual([app]);
  expect(await readTexts(app)).toEqual({ added: [], known: [dockerfile, app] });
  write(dockerfile, 'FROM b\n');
  expect(await readTexts(app)).toEqual({ added: [app], known: [app] });
});

test('a workspace and the bindings of its images are data that can be stored', async () => {
  write('pyproject.toml', '[tool.uv.workspace]\nmembers = ["api"]\n');
  write('api/pyproject.toml', '[project]\nname = "api"\nversion = "1"\n');
  write('api/Dockerfile', 'FROM base AS lock\nFROM base AS dependencies\nFROM base\n');
  write('uv.lock', 'version = 1\nrevision = 3\nrequires-python = ">=3.12"\n');
  const times = { made: 0 };
  const readAll = () =>
    cachedByInputs(
      { topic: 'model', workspaceRoot, settings: 0 },
      (reader, known: ReturnType<typeof model> | undefined) => known ?? model(reader),
    );
  const model = (reader: WorkspaceReader) => {
    times.made += 1;
    const workspace = readWorkspace(reader, new Map([['api', 'api']]), { namespace: 'acme' });
    const images = workspace.images.catalogue.images.values();
    const sources = {
      workspace,
      read: reader.read,
      hasFile: reader.hasFile,
      layers: { problems: [] },
      machines: ['x86_64'],
    };
    return { workspace, bindings: readImageBindings(images, sources) };
  };
  const first = await readAll();
  expect(first.value.bindings.has('api')).toBe(true);
  expect(await readAll()).toEqual(first);
  expect(times.made).toBe(1);
});
