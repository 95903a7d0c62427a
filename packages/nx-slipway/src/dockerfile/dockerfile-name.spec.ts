import { expect, test } from 'vitest';
import { isDockerfile, roleOfFile } from './dockerfile-name';

test.each([
  ['services/api/Dockerfile', undefined],
  ['Containerfile', undefined],
  ['services/api/worker.Dockerfile', 'worker'],
  ['services/api/worker.dockerfile', 'worker'],
  ['worker.Containerfile', 'worker'],
  ['services/api/Dockerfile.prod', 'prod'],
  ['Containerfile.prod', 'prod'],
])('%s is a Dockerfile of the role %s', (file, role) => {
  expect(isDockerfile(file)).toBe(true);
  expect(roleOfFile(file)).toBe(role);
});

test.each([
  'Dockerfile.dockerignore',
  'Containerfile.dockerignore',
  'worker.Dockerfile.dockerignore',
  'Dockerfile.prod.dockerignore',
  'Dockerfile.j2',
  'Dockerfile.template',
  'Dockerfile.bak',
  'Dockerfiles',
  'docs/Dockerfile.md',
  'MyDockerfile',
])('%s is none', (file) => expect(isDockerfile(file)).toBe(false));
