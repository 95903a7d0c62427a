import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ServiceSchema } from '../src/generators/service/schema';
import { type LayoutWorkspace, makeLayouts, PAY_APT } from '../test-support/layout-workspace';
import { call } from '../test-support/real-workspace';
import { checkDevelopment, checkWheels } from './layouts';

const NAMESPACE = `slipway-layouts-${randomBytes(3).toString('hex')}`;
const PAY: ServiceSchema = { name: 'pay-uv', role: 'http', ...PAY_APT, stack: 'python' };
const COMMON = { stack: 'app', layout: 'base-app' } as const;

let workspace: LayoutWorkspace;

beforeAll(async () => {
  workspace = await makeLayouts(NAMESPACE, [
    { ...PAY, layout: 'multi-layered' },
    { ...PAY, image: 'wheels', layout: 'wheels' },
    { name: 'shop', role: 'http', groups: ['http'], sources: ['src/web'], ...COMMON },
    { name: 'shop', role: 'dramatiq', groups: ['worker'], sources: ['src/worker'], ...COMMON },
  ]);
});

afterAll(() => workspace?.dispose());

test.each(['pay-uv', 'pay-uv-wheels', 'shop'])('%s starts, is well and stops', (image) =>
  workspace.checkHealth(image),
);

test('with uv an image of wheels has the packages of layers, and no wheel', () =>
  checkWheels(workspace, 'pay-uv'));

test('with uv the image to develop in runs tests on layers of the other', () =>
  checkDevelopment(workspace, 'pay-uv'));

test('images share the sources of their stack, and none has those of the other', async () => {
  expect(await workspace.run('shop', 'ls /app')).toBe('domain\nweb');
  expect(await workspace.run('shop-dramatiq', 'ls /app')).toBe('domain\nworker');
  workspace.write({ 'services/shop/src/domain/__init__.py': `GREETING = "bye" # ${NAMESPACE}\n` });
  const { stepsRun } = await workspace.build(['app', 'shop']);
  const runs = stepsRun.filter(({ text }) => /\bRUN\b/.test(text)).map(({ text }) => text);
  // After a race in the engine the step may end in a call whose log does not say so.
  expect(runs.join('\n')).toMatch(/^(.*RUN normalize-layer --compile \/app)?$/);
  expect(await workspace.run('shop', "python -c 'import domain; print(domain.GREETING)'")).toBe(
    'bye',
  );
});

test('the wheels of an image are written to a folder', async () => {
  const dest = `${workspace.root}/dist`;
  const { failed } = await workspace.build(['pay-uv'], {
    ...{ image: 'wheels', target: 'wheels', output: [`type=local,dest=${dest}`] },
  });
  expect(failed).toEqual({});
  const wheels = await call('find', ['.', '-name', '*.whl'], dest);
  expect(wheels).toMatch(/^\.\/workspace\/pay_uv-1-py3-none-any\.whl$/m);
  expect(wheels).toMatch(/^\.\/third-party\/psycopg2-.*-linux_x86_64\.whl$/m);
});
