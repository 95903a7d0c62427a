import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatProblem } from '../../problems/format-problem';
import { checkNxVersion } from './check-nx-version';

test.each(['16.10.0', '20.8.4', '21.6.11', '22.5.4', '22.0.0-beta.7'])(
  'Nx %s is too old',
  (version) => {
    expect(checkNxVersion(version)).toEqual({
      kind: 'nx-too-old',
      version,
      oldest: '22.6',
      target: '22.7',
    });
  },
);

test.each(['22.6.0', '22.7.12', '23.3.2', '24.0.6', '24.1.0-canary.20261101-1a2b3c4', '25.0.0'])(
  'Nx %s is not',
  (version) => expect(checkNxVersion(version)).toBeUndefined(),
);

test('a build of one of the pull requests of Nx is taken as it is', () => {
  expect(checkNxVersion('0.0.0-pr-34293-1a2b3c4')).toBeUndefined();
});

test('it says what there is, what is needed and what to type', () => {
  const problem = checkNxVersion('21.6.11');
  expect(problem && formatProblem(problem)).toBe(
    'nx-slipway needs Nx 22.6 or newer, and this workspace has Nx 21.6.11\n' +
      '  Upgrade Nx, then try again: npx nx migrate 22.7',
  );
});

test('package.json asks for what is checked', () => {
  const manifest = readFileSync(join(__dirname, '../../../package.json'), 'utf8');
  const { peerDependencies } = JSON.parse(manifest) as {
    peerDependencies: Readonly<Record<string, string>>;
  };
  const oldest = checkNxVersion('1.0.0')?.oldest;
  expect(peerDependencies).toEqual({
    '@nx/devkit': `>=${oldest}.0 <25`,
    nx: `>=${oldest}.0 <25`,
  });
});
