import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { logger, type Tree } from '@nx/devkit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { contentsOf, stackTree } from '../../../test-support/generator-tree';
import serviceGenerator from './generator';
import type { ServiceSchema } from './schema';

// The module itself, as Nx has it: what an import gives is a copy.
const require = createRequire(__filename);
const nxTree: typeof import('nx/src/generators/tree') = require('nx/src/generators/tree');
const nxContext: { resetWorkspaceContext: () => void } = require('nx/src/utils/workspace-context');

const FILE = 'web/Dockerfile';
const FLAG = '--timeout-graceful-shutdown=8';
const LOCK = `version = 1
requires-python = ">=3.13"

[[package]]
name = "web"
source = { editable = "." }
dependencies = [{ name = "fastapi" }, { name = "uvicorn" }]

[[package]]
name = "fastapi"
version = "0.120.0"
source = { registry = "https://index.example/simple" }

[[package]]
name = "uvicorn"
version = "0.38.0"
source = { registry = "https://index.example/simple" }
`;

let root = '';
const said: string[] = [];
beforeEach(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'fit-to-lock-')));
  said.length = 0;
  for (const level of ['info', 'warn'] as const) {
    vi.spyOn(logger, level).mockImplementation((text: unknown) => void said.push(String(text)));
  }
  vi.stubEnv('PATH', '');
  vi.stubEnv('NX_DAEMON', 'false');
  const files = {
    ...contentsOf(await stackTree()),
    'nx.json': '{ "analytics": false }\n',
    'package.json': '{ "name": "shop" }\n',
    'web/pyproject.toml':
      '[project]\nname = "web"\nversion = "1"\ndependencies = ["fastapi", "uvicorn"]\n[build-system]\nrequires = ["hatchling"]\n',
    'web/src/web/__init__.py': '',
    'web/src/web/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** A uv that locks what is given. */
function withUv(lock = LOCK): void {
  const script = `#!${process.execPath}\nrequire('node:fs').writeFileSync('uv.lock', ${JSON.stringify(lock)});\n`;
  write('bin/uv', script);
  chmodSync(join(root, 'bin/uv'), 0o755);
  vi.stubEnv('PATH', join(root, 'bin'));
}

async function generate(options: Partial<ServiceSchema> = {}): Promise<void> {
  // Nx lists the files of a workspace once in a process.
  nxContext.resetWorkspaceContext();
  const tree: Tree = new nxTree.FsTree(root, false);
  const task = await serviceGenerator(tree, { name: 'web', role: 'http', ...options });
  nxTree.flushChanges(root, tree.listChanges());
  await task();
}

test('a project that is locked by the generator gets the flags of its server', async () => {
  withUv();
  await generate();
  expect(read(FILE)).toContain(FLAG);
  expect(said).toContain(`UPDATE ${FILE} (for the versions that are locked now)`);
});

test('a lock that went missing takes no flag away', async () => {
  withUv();
  await generate();
  const before = read(FILE);
  rmSync(join(root, 'web/uv.lock'));
  await generate({ force: true });
  expect(read(FILE)).toBe(before);
  expect(existsSync(join(root, 'web/uv.lock'))).toBe(true);
});

test('an option beside edits of the user keeps both them and the flags', async () => {
  withUv();
  await generate();
  write(FILE, `${read(FILE)}# mine\n`);
  rmSync(join(root, 'web/uv.lock'));
  await generate({ env: ['A=1'] });
  expect(read(FILE)).toContain('A=1');
  expect(read(FILE)).toContain(FLAG);
  expect(read(FILE)).toMatch(/# mine\n$/);
});

test('where nothing could be locked, a note says what the command lacks, and the next run writes it', async () => {
  await generate();
  expect(read(FILE)).not.toContain(FLAG);
  expect(said.join('\n')).toMatch(
    /web\/Dockerfile: this file was written without a lock.*\n.*Lock the project, then run the generator again with the same options\.\n/,
  );
  write('web/uv.lock', LOCK);
  said.length = 0;
  await generate();
  expect(read(FILE)).toContain(FLAG);
  expect(said.join('\n')).toContain(`Changes of ${FILE}:\n`);
  expect(said.join('\n')).not.toMatch(/not changed|lost/);
});

test('the same note is given where the lock cannot be read', async () => {
  write('web/uv.lock', '<<<<<<< HEAD\n');
  await generate();
  expect(said.join('\n')).toContain('web/Dockerfile: this file was written without a lock');
});

test('what the lock has not is told', async () => {
  withUv(LOCK.replace(', { name = "uvicorn" }', ''));
  await generate();
  expect(said.join('\n')).toContain('the lock file does not have an HTTP server for web');
});

test('a run that changes nothing says so', async () => {
  withUv();
  await generate();
  said.length = 0;
  await generate();
  expect(said).toEqual([`Nothing to change: ${FILE} has what these options make.`]);
});
