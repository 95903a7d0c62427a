import { expect, test } from 'vitest';
import { runFactsOf } from '../../../test-support/run-facts';
import { rootFiles, serviceFiles, stackFiles } from '../../../test-support/workspace-files';
import { formatProblem } from '../../problems/format-problem';

const given = { ...rootFiles(), ...stackFiles(), ...serviceFiles({ name: 'api' }) };

function problemsOf(files: Readonly<Record<string, string>>, base = given) {
  const { problems = [] } = runFactsOf({ ...base, ...files }).bindings.get('api') ?? {};
  return problems.map(formatProblem).filter((text) => text.includes('this project requires'));
}

test('[tool.uv] beside the lock is compared with base-builder before the build', () => {
  expect(problemsOf(rootFiles('[tool.uv]\nrequired-version = ">=99.1"\n'))).toEqual([
    expect.stringMatching(
      /^pyproject\.toml:4:1: this project requires uv >=99\.1, .*\n {2}Write `uv==99\.1` in images\/python\/builder-requirements\.txt.* stale: api\.$/,
    ),
  ]);
  expect(problemsOf(rootFiles('[tool.uv]\nrequired-version = ">=0.1"\n'))).toEqual([]);
});

test('a uv.toml comes before it', () => {
  const files = {
    ...rootFiles('[tool.uv]\nrequired-version = ">=99.1"\n'),
    'uv.toml': 'required-version = "<0.1"\n',
  };
  expect(problemsOf(files)).toEqual([expect.stringMatching(/^uv\.toml: .* uv <0\.1, /)]);
});

test('requires-poetry is compared as well', () => {
  const poetry = {
    ...rootFiles('', 'poetry'),
    ...stackFiles(undefined, { installer: 'poetry' }),
    ...serviceFiles({ name: 'api', installer: 'poetry' }),
  };
  const file = 'services/api/pyproject.toml';
  const text = `${poetry[file]}\n[tool.poetry]\nrequires-poetry = ">=99.0"\n`;
  expect(problemsOf({ [file]: text }, poetry)).toEqual([
    expect.stringContaining('requires poetry >=99.0, and base-builder has'),
  ]);
});
