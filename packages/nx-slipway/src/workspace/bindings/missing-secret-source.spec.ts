import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { missingSecretSource } from './missing-secret-source';

let workspaceRoot = '';
beforeAll(() => {
  workspaceRoot = mkdtempSync(join(tmpdir(), 'secrets-'));
  writeFileSync(join(workspaceRoot, 'here'), '');
});
afterAll(() => rmSync(workspaceRoot, { recursive: true }));

function missing(secret: string) {
  return missingSecretSource(secret, { workspaceRoot, environment: { SET: 'x', EMPTY: '' } });
}

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
  expect(missing(secret)).toBeUndefined();
});

test.each([
  ['id=a,env=UNSET', 'the variable UNSET'],
  ['id=a,src=gone', 'the file gone'],
  ['id=a,src=/nowhere/gone', 'the file /nowhere/gone'],
  ['id=gone', 'the file gone'],
  ['type=env,id=a,src=here', 'the variable here'],
  ['type=file,id=a,src=SET', 'the file SET'],
])('%s is not there', (secret, source) => {
  expect(missing(secret)).toBe(source);
});
