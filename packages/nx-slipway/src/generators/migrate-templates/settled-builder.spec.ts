import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planTemplateChanges } from './plan-template-changes';
import { templateChanges } from './template-changes';

const FILE = 'images/python/Dockerfile';
const NOW = readFileSync(join(__dirname, '../stack/__snapshots__/python.Dockerfile'), 'utf8');
const SETTLE =
  ' \\\n && find / -xdev \\( -newer /dev -o -type d -cnewer /dev \\) -exec touch -hcd "@$SOURCE_DATE_EPOCH" {} +';

function migrated(text: string) {
  return planTemplateChanges([{ file: FILE, kind: 'stack', text }], templateChanges);
}

test('the steps of dev end as they are written now', () => {
  const [builder = '', dev = ''] = NOW.split(/(?<= AS dev\n)/);
  expect(dev.split(SETTLE)).toHaveLength(3);
  const { edits, problems } = migrated(`${builder}${dev.replaceAll(SETTLE, '')}`);
  expect(edits[0]?.content).toBe(NOW);
  expect(problems).toEqual([]);
});

test('a step that somebody has added to is left to them, with its line', () => {
  const step = '-q -j 0 -x \'/(lib2to3|test)/\' "$stdlib"';
  const { edits, problems } = migrated(
    NOW.replace(`${step}${SETTLE}`, `${step} \\\n && a \\\n   b`),
  );
  expect(edits).toEqual([]);
  expect(problems).toMatchObject([
    { kind: 'template-change-left', lines: [expect.any(String), ' && a \\', ''] },
  ]);
});

const LDFLAGS = /^# Compiled without.*\nENV LDFLAGS=-Wl,-S\n/m;

test('compiled packages are linked without debug information', () => {
  expect(migrated(NOW.replace(LDFLAGS, '')).edits[0]?.content).toBe(NOW);
});

test.each([
  ['before', 'FROM base AS base-builder\n', '$&ENV LDFLAGS=-L/opt/lib\n'],
  ['after', /^WORKDIR \/src\n/m, 'ENV CFLAGS=-O2 \\\n    LDFLAGS=-L/opt/lib\n$&'],
])('flags of their own %s stay theirs, with their line', (_, place, flags) => {
  const { edits, problems } = migrated(NOW.replace(LDFLAGS, '').replace(place, flags));
  expect(edits).toEqual([]);
  expect(problems).toMatchObject([
    { kind: 'template-change-left', lines: [expect.stringContaining('-L/opt/lib'), ''] },
  ]);
});
