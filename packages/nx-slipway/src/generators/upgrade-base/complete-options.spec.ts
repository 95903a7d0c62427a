import { expect, test } from 'vitest';
import { stackFiles } from '../../../test-support/workspace-files';
import { workspaceOf } from '../../../test-support/workspace-of';
import type { Ask } from '../ask';
import { completeOptions } from './complete-options';
import { normalizeUpgradeOptions } from './upgrade-options';

const bookworm = { python: '3.11', suite: 'bookworm' } as const;
const model = workspaceOf({
  ...stackFiles('acme', bookworm),
  ...stackFiles('acme', { ...bookworm, name: 'other' }),
});

/** Somebody who chooses the answers of these positions. */
function person(...positions: readonly number[]): {
  readonly ask: Ask;
  readonly asked: string[][];
} {
  const asked: string[][] = [];
  const ask: Ask = async (_, options) => {
    asked.push(options.map(({ value }) => value));
    return options[positions[asked.length - 1] ?? -1]?.value;
  };
  return { ask, asked };
}

test('the stack and what it is to start from are asked for', async () => {
  const { ask, asked } = person(1, 0);
  const options = await completeOptions(normalizeUpgradeOptions({}), model, ask);
  expect(asked).toEqual([
    ['other', 'python'],
    [...['3.14', '3.13', '3.12'].map((each) => `python:${each}-slim-trixie`), 'the current digest'],
  ]);
  expect(options).toMatchObject({ stack: 'python', to: 'python:3.14-slim-trixie' });
});

test('the digest alone', async () => {
  const { ask } = person(3);
  const options = await completeOptions(normalizeUpgradeOptions({ stack: 'other' }), model, ask);
  expect(options).toMatchObject({ stack: 'other', digest: true });
});

test('nothing is asked where all is said, and nobody need answer', async () => {
  const { ask, asked } = person();
  const said = normalizeUpgradeOptions({ stack: 'python', python: 3.14 });
  expect(await completeOptions(said, model, ask)).toEqual(said);
  expect(asked).toEqual([]);
  const open = normalizeUpgradeOptions({});
  expect(await completeOptions(open, model, ask)).toEqual(open);
});

test('a rebase alone is one on the newest digest', async () => {
  const { ask, asked } = person();
  const rebase = normalizeUpgradeOptions({ stack: 'python', rebase: true });
  expect(await completeOptions(rebase, model, ask)).toEqual({ ...rebase, digest: true });
  expect(asked).toEqual([]);
});

test.each([{ python: 3.14 }, { suite: 'trixie' }, { to: 'python:3.14' }])(
  'a rebase on %j is refused before anything is asked for',
  async (base) => {
    const { ask } = person();
    const options = normalizeUpgradeOptions({ stack: 'python', rebase: true, ...base });
    await expect(completeOptions(options, model, ask)).rejects.toThrow(
      /^--rebase does not go together .*\n {2}.*: nx g nx-slipway:upgrade-base python --digest --rebase$/,
    );
  },
);
