import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeFiles } from '../../../test-support/write-files';
import { workspaceReader } from '../files/workspace-reader';
import { readWorkspace } from './read-workspace';

function python(name: string, needs: readonly string[] = []) {
  return `[project]
name = "${name}"
version = "1"
dependencies = ${JSON.stringify(needs)}
[tool.uv.sources]
${needs.map((each) => `${each} = { workspace = true }\n`).join('')}
[build-system]
requires = []
`;
}
const workspace = '[tool.uv.workspace]\nmembers = ["services/*", "libs/*"]\n';
const files = {
  'backend/pyproject.toml': `${workspace}exclude = ["services/legacy"]\n`,
  'backend/uv.lock': '',
  'backend/libs/core/pyproject.toml': python('core'),
  'backend/services/api/pyproject.toml': python('api', ['core']),
  'backend/services/api/requirements.txt': '',
  'backend/services/api/Dockerfile': 'FROM acme/base\nCOPY requirements.txt .\n',
  'backend/services/legacy/pyproject.toml': python('legacy'),
  'backend/services/legacy/uv.lock': '',
  'data/pyproject.toml': workspace,
  'data/services/etl/pyproject.toml': python('etl'),
  'data/Dockerfile': 'FRMO x\n',
  'docker/base/Dockerfile': 'FROM x\n',
};
const projects = [
  ...['backend/libs/core', 'backend/services/api', 'backend/services/legacy'],
  ...['data/services/etl', 'docker/base'],
];

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'read-workspace-'));
  writeFiles(root, files);
});
afterAll(() => rmSync(root, { recursive: true }));

describe('uv workspaces in folders of an Nx workspace', () => {
  const read = () =>
    readWorkspace(workspaceReader(root), new Map(projects.map((each) => [each, dirname(each)])), {
      namespace: 'acme',
    });

  test('have their locks, though their own folders are no Nx projects', () => {
    const { python: found, problems } = read();
    expect(problems).toEqual([]);
    expect(
      [...found.values()].map(({ dir, lockFile, hasLock, closure }) => [
        dir,
        lockFile,
        hasLock,
        closure,
      ]),
    ).toEqual([
      ['backend/libs/core', 'backend/uv.lock', true, []],
      ['backend/services/api', 'backend/uv.lock', true, ['backend/libs/core']],
      ['backend/services/legacy', 'backend/services/legacy/uv.lock', true, []],
      ['data/services/etl', 'data/uv.lock', false, []],
    ]);
  });

  test('have images in the contexts the files on disk speak for', () => {
    const names = new Map(projects.map((each) => [each, each.replace(/.*\//, '')]));
    const { images } = readWorkspace(workspaceReader(root), names, { namespace: 'acme' });
    expect([...images.catalogue.images.values()].map(({ id, context }) => [id, context])).toEqual([
      ['api', 'backend/services/api'],
      ['base', undefined],
    ]);
  });
});
