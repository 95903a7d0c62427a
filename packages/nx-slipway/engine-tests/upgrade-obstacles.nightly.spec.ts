import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lineAt } from '../src/problems/line-at';
import { mendedFiles, obstacleFiles, services, tested } from '../test-support/obstacle-files';
import { plannedObstacles } from '../test-support/planned-obstacles';
import { type ProvenUpgrade, provenUpgrade } from '../test-support/proven-upgrade';
import { makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import { sharedObject } from '../test-support/shared-object';

const NAMESPACE = `slipway-obstacles-${randomBytes(3).toString('hex')}`;
const UPGRADE = { python: '3.13', suite: 'trixie', pin: false };
const PROVEN = { ...UPGRADE, applyFixes: true, relock: true, verify: true };

/** Services that nothing but a proof finds, with what of it fails. */
const HIDDEN: Readonly<Record<string, RegExp>> = {
  charts: /\bimports +FAILED: 1 missing/,
  reports: /FAILED: imports/,
  search: /FAILED: 1 failed/,
};
const healthy = services.map(({ name }) => name).filter((name) => !(name in HIDDEN));

let workspace: RealWorkspace;
let proven: ProvenUpgrade;

beforeAll(async () => {
  workspace = await makeWorkspace(NAMESPACE, obstacleFiles(NAMESPACE));
  writeNative('libicuuc.so.72');
  proven = provenUpgrade(workspace, tested);
});

afterAll(() => workspace?.dispose());

/** Gives `charts` a compiled module that needs a library. */
function writeNative(library: string): void {
  const file = join(workspace.root, 'services/charts/src/charts/native.so');
  writeFileSync(file, sharedObject(library));
}

/** Number of the line of a file where a text begins. */
function lineOf(file: string, text: string): number {
  const whole = workspace.read(file);
  return lineAt(whole, whole.indexOf(text));
}

function rowsOf(printed: string): Readonly<Record<string, string>> {
  const rows = printed.split('\n').filter((line) => line.includes(`${NAMESPACE}/`));
  return Object.fromEntries(rows.map((row) => [row.split(' ')[0] ?? '', row]));
}

test('the plan names every obstacle with its place and what to do, and nothing else', async () => {
  const before = proven.files();
  await expect(proven.upgrade({ ...UPGRADE, stack: 'python', json: true })).rejects.toThrow(
    /14 problems/,
  );
  const [plan] = JSON.parse(proven.printed()[0] ?? '').stacks;
  const found = plan.findings.map((each: Record<string, unknown>) => {
    const { severity, kind, file, line, services: own, canFix } = each;
    expect(each.message, `${kind}`).toMatch(/^\S.{10,}/);
    expect(each.next, `${kind}`).toMatch(/^[A-Z][a-z]+ .*\.?$/);
    return { severity, kind, file, line, services: own, canFix };
  });
  const expected = plannedObstacles.map((each) => ({
    ...each,
    line: lineOf(each.file, each.line),
  }));
  // No image is built yet.
  const { severity, services: own } = found.at(-1);
  expect([severity, plan.findings.at(-1).kind]).toEqual(['unchecked', 'linked-unchecked']);
  expect(own).toEqual(expect.arrayContaining(services.map(({ name }) => name)));
  expect(found.slice(0, -1)).toEqual(expect.arrayContaining(expected));
  expect(found).toHaveLength(expected.length + 1);
  expect(plan.counts).toEqual({ problem: 14, warning: 10, note: 3, unchecked: 1 });
  expect(plan.places.map(({ file }: { file: string }) => file)).toEqual([
    ...['images/python/Dockerfile', 'docker/tools/Dockerfile'],
    ...['services/gateway/Dockerfile', 'services/gateway/Dockerfile'],
  ]);
  expect(proven.files()).toEqual(before);
});

test('what only a proof finds puts every byte back', async () => {
  workspace.write(mendedFiles(workspace.read));
  await workspace.lock();
  const before = proven.files();
  await expect(proven.upgrade({ ...PROVEN, stack: 'python' })).rejects.toThrow(
    /the upgrade of python failed for charts, reports, search, and every file is as before/,
  );
  const rows = rowsOf(proven.printed().join('\n'));
  for (const [name, failure] of Object.entries(HIDDEN)) expect(rows[name]).toMatch(failure);
  for (const name of healthy) expect(rows[name]).toMatch(/ passed +built /);
  expect(proven.files()).toEqual(before);
  expect(await proven.proofImages()).toBe('');
}, 1_800_000);

test('the healthy services go ahead, with every mechanical edit', async () => {
  const text = await proven.upgrade({ ...PROVEN, stack: 'python', allowPartial: true });
  expect(text).toContain('charts, reports, search stay on python:3.11-slim-bookworm');
  expect(await proven.pythonOf('billing')).toBe('3.13');
  const written = {
    'images/python/Dockerfile': 'FROM python:3.13-slim-trixie AS base',
    'docker/tools/Dockerfile': 'ARG BASE=python:3.13-slim-trixie',
    'libs/money/pyproject.toml': 'requires-python = ">=3.11,<3.14"',
    'services/billing/pyproject.toml': 'requires-python = ">=3.11,<3.14"',
    'uv.lock': 'requires-python = ">=3.11, <3.14"',
    '.python-version': '3.13\n',
    'pyproject.toml': 'target-version = "py313"',
    'tox.ini': 'env_list = py313',
    '.github/workflows/ci.yml': 'container: python:3.13-slim-trixie',
    // On the old base there is none of the new one's packages.
    'services/charts/Dockerfile': 'libicu72',
  };
  for (const [file, part] of Object.entries(written)) expect(workspace.read(file)).toContain(part);
}, 1_800_000);

test('the others follow once they are mended', async () => {
  writeNative('libicuuc.so.76');
  workspace.write({
    'services/reports/src/reports/__init__.py': 'def main() -> None:\n    print("done")\n',
    'services/search/tests/test_search.py': 'def test_search():\n    assert True\n',
  });
  const text = await proven.upgrade({ ...PROVEN, stack: 'python-old' });
  const rows = rowsOf(text);
  for (const name of Object.keys(HIDDEN)) expect(rows[name]).toMatch(/ passed +built /);
  expect(workspace.read('services/charts/Dockerfile')).toContain('libicu76');
  const all = ['charts', 'reports', 'search', 'accounts'];
  expect(await Promise.all(all.map(proven.pythonOf))).toEqual(all.map(() => '3.13'));
  expect(await proven.proofImages()).toBe('');
}, 1_800_000);
