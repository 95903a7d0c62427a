import { expect, test } from 'vitest';
import { BOTH, upgradeCases } from '../../../test-support/upgrade-cases';
import { ALL_FINE, planUpgradeOf } from '../../../test-support/upgrade-plan-of';
import { uvLockText } from '../../../test-support/uv-lock-text';
import {
  type Files,
  rootFiles,
  serviceFiles,
  stackFiles,
} from '../../../test-support/workspace-files';
import { formatProblem } from '../../problems/format-problem';

/** Swaps the old base and the new one in whatever is planted. */
const SWAPS: readonly (readonly [string, string])[] = [
  ['3.11', '3.13'],
  ['cp311', 'cp313'],
  ['bookworm', 'trixie'],
  ['bullseye', 'forky'],
];

function reversed<Value>(value: Value): Value {
  const swaps = new Map(
    SWAPS.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]),
  );
  const pattern = new RegExp(
    [...swaps.keys()].map((each) => each.replace('.', '\\.')).join('|'),
    'g',
  );
  const text = JSON.stringify(value).replace(pattern, (each) => swaps.get(each) ?? each);
  return JSON.parse(text);
}

/** What a plan says of each planted case on the way back, with its severity. */
const said = upgradeCases.map((planted): readonly [string, readonly string[]] => {
  const {
    of,
    files = {},
    packages = [],
    code,
    options = reversed(BOTH),
    missing = [],
  } = reversed(planted);
  const needs = packages.map(({ name }) => name);
  const workspace: Files = {
    ...rootFiles(),
    ...stackFiles('acme', { python: '3.13', suite: 'trixie' }),
    ...serviceFiles({ name: 'api', ...(code !== undefined && { code }) }),
    'uv.lock': uvLockText([{ name: 'api', folder: 'services/api', needs }, ...packages]),
    ...files,
  };
  const apt = { missing: new Map(missing.map((each) => [each, []])) };
  const { plan } = planUpgradeOf(workspace, options, { ...ALL_FINE, apt });
  const lines = plan.findings
    .filter(({ problem }) => !/-unchecked$/.test(problem.kind))
    .map(({ severity, problem }) => `${severity}: ${formatProblem(problem)}`);
  return [of, lines];
});

test('each planted upgrade reversed says what the way back does', async () => {
  const text = said.map(([of, lines]) => [`# ${of}`, ...lines].join('\n')).join('\n\n');
  await expect(`${text}\n`).toMatchFileSnapshot('__snapshots__/reversed.txt');
});

test.each(said)('%s reversed says nothing of an upgrade', (_, lines) => {
  for (const line of lines) {
    // What was made for numpy 1 is older on every base.
    if (!line.includes('numpy 2')) expect(line).not.toContain('newer version');
    expect(line).not.toMatch(/any more|refuses older|new major|since /);
  }
});
