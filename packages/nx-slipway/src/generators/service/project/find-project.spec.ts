import { expect, test } from 'vitest';
import { stackTree } from '../../../../test-support/generator-tree';
import { readTreeWorkspace } from '../../../workspace/model/read-tree-workspace';
import { findProject, isSlip } from './find-project';

function pyproject(name: string): string {
  return `[project]\nname = "${name}"\n[build-system]\nrequires = ["hatchling"]\n`;
}

/** Projects whose folder, distribution and Nx name differ. */
async function find(name: string) {
  const tree = await stackTree({
    'services/orders/pyproject.toml': pyproject('Acme.Orders'),
    'services/orders/project.json': '{ "name": "shop-orders" }',
    'libs/money/pyproject.toml': pyproject('acme-money'),
    'services/mail/pyproject.toml': pyproject('acme-mail'),
    'libs/mail/pyproject.toml': pyproject('acme-mail-core'),
    'apps/money/project.json': '{ "name": "money" }',
  });
  const { model, projects } = await readTreeWorkspace(tree);
  const found = findProject(name, model.python, projects);
  return found.projects.length > 0 ? found.projects.map(({ dir }) => dir) : found.nearest;
}

test.each([
  ['its folder', 'services/orders', ['services/orders']],
  ['its Nx name', 'shop-orders', ['services/orders']],
  ['its distribution', 'acme-orders', ['services/orders']],
  ['its distribution in other letters', 'acme_ORDERS', ['services/orders']],
  ['the last part of its folder', 'orders', ['services/orders']],
  ['a name that a project without Python has too', 'money', ['libs/money']],
  ['a folder name that two have', 'mail', ['libs/mail', 'services/mail']],
])('a project is found by %s', async (_, name, dirs) => expect(await find(name)).toEqual(dirs));

test.each([
  ['oders', 'orders'],
  ['acme-ordesr', 'acme-orders'],
  ['services/order', 'services/orders'],
  ['reports', undefined],
])('%s is most like %s', async (name, nearest) => expect(await find(name)).toBe(nearest));

test.each([
  ['billig', 'billing', true],
  ['billling', 'billing', true],
  ['bilking', 'billing', true],
  ['biling-api', 'billing-api', true],
  ['bililng', 'billing', true],
  ['worker-2', 'worker', false],
  ['worker2', 'worker1', false],
  ['api', 'app', false],
  ['mailer', 'mail', false],
  ['reporting', 'reports', false],
])('%s for %s: a slip is %j', (name, of, expected) => expect(isSlip(name, of)).toBe(expected));
