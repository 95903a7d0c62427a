import { expect, test } from 'vitest';
import { rootFiles, serviceFiles, stackFiles } from '../../../test-support/workspace-files';
import { workspaceOf } from '../../../test-support/workspace-of';
import { builtInRoles } from '../../images/roles/definition/built-in-roles';
import { type ProofFacts, planProof } from './plan-proof';

const ML = 'FROM acme/python-base AS base\nFROM base AS base-builder\n';

const { images } = workspaceOf({
  ...rootFiles('[dependency-groups]\ndev = ["pytest"]\n'),
  ...stackFiles(),
  'images/python/project.json': '{}',
  'images/ml/project.json': '{}',
  'images/ml/Dockerfile': ML,
  ...serviceFiles({ name: 'api' }),
  ...serviceFiles({ name: 'train', stack: 'ml' }),
});

const projects = {
  python: { root: 'images/python' },
  ml: { root: 'images/ml' },
  api: {
    root: 'services/api',
    targets: {
      'build-image': {
        executor: 'nx-slipway:build-image',
        options: { secrets: ['id=a'], platforms: ['linux/arm64'], push: true, tags: ['x'] },
      },
      'run-image': { executor: 'nx-slipway:run-image', options: { env: { A: '1' } } },
      migrate: { executor: 'nx-slipway:run-image', options: { command: ['b'], env: { B: '1' } } },
      lint: { executor: 'nx-slipway:run-in-dev', options: { command: ['ruff', 'check'] } },
      test: { executor: 'nx-slipway:run-in-dev', options: { command: ['uv', 'run', 'pytest'] } },
    },
  },
  train: { root: 'services/train' },
};

const plan = planProof(
  { stacks: ['python'], services: ['api', 'ml', 'train'], buildTarget: 'build-image' },
  { images, projects, roles: builtInRoles } as ProofFacts,
  'proof',
);

test('one run builds the stack, its stage dev for the tests, and all that rests on it', () =>
  expect(plan.tasks.map(({ id, dependencies }) => [id, ...dependencies])).toEqual([
    ['python:build-image'],
    ['python:build-image-dev'],
    ['api:build-image', 'python:build-image'],
    ['ml:build-image', 'python:build-image'],
    ['train:build-image', 'ml:build-image'],
  ]));

test('images are for this machine, and have a tag that is not theirs', () => {
  const tags = ['type=raw,value=proof'];
  const options = plan.tasks.map((each) => each.options);
  expect(options).toEqual([
    { tags },
    { tags, image: 'dev' },
    { secrets: ['id=a'], tags },
    { tags },
    { tags },
  ]);
});

test('a container gets what run-image gives it, and tests are those of pytest', () => {
  const [api] = plan.services;
  expect(api?.images.map(({ kind, run }) => [kind, run])).toEqual([
    ['command', { env: { A: '1' } }],
  ]);
  expect(api?.tests).toEqual({ command: ['uv', 'run', 'pytest'] });
  expect(plan.services.map(({ name, tests }) => [name, tests !== undefined])).toEqual([
    ['api', true],
    ['ml', false],
    ['train', false],
  ]);
});

test.each([
  ['a role of the workspace', 'CMD ["mailer", "run"]', 'worker'],
  ['a migration', 'CMD ["alembic", "upgrade", "head"]', 'job'],
  ['a role that nobody knows', 'CMD ["seeder"]', 'command'],
])('%s is tried out as what it does', (_, command, kind) => {
  const files = serviceFiles({ name: 'api' });
  const file = 'services/api/Dockerfile';
  const text = (files[file] ?? '').replace(/^CMD .*$/m, `HEALTHCHECK NONE\n${command}`);
  const model = workspaceOf({ ...rootFiles(), ...stackFiles(), ...files, [file]: text });
  const mailer = { description: 'x', kind: 'worker', command: ['mailer', 'run'] } as const;
  const roles = new Map([...builtInRoles, ['mailer', mailer] as const]);
  const { services } = planProof(
    { stacks: ['python'], services: ['api'], buildTarget: 'build-image' },
    { images: model.images, projects, roles } as ProofFacts,
    'proof',
  );
  expect(services.flatMap((each) => each.images.map((image) => image.kind))).toEqual([kind]);
});
