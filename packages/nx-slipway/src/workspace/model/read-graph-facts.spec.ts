import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeFiles } from '../files/run-folder';
import { readGraphFacts } from './read-graph-facts';
import { workspaceModel } from './workspace-model';

const FILES = {
  'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/*"]\n',
  'uv.lock': '[[package]]\nname = "api"\nsource = { virtual = "services/api" }\n',
  'services/api/pyproject.toml': '[project]\nname = "api"\n',
};

/** Who installs each project, and what the answer depends on. */
function read(files: Readonly<Record<string, string>>) {
  const workspaceRoot = mkdtempSync(join(tmpdir(), 'slipway-'));
  onTestFinished(() => rmSync(workspaceRoot, { recursive: true }));
  writeFiles(workspaceRoot, files);
  const hashes = new Map(Object.keys(files).map((file) => [file, file]));
  const question = { workspaceRoot, options: undefined, targetDefaults: {}, hashes };
  const { facts, findSettings, sources, ...context } = readGraphFacts(question, hashes.keys());
  const names = new Map([['services/api', 'api']]);
  const { python } = workspaceModel(facts, names, { namespace: 'acme', findSettings, ...context });
  return {
    installers: [...python.values()].map(({ installer }) => installer),
    sources: [...sources()].sort(),
  };
}

test('a graph depends on a lock only where several installers have one', () => {
  expect(read(FILES)).toEqual({
    installers: ['uv'],
    sources: ['pyproject.toml', 'services/api/pyproject.toml'],
  });
  const mail = { 'services/mail/pyproject.toml': '[project]\nname = "mail"\n' };
  expect(read({ ...FILES, ...mail, 'services/mail/poetry.lock': '' })).toEqual({
    installers: ['uv', 'poetry'],
    sources: [
      'pyproject.toml',
      'services/api/pyproject.toml',
      'services/mail/pyproject.toml',
      'uv.lock',
    ],
  });
});
