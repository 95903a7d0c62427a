import { expect, test } from 'vitest';
import { type RegistryFacts, registryLogins } from './registry-logins';

test.each<[string, Partial<RegistryFacts>, readonly string[]]>([
  ['a namespace without a host is one of Docker Hub', {}, ['docker.io']],
  ['a namespace may have a host', { namespace: 'registry.example/acme' }, ['registry.example']],
  ['and so may repositories', { repositories: ['ghcr.io/acme/{{image}}'] }, ['ghcr.io']],
  [
    'several, each once',
    { repositories: ['quay.io/a/{{image}}', 'ghcr.io/a/{{image}}', 'ghcr.io/b/{{image}}'] },
    ['ghcr.io', 'quay.io'],
  ],
  [
    'by their templates',
    { namespace: 'r.example:5000/acme', repositories: ['{{reference}}', '{{namespace}}/x'] },
    ['r.example:5000'],
  ],
  ['the cache counts', { cache: 'ghcr.io/acme/build-cache' }, ['docker.io', 'ghcr.io']],
  ['what is no host is left out', { repositories: ["r.example'\n- run: x/{{image}}"] }, []],
])('%s', (_, facts, hosts) => {
  const logins = registryLogins({ namespace: 'acme', repositories: [], ...facts });
  expect(logins.map(({ host }) => host)).toEqual(hosts);
});

test('variables are named by the host', () => {
  const names = ['registry.example:5000/a', 'docker.io/a'];
  expect(registryLogins({ namespace: '', repositories: names })).toEqual([
    {
      host: 'docker.io',
      username: 'REGISTRY_DOCKER_IO_USERNAME',
      password: 'REGISTRY_DOCKER_IO_PASSWORD',
    },
    {
      host: 'registry.example:5000',
      username: 'REGISTRY_EXAMPLE_5000_USERNAME',
      password: 'REGISTRY_EXAMPLE_5000_PASSWORD',
    },
  ]);
});
