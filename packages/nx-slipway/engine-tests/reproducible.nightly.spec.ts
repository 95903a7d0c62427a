import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  INSTALLER_SERVICES,
  type InstallersWorkspace,
  makeInstallersWorkspace,
} from '../test-support/installers-workspace';
import { type LayoutWorkspace, makeLayouts, PAY_APT } from '../test-support/layout-workspace';
import { differencesOfTwoBuilds } from './reproducible';

const NAMESPACE = `slipway-same-${randomBytes(3).toString('hex')}`;
const BESIDE = ['pyproject.toml', 'src/'];
const COMMON = { role: 'http', ...PAY_APT, stack: 'python' } as const;

let layouts: LayoutWorkspace;
let installers: InstallersWorkspace;

beforeAll(async () => {
  installers = await makeInstallersWorkspace();
  layouts = await makeLayouts(NAMESPACE, [
    { name: 'pay-uv', layout: 'multi-layered', files: BESIDE, ...COMMON },
    { name: 'pay-uv', image: 'wheels', layout: 'wheels', files: BESIDE, ...COMMON },
    { name: 'pay-poetry', extras: ['pg'], ...COMMON },
    ...[
      { name: 'shop', role: 'http', groups: ['http'], sources: ['src/web'], stack: 'app' } as const,
    ].map((shop) => ({ ...shop, layout: 'base-app' as const })),
  ]);
});

afterAll(async () => {
  await layouts?.dispose();
  await installers?.dispose();
});

test('images of uv, Poetry and pip are the same when they are built again', async () => {
  const images = ['python-base', 'python-base-builder', ...INSTALLER_SERVICES];
  const found = await differencesOfTwoBuilds(installers, ['python', ...INSTALLER_SERVICES], images);
  expect(found).toEqual({});
});

test('so is the image for development', async () => {
  const options = { image: 'dev' };
  expect(await differencesOfTwoBuilds(installers, ['python'], ['python-dev'], options)).toEqual({});
});

test('so are those of every layout, with a package that is compiled each time', async () => {
  const found = await differencesOfTwoBuilds(
    layouts,
    ['python', 'app', 'pay-uv', 'pay-poetry', 'shop'],
    ['pay-uv', 'pay-uv-wheels', 'pay-poetry', 'shop', 'app-base-app'],
    { hasOwnCaches: true },
  );
  expect(found).toEqual({});
});
