import { expect, test } from 'vitest';
import type { BakeTarget } from '../../bake/bake-file';
import { podmanBuildCommand } from './podman-build-command';

function command(target: BakeTarget, files: readonly string[] = []) {
  return podmanBuildCommand('api', target, {
    workspaceRoot: '/w',
    runFolder: '/run',
    links: new Map([
      ['python-base', 'container-image://0a1b'],
      ['empty', '/run/empty/empty'],
    ]),
    hasFile: (path) => files.includes(path),
    env: { TOKEN: 'secret' },
  });
}

test('every field of a target is a flag', () => {
  const target: BakeTarget = {
    context: '/w',
    dockerfile: '/w/services/api/Dockerfile',
    target: 'runtime',
    contexts: { 'python-base': 'target:python-base', libraries: 'target:empty', lock: '/run/lock' },
    args: { B: '2', A: '1' },
    labels: { title: 'api' },
    tags: ['acme/api', 'acme/api:1'],
    platforms: ['linux/arm64'],
    output: ['type=docker'],
    secret: ['id=ca,src=/certs/ca.pem', 'id=token,env=TOKEN'],
    ssh: ['default'],
    pull: true,
    'no-cache': true,
  };
  const { args, cwd, env } = command(target, ['/w/services/api/Dockerfile.dockerignore']);
  expect(args).toEqual([
    'build',
    '--format=docker',
    '--file=/w/services/api/Dockerfile',
    '--ignorefile=/w/services/api/Dockerfile.dockerignore',
    '--iidfile=/run/api.id',
    '--target=runtime',
    '--pull=newer',
    '--no-cache',
    '--platform=linux/arm64',
    '--tag=acme/api',
    '--tag=acme/api:1',
    '--build-arg=A=1',
    '--build-arg=B=2',
    '--label=title=api',
    '--build-context=libraries=/run/empty/empty',
    '--build-context=lock=/run/lock',
    '--build-context=python-base=container-image://0a1b',
    '--secret=id=ca,src=/certs/ca.pem',
    '--secret=id=token,env=TOKEN',
    '--ssh=default',
    '/w',
  ]);
  expect([cwd, env]).toEqual(['/w', { TOKEN: 'secret' }]);
});

test('a Dockerfile of the plan is a file of the run, and what is not loaded has no name', () => {
  const { args } = command({
    context: '/w',
    'dockerfile-inline': 'FROM scratch\n',
    tags: ['acme/api'],
    output: ['type=cacheonly'],
  });
  expect(args).toEqual([
    'build',
    '--format=docker',
    '--file=/run/inline/api/Dockerfile',
    '--iidfile=/run/api.id',
    '/w',
  ]);
});
