import { expect, test } from 'vitest';
import { planPythonProjects } from '../../python/projects/plan-python-projects';
import { parsePyproject } from '../../python/pyproject/parse-pyproject';
import type { PythonProject } from '../../python/pyproject/python-project';
import { normalizePluginOptions } from '../../workspace/options/plugin-options';
import type { ChosenStack } from './choose-stack';
import { serviceHints } from './service-hints';

const STACK = {
  ...{ name: 'python', dockerfile: 'images/python/Dockerfile', isSlim: true },
  base: { alias: 'python-base', reference: 'shop/python-base' },
  builder: { alias: 'python-base-builder', reference: 'shop/python-base-builder' },
};

function hints(gain?: string, isBuildable = true): string {
  const { pyproject } = parsePyproject({ project: { name: 'api' } }, 'api/pyproject.toml');
  const [project] = planPythonProjects([pyproject], { hasFile: () => false }).projects;
  if (!project) throw new Error('no project');
  return serviceHints({
    ...{ nxProject: 'api', project, ...(gain !== undefined && { gain }) },
    stack: STACK,
    options: normalizePluginOptions({}, { packageName: 'shop', folder: 'shop' }),
    isBuildable,
  }).join('\n');
}

test('the image is built next', () => expect(hints()).toBe('Build the image: nx build-image api'));

test('a lock that has to be made first has been told of', () =>
  expect(hints(undefined, false)).toBe('After that, build the image: nx build-image api'));

test('where other shared layers save enough, `nx sync` comes first', () =>
  expect(hints('With these groups, they take 1 MB.')).toBe(
    'Run `nx sync` before you build: it groups the shared layers again. With these groups, they take 1 MB.\n' +
      'Build the image: nx build-image api',
  ));

test.each([
  [
    undefined,
    ['Add targets that test in shop/python-dev, lint and lock: nx g nx-slipway:init --dev-targets'],
  ],
  ['pytest', ['Run the tests in shop/python-dev: nx run api:pytest']],
])('with the test target %s the tests are run so', (testTargetName, expected) => {
  const { pyproject } = parsePyproject(
    { project: { name: 'api' }, 'dependency-groups': { dev: ['pytest'] } },
    'api/pyproject.toml',
  );
  const lines = serviceHints({
    nxProject: 'api',
    project: { installer: 'uv', pyproject } as PythonProject,
    stack: { ...STACK, dev: 'shop/python-dev' } as ChosenStack,
    options: normalizePluginOptions(
      { ...(testTargetName !== undefined && { testTargetName }) },
      { packageName: 'shop', folder: 'shop' },
    ),
    isBuildable: true,
  });
  expect(lines.slice(1)).toEqual(expected);
});
