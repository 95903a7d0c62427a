import { expect, test } from 'vitest';
import { renderServiceDockerfile } from '../../images/bindings/render-service-dockerfile';
import type { ServiceView } from '../../images/bindings/service-view';
import { uv } from '../../images/installers/uv';
import { readServiceTemplates } from './read-service-templates';

const view: ServiceView = {
  title: 'The image of api',
  project: 'api',
  buildTarget: 'build-image',
  dockerfile: 'services/api/Dockerfile',
  directory: 'services/api',
  stackStages: [
    { reference: 'acme/python-base', alias: 'python-base' },
    { reference: 'acme/python-base-builder', alias: 'python-base-builder' },
  ],
  systemFrom: 'python-base',
  builder: { reference: 'acme/python-base-builder', alias: 'python-base-builder' },
  baseStage: 'system',
  builderStage: 'builder',
  apt: ['libpq5'],
  buildApt: ['libpq-dev', 'make'],
  lockCopies: ['pyproject.toml uv.lock /'],
  install: uv.install(
    { dir: 'services/api', lockDir: '.' },
    { package: 'api', extras: [], groups: [] },
  ),
  takesVersion: false,
  wheels: false,
  sources: [],
  files: [],
  user: '10001:10001',
  settings: [],
  role: { instructions: ['CMD ["api"]'] },
};

test('the package holds every text a Dockerfile is rendered from', () => {
  const text = renderServiceDockerfile(view, readServiceTemplates());
  expect(text).toMatch(
    /FROM python-base AS system\nARG SOURCE_DATE_EPOCH\nRUN --mount=.*\n[\s\S]* {6}libpq5 \\\n/,
  );
  expect(text).toMatch(/ {6}libpq-dev \\\n {6}make\n/);
  expect(text).toMatch(/CMD \["api"\]\n$/);
});
