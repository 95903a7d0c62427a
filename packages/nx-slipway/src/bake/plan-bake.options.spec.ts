import { describe, expect, test } from 'vitest';
import { library, planOf, small, targetsOf } from '../../test-support/bake-targets-of';
import { buildTasksOf } from '../../test-support/build-tasks-of';
import { serviceFiles } from '../../test-support/workspace-files';
import type { BuildTask } from '../build/build-task';

describe('options', () => {
  const two = {
    ...small,
    ...serviceFiles({ name: 'worker', libraries: ['shared'] }),
    ...library('shared'),
  };
  const task = (project: string, options: BuildTask['options']) => buildTasksOf([project], options);

  test('what is linked is built for all platforms of what links to it', () => {
    const targets = targetsOf(two, [
      ...task('api', { platforms: ['linux/arm64'] }),
      ...task('worker', { platforms: ['linux/amd64', 'linux/s390x'] }),
    ]);
    expect(targets['python-base']?.platforms).toEqual([
      'linux/amd64',
      'linux/arm64',
      'linux/s390x',
    ]);
    expect(targets.api?.platforms).toEqual(['linux/arm64']);
    expect(targets.foundation__worker?.platforms).toEqual(['linux/amd64', 'linux/s390x']);
  });

  test('beside an image with platforms, one without them adds the platform it is built for', () => {
    const targets = targetsOf(two, [
      ...task('api', { platforms: ['linux/arm64'] }),
      ...task('worker', {}),
    ]);
    expect(targets['python-base']?.platforms).toEqual(['linux/amd64', 'linux/arm64']);
    expect(targets.worker?.platforms).toBeUndefined();
    expect(targets.foundation__worker?.platforms).toBeUndefined();
  });

  test('an image that is asked for without platforms gets those of what links to it', () => {
    const tasks = [...task('python', {}), ...task('api', { platforms: ['linux/arm64'] })];
    expect(targetsOf(small, tasks)['python-base']?.platforms).toEqual(['linux/arm64']);
  });

  test.each<[string, readonly string[], readonly string[] | undefined]>([
    ['$BUILDPLATFORM', ['linux/arm64'], ['linux/amd64', 'linux/arm64']],
    ['$BUILDPLATFORM', [], undefined],
    ['linux/s390x', [], ['linux/amd64', 'linux/s390x']],
    ['$TARGETPLATFORM', ['linux/arm64'], ['linux/arm64']],
  ])(
    'FROM --platform=%s of an image for %j links to one for %j',
    (platform, platforms, expected) => {
      const files = {
        ...two,
        'services/api/Dockerfile': `FROM --platform=${platform} acme/worker AS worker\nFROM scratch\nRUN --mount=from=worker,target=/w true\n`,
      };
      const targets = targetsOf(files, task('api', { platforms }));
      expect(targets.worker?.platforms).toEqual(expected);
      expect(targets['python-base']?.platforms).toEqual(expected);
    },
  );

  test('secrets reach what is linked, once for each id, and an own source comes first', () => {
    const own = { secrets: ['id=token,env=OWN'] };
    const targets = targetsOf(two, [
      ...task('api', { secrets: ['id=token,env=A', 'id=ca,src=/certs/ca.pem'] }),
      ...task('worker', { secrets: ['id=token,env=B'] }),
      ...task('python', own),
    ]);
    expect(targets['python-base']?.secret).toEqual(['id=ca,src=/certs/ca.pem', 'id=token,env=OWN']);
    expect(targets.worker?.secret).toEqual(['id=token,env=B']);
    const [library] = Object.keys(targets).filter((name) => name.startsWith('library__'));
    expect(targets[library ?? '']?.secret).toEqual(['id=token,env=B']);
  });

  test('what is loaded is compressed as what is pushed, which are the same layers', () => {
    const tasks = [
      ...task('api', { compression: 'zstd' }),
      ...task('worker', { compression: 'zstd', push: true, load: false }),
    ];
    const plan = planOf(two, tasks);
    expect(plan.compression).toBe('zstd');
    expect(plan.bakeFile.target.api?.output).toEqual([
      'type=docker,compression=zstd,oci-mediatypes=true',
    ]);
    expect(plan.bakeFile.target.worker?.output).toEqual(['type=cacheonly']);
    const unasked = planOf(two, task('api', { compression: 'gzip' }));
    expect(unasked).toEqual(planOf(two, task('api', {})));
  });

  test('bake may read the run folder and the files of secrets', () => {
    const tasks = task('api', { secrets: ['id=a,src=/b', 'id=c,source=/d', 'id=e,env=F'] });
    expect(planOf(small, tasks).allowRead).toEqual(['/b', '/d', '/run-folder']);
  });

  test.each<[BuildTask['options'], readonly string[]]>([
    [{}, ['type=docker']],
    [{ push: true }, ['type=cacheonly']],
    [{ push: true, load: true }, ['type=docker']],
    [{ load: false }, ['type=cacheonly']],
    [{ output: ['type=oci,dest=api.tar'] }, ['type=oci,dest=api.tar']],
    [{ output: ['type=local,dest=out'], push: true }, ['type=local,dest=out']],
  ])('%j comes out as %j', (options, expected) => {
    expect(targetsOf(small, task('api', options)).api?.output).toEqual(expected);
  });

  test('all that is left reaches the target of the image', () => {
    const options = {
      tags: ['acme/api:1'],
      buildArgs: { A: 'b' },
      labels: { one: '2' },
      ssh: ['default'],
      pull: true,
      noCache: true,
    };
    expect(targetsOf(small, task('api', options)).api).toMatchObject({
      tags: ['acme/api:1'],
      args: { A: 'b' },
      labels: { one: '2', 'org.opencontainers.image.title': 'api' },
      ssh: ['default'],
      pull: true,
      'no-cache': true,
    });
  });
});
