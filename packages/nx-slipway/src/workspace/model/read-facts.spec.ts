import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fileHashes } from './file-hashes';
import { readFacts } from './read-facts';

const PROJECTS = 1000;
let root: string;
let hashes: ReadonlyMap<string, string>;

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** How many files are read for the given hashes, and what comes of it. */
function count(hashes: ReadonlyMap<string, string>) {
  const reads: string[] = [];
  const read = (file: string): string => {
    reads.push(file);
    return readFileSync(join(root, file), 'utf8');
  };
  const files = [...hashes.keys()].filter((file) => /Dockerfile$|\.toml$/.test(file));
  const facts = readFacts({ workspaceRoot: root, files, hashes, read });
  return { reads, facts };
}

beforeAll(async () => {
  vi.stubEnv('NX_DAEMON', 'false');
  root = realpathSync(mkdtempSync(join(tmpdir(), 'thousand-')));
  write('nx.json', '{}');
  for (let i = 0; i < PROJECTS; i++) {
    write(`services/s${i}/pyproject.toml`, `[project]\nname = "s${i}"\nversion = "1"\n`);
    write(`services/s${i}/Dockerfile`, 'FROM acme/python-base AS runtime\nUSER 10001\n');
  }
  hashes = await fileHashes(root);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

test('Nx knows the hash of every file', () => {
  expect(hashes.size).toBe(2 * PROJECTS + 1);
});

test('a thousand projects are read once; after that only what has changed is', () => {
  const cold = count(hashes);
  expect(cold.reads).toHaveLength(2 * PROJECTS);
  const warm = count(hashes);
  expect(warm.reads).toEqual([]);
  expect(warm.facts).toEqual(cold.facts);

  write('services/s7/Dockerfile', 'FROM acme/python-base AS other\n');
  const changed = new Map(hashes).set('services/s7/Dockerfile', 'another');
  changed.delete('services/s8/Dockerfile');
  expect(count(changed).reads).toEqual(['services/s7/Dockerfile']);
  expect(count(changed).reads).toEqual([]);
});

test('a file that is gone by now has no facts, one without a hash is read each time', () => {
  const gone = new Map(hashes).set('services/gone/Dockerfile', 'x');
  expect(count(gone).facts.has('services/gone/Dockerfile')).toBe(false);
  const files = ['services/s1/Dockerfile'];
  const facts = () => readFacts({ workspaceRoot: root, files, hashes: new Map() });
  expect([facts().size, facts().size]).toEqual([1, 1]);
});
