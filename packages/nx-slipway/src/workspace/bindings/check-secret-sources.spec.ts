import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkSecretSources } from './check-secret-sources';

let workspaceRoot = '';
beforeAll(() => {
  workspaceRoot = mkdtempSync(join(tmpdir(), 'secrets-'));
  writeFileSync(join(workspaceRoot, 'here'), '');
});
afterAll(() => rmSync(workspaceRoot, { recursive: true }));

const missing = (secret: string) =>
  checkSecretSources('api', [secret], { workspaceRoot, environment: { SET: 'x', EMPTY: '' } }).map(
    (problem) => ('source' in problem ? [problem.kind, problem.id, problem.source] : problem),
  );

test.each([
  'id=a,env=SET',
  'id=a,env=EMPTY',
  'id=SET',
  'id=here',
  'id=a,src=here',
  'id=a,source=here',
  'id=a,src=/dev/null',
  'type=file,id=a,src=here',
  'type=env,id=a,src=SET',
  'type=env,id=a,env=SET',
  'ID=a,SRC=here',
])('%s is there', (secret) => {
  expect(missing(secret)).toEqual([]);
});

test.each([
  ['id=a,env=UNSET', 'a', 'the variable UNSET'],
  ['id=a,src=gone', 'a', 'the file gone'],
  ['id=a,src=/nowhere/gone', 'a', 'the file /nowhere/gone'],
  ['id=gone', 'gone', 'the file gone'],
  ['type=env,id=a,src=here', 'a', 'the variable here'],
  ['type=file,id=a,src=SET', 'a', 'the file SET'],
])('%s is not there', (secret, id, source) => {
  expect(missing(secret)).toEqual([['secret-source-missing', id, source]]);
});

test('each missing source is a problem of its own', () => {
  const problems = checkSecretSources('api', ['id=a,env=A', 'id=SET', 'id=b,env=B'], {
    workspaceRoot,
    environment: { SET: 'x' },
  });
  expect(problems).toHaveLength(2);
});
