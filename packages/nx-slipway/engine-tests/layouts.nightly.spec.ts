import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ServiceSchema } from '../src/generators/service/schema';
import { type LayoutWorkspace, makeLayouts, PAY_APT } from '../test-support/layout-workspace';
import { checkDevelopment, checkWheels } from './layouts';

const NAMESPACE = `slipway-layouts-${randomBytes(3).toString('hex')}`;
const COMMON = { role: 'http', ...PAY_APT, stack: 'python' } as const;
const POETRY: ServiceSchema = { name: 'pay-poetry', extras: ['pg'], ...COMMON };

let workspace: LayoutWorkspace;

beforeAll(async () => {
  workspace = await makeLayouts(NAMESPACE, [
    { name: 'pay-uv', layout: 'multi-layered', ...COMMON },
    { name: 'pay-uv', image: 'slim', layout: 'slim', ...COMMON },
    { ...POETRY, layout: 'multi-layered' },
    { ...POETRY, image: 'wheels', layout: 'wheels' },
  ]);
});

afterAll(() => workspace?.dispose());

test.each(['pay-uv-slim', 'pay-poetry', 'pay-poetry-wheels'])(
  '%s starts, is well and stops',
  (image) => workspace.checkHealth(image),
);

test('with Poetry an image of wheels has the packages of layers, and no wheel', () =>
  checkWheels(workspace, 'pay-poetry'));

test('with Poetry the image to develop in runs tests on layers of the other', () =>
  checkDevelopment(workspace, 'pay-poetry'));

test('an image of the layout slim has the tools that build', async () => {
  expect(await workspace.run('pay-uv-slim', 'gcc --version | head -1; uv --version')).toMatch(
    /^gcc .*\nuv /,
  );
  expect(await workspace.run('pay-uv', 'command -v gcc uv || true')).toBe('');
});
