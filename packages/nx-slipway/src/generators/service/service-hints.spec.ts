import { expect, test } from 'vitest';
import { planPythonProjects } from '../../python/projects/plan-python-projects';
import { parsePyproject } from '../../python/pyproject/parse-pyproject';
import { normalizePluginOptions } from '../../workspace/options/plugin-options';
import { serviceHints } from './service-hints';

const STACK = {
  ...{ name: 'python', dockerfile: 'images/python/Dockerfile', isSlim: true },
  base: { alias: 'python-base', reference: 'shop/python-base' },
  builder: { alias: 'python-base-builder', reference: 'shop/python-base-builder' },
};

function hints(gain?: string): string {
  const { pyproject } = parsePyproject({ project: { name: 'api' } }, 'api/pyproject.toml');
  const [project] = planPythonProjects([pyproject], { hasFile: () => false }).projects;
  if (!project) throw new Error('no project');
  return serviceHints({
    ...{ nxProject: 'api', project, ...(gain !== undefined && { gain }) },
    stack: STACK,
    options: normalizePluginOptions({}, { packageName: 'shop', folder: 'shop' }),
  });
}

test('the image is built next', () => expect(hints()).toBe('Build the image: nx build-image api'));

test('where other shared layers save enough, `nx sync` comes first', () =>
  expect(hints('With these groups, they take 1 MB.')).toBe(
    'Run `nx sync` before you build: it groups the shared layers anew. With these groups, they take 1 MB.\n' +
      'Build the image: nx build-image api',
  ));
