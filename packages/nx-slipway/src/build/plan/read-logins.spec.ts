import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeFiles } from '../../../test-support/write-files';
import { workspaceReader } from '../../workspace/files/workspace-reader';
import { readWorkspace } from '../../workspace/model/read-workspace';
import { readLogins } from './read-logins';

function index(name: string): string {
  return `name = "${name}"\nurl = "https://${name}.example/simple"\n`;
}
const FILES: Readonly<Record<string, string>> = {
  'pyproject.toml': '[tool.uv.workspace]\nmembers = ["api"]\n',
  'uv.toml': `[[index]]\n${index('settings')}`,
  'api/pyproject.toml': `[project]\nname = "api"\nversion = "1"\n[[tool.uv.index]]\n${index('own')}`,
};
const LOGINS = {
  UV_INDEX_SETTINGS_USERNAME: 'me',
  UV_INDEX_SETTINGS_PASSWORD: 'one',
  UV_INDEX_OWN_USERNAME: 'me',
  UV_INDEX_OWN_PASSWORD: 'two',
};

let workspaceRoot: string;
beforeAll(() => {
  workspaceRoot = mkdtempSync(join(tmpdir(), 'slipway-logins-'));
  writeFiles(workspaceRoot, FILES);
});
afterAll(() => rmSync(workspaceRoot, { recursive: true, force: true }));

test.each<[string, NodeJS.ProcessEnv, string | undefined]>([
  [
    'of indexes of a pyproject and of a uv.toml',
    LOGINS,
    'machine own.example login me password two\nmachine settings.example login me password one\n',
  ],
  ['none where the environment has none', {}, undefined],
  ['none of an index that nothing names', { UV_INDEX_ELSEWHERE_USERNAME: 'me' }, undefined],
])('%s', async (_, environment, expected) => {
  const reader = workspaceReader(workspaceRoot);
  const model = readWorkspace(reader, new Map([['api', 'api']]), { namespace: 'x' });
  expect(await readLogins(model, { workspaceRoot, environment })).toBe(expected);
});
