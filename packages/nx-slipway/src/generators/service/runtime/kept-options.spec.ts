import { expect, test } from 'vitest';
import { stackTree, textOf } from '../../../../test-support/generator-tree';
import { parseDockerfile } from '../../../dockerfile/parse-dockerfile';
import { builtInRoles } from '../../../images/roles/definition/built-in-roles';
import serviceGenerator from '../generator';
import { keptOptions } from './kept-options';

test.each<[Parameters<typeof serviceGenerator>[1], object]>([
  [
    { name: 'api', role: 'http', port: 9000, healthPath: '/ping', processes: 3 },
    { port: 9000, healthPath: '/ping', processes: 3 },
  ],
  [
    { name: 'api', role: 'http', server: 'uvicorn' },
    { port: 8000, healthPath: '/health' },
  ],
  [
    {
      ...{ name: 'api', role: 'http', uid: 0, workdir: '/srv', files: ['README.md', 'src/api'] },
      ...{ env: ['LOG_LEVEL=info', 'TEXT=a "b" $c \\d'], label: ['org.example.team=a b'] },
    },
    {
      ...{ port: 8000, healthPath: '/health', processes: 2, uid: 0, gid: 0, workdir: '/srv' },
      ...{ files: ['README.md', 'src/api/'] },
      ...{ env: ['LOG_LEVEL=info', 'TEXT=a "b" $c \\d'], label: ['org.example.team=a b'] },
    },
  ],
  [
    { name: 'jobs', role: 'dramatiq', threads: 3 },
    { processes: 1, threads: 3 },
  ],
  [
    { name: 'jobs', role: 'dramatiq', queues: ['mail', 'reports'] },
    { processes: 1, threads: 8, queues: ['mail', 'reports'] },
  ],
])('%j is read back, and written again with --force', async (options, kept) => {
  const tree = await stackTree();
  const { name, role } = options;
  await serviceGenerator(tree, options);
  const file = `services/${name}/Dockerfile`;
  const text = textOf(tree, file);
  expect(keptOptions(parseDockerfile(text, file).dockerfile, builtInRoles)).toEqual(kept);
  await serviceGenerator(tree, { name, ...(role && { role }), force: true });
  expect(textOf(tree, file)).toBe(text);
});

test('nothing is read from a Dockerfile that was written by hand', () => {
  const text = 'FROM python\nEXPOSE 9000\nCMD ["python", "-m", "x"]\n';
  expect(keptOptions(parseDockerfile(text, 'Dockerfile').dockerfile, builtInRoles)).toEqual({});
});

test('packages come to those that a Dockerfile has', async () => {
  const tree = await stackTree();
  await serviceGenerator(tree, { name: 'api', role: 'http', apt: ['libpq5'], buildApt: ['git'] });
  await serviceGenerator(tree, { name: 'api', apt: ['libxml2'], buildApt: ['gcc'] });
  const text = textOf(tree, 'services/api/Dockerfile');
  expect(keptOptions(parseDockerfile(text, 'Dockerfile').dockerfile, builtInRoles)).toMatchObject({
    apt: ['libpq5', 'libxml2'],
    buildApt: ['gcc', 'git'],
  });
});
