import { expect, test } from 'vitest';
import { knowingEngine } from '../../../test-support/knowing-engine';
import { engineOf } from '../../engine/engine-of';
import { readBases } from './read-bases';

const TAG = 'docker.io/library/python:3.13';
const TOOL = 'docker.io/library/busybox:1';

test.each([
  ['docker', [TOOL]],
  ['podman', [TOOL, TAG]],
] as const)('tags of which %s does not say what it took for them are %j', async (name, tags) => {
  const digest = 'ab'.repeat(32);
  const known = knowingEngine();
  const run: typeof known = async (command, how) =>
    command.command === 'podman'
      ? { exitCode: 0, stdout: JSON.stringify({ Digest: `sha256:${digest}` }), stderr: '' }
      : known(command, how);
  const { openTags } = await readBases(
    [{ target: 'api', platforms: ['linux/amd64'] }],
    {
      targets: { api: { context: '/', contexts: { tool: 'docker-image://busybox:1' } } },
      ownLinks: { links: new Map(), portable: new Set() },
      textOf: () =>
        `FROM python:3.13\nCOPY --from=tool /a /\nFROM ${TAG}@sha256:${digest}\nCOPY --from=0 /a /\n`,
      localPlatform: 'linux/amd64',
      clientArguments: {},
      clientProxies: {},
    },
    {
      engine: engineOf(name),
      client: { run, cwd: '/', abort: new AbortController().signal },
      // Nothing can be written there.
      recordsFolder: '/dev/null/records',
    },
  );
  expect(openTags.map(({ reference }) => reference).sort()).toEqual([...tags]);
});
