import { expect, test } from 'vitest';
import { folderLines, nameLines, relativeLines } from './find-mentions';

test('lines that name the folder, each once; none of a lock', () => {
  const text = 'a\npytest services/api services/api/tests\nservices/api-v2\n';
  expect(folderLines('ci.yml', text, 'services/api')).toEqual([{ file: 'ci.yml', line: 2 }]);
  expect(folderLines('uv.lock', text, 'services/api')).toEqual([]);
});

test.each([
  ['npx nx run-many -t test -p api,web', true],
  ['nx build-image api', true],
  ['"api:build-image"', true],
  ['image: registry.example/acme/api:1', true],
  ['from api.app import x', false],
  ['nx test api-v2', false],
  ['acme/api-v2', false],
])('%s names the project: %s', (text, isNamed) => {
  const found = nameLines('f', text, { name: 'api', references: ['acme/api'] });
  expect(found.length > 0).toBe(isNamed);
});

test('relative paths that lead out of the moved folder and elsewhere', () => {
  const move = { from: 'services/api', to: 'apps/web/billing' };
  const text = 'sh ../../run.sh\nsh ../../gone.sh\nsh ../api/a\nsh ./b\n';
  const existed = (path: string) => path !== 'gone.sh';
  expect(relativeLines('services/api/Makefile', text, move, { existed })).toEqual([
    { file: 'apps/web/billing/Makefile', line: 1 },
  ]);
});
