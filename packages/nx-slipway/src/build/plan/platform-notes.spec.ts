import { describe, expect, test } from 'vitest';
import { buildTasksOf } from '../../../test-support/build-tasks-of';
import { planOf } from '../../../test-support/plan-of';
import { lockedRunFactsOf } from '../../../test-support/run-facts';
import { uvWorkspaceFiles } from '../../../test-support/uv-workspace-files';
import type { Files } from '../../../test-support/workspace-files';
import { formatProblem } from '../../problems/format-problem';

const X86 = 'half-1.0-cp313-cp313-manylinux_2_28_x86_64.whl';

function workspace(files: readonly string[]): Files {
  return uvWorkspaceFiles([{ name: 'api', packages: ['any', 'half'] }], [{ name: 'half', files }]);
}

/** Problems and notes of platforms, for a service on a builder of linux/amd64. */
function said(
  files: Files,
  { canCross = true, platforms = ['linux/amd64', 'linux/arm64'] } = {},
): { readonly problems: readonly string[]; readonly notes: readonly string[] } {
  const facts = { ...lockedRunFactsOf(files), canCross };
  const { tasks, notes } = planOf(buildTasksOf(['api'], { platforms }), facts);
  return {
    problems: tasks.flatMap(({ problems }) => problems.map(firstLine)),
    notes: notes.filter(({ kind }) => kind.startsWith('platform-')).map(firstLine),
  };
}

function firstLine(problem: Parameters<typeof formatProblem>[0]): string {
  return formatProblem(problem).split('\n')[0] ?? '';
}

test('nothing is said where all packages have wheels, and projects hold no code to compile', () => {
  const arm = X86.replace('x86_64', 'aarch64');
  expect(said(workspace([X86, arm]))).toEqual({ problems: [], notes: [] });
});

test('a package without a wheel is named with the platform', () => {
  const { problems, notes } = said(workspace([X86, 'half-1.0.tar.gz']));
  expect(problems).toEqual([]);
  expect(notes).toEqual([
    expect.stringContaining(
      'uv.lock: api: linux/arm64 has no wheel of half 1.0, so it is built on',
    ),
  ]);
});

test('one that cannot be built either keeps the image from being built', () => {
  expect(said(workspace([X86])).problems).toEqual([
    expect.stringContaining('half 1.0 has neither a wheel for linux/arm64 nor an sdist'),
  ]);
  expect(said(workspace([X86]), { platforms: ['linux/amd64'] }).problems).toEqual([]);
});

test('musl takes wheels of its own', () => {
  const files = workspace([X86]);
  const stack = 'images/python/Dockerfile';
  const alpine = `${files[stack]}`.replace(/^FROM python\S+/m, 'FROM python:3.13-alpine');
  expect(said({ ...files, [stack]: alpine }).problems).toEqual([]);
});

describe('a project that may compile', () => {
  const files = { ...workspace([X86, 'half-1.0.tar.gz']), 'services/api/setup.py': '' };

  test('is named', () => {
    expect(said(files).notes[1]).toContain('services/api is built on linux/arm64 itself');
  });

  test('is no news on a builder that has a machine for each platform', () => {
    expect(said(files, { canCross: false }).notes).toEqual([]);
  });
});
