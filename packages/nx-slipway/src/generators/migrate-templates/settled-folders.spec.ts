import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { GeneratedFile } from './change-template';
import { planTemplateChanges } from './plan-template-changes';
import { templateChanges } from './template-changes';

const BEFORE = 'find / -xdev -newer /dev -exec touch';
const NOW = 'find / -xdev \\( -newer /dev -o -type d -cnewer /dev \\) -exec touch';

function migrated(kind: GeneratedFile, text: string) {
  return planTemplateChanges([{ file: 'a/Dockerfile', kind, text }], templateChanges);
}

test.each([
  ['stack', '../stack/__snapshots__/python.Dockerfile', 7],
  ['service', '../service/__snapshots__/wheels.Dockerfile', 2],
] as const)('every step of a %s that ends in it', (kind, snapshot, count) => {
  const text = readFileSync(join(__dirname, snapshot), 'utf8');
  const parts = text.split(NOW);
  expect(parts).toHaveLength(count + 1);
  const { edits, problems } = migrated(kind, parts.join(BEFORE));
  expect(edits[0]?.content).toBe(text);
  expect(problems).toEqual([]);
});

test('a step that finds other files is left, with its line', () => {
  const line =
    ' && find / -xdev -newer /dev -not -path /a -exec touch -hcd "@$SOURCE_DATE_EPOCH" {} +';
  const { edits, problems } = migrated('service', `FROM a\nRUN b \\\n${line}\n`);
  expect(edits).toEqual([]);
  expect(problems).toMatchObject([
    { kind: 'template-change-left', place: { line: 3 }, lines: [line] },
  ]);
});
