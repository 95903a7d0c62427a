import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePushWorkspace, type PushWorkspace } from '../test-support/push-workspace';
import { type BuildReport, call } from '../test-support/real-workspace';

let workspace: PushWorkspace;

beforeAll(async () => {
  workspace = await makePushWorkspace();
});

afterAll(() => workspace?.dispose());

describe('all images of a run', () => {
  const tags = ['type=raw,value=1', 'type=pep440,pattern={{major}}.{{minor}}', 'type=sha'];
  const options = { tags, digestFile: 'dist/digests.json' };
  let pushed: BuildReport;
  let commit = '';

  beforeAll(async () => {
    commit = await call('git', ['rev-parse', 'HEAD'], workspace.root);
    workspace.registry.reset();
    pushed = await workspace.push('all', ['api', 'worker', 'mail'], options);
  });

  test('are built in one call, and a layer they share is sent once', () => {
    expect(pushed.failed).toEqual({});
    expect(pushed.bakeFiles.filter((file) => !file.includes('type=registry'))).toHaveLength(1);
    expect(new Set(workspace.registry.uploads.values())).toEqual(new Set([1]));
    expect(workspace.registry.mounts.length).toBeGreaterThan(0);
  });

  test('have every tag, the digests that were written down, and the commit in their manifests', async () => {
    const digests = JSON.parse(workspace.read('dist/digests.json'));
    expect(Object.keys(digests)).toEqual(['api', 'mail', 'worker']);
    const names = ['1', '0.1', `sha-${commit.slice(0, 7)}`];
    const repository = `${workspace.registry.host}/${workspace.namespace}/all/api`;
    for (const name of names) {
      const found = await workspace.manifestOf('all', 'api', name);
      expect(digests.api).toEqual({
        digest: found?.digest,
        references: names.map((each) => `${repository}:${each}`),
        pinned: [`${repository}@${found?.digest}`],
      });
      expect(found?.manifest.annotations).toEqual({
        'org.opencontainers.image.revision': commit,
        'org.opencontainers.image.version': '0.1.0',
        'org.opencontainers.image.created': expect.stringMatching(/^\d{4}-.*Z$/),
      });
      const config = await fetch(
        `http://${workspace.behind}/v2/${workspace.namespace}/all/api/blobs/${found?.manifest.config?.digest}`,
      );
      expect(await config.text()).not.toContain(commit);
    }
  });

  test('are not sent again, and have the digests they had', async () => {
    const before = workspace.read('dist/digests.json');
    workspace.registry.reset();
    const again = await workspace.push('all', ['api', 'worker', 'mail'], options);
    expect([again.failed, again.stepsRun]).toEqual([{}, []]);
    expect(workspace.registry.uploads.size).toBe(0);
    expect(workspace.read('dist/digests.json')).toBe(before);
  });

  test('take their bases along where that is asked for', async () => {
    const { failed } = await workspace.push('bases', ['worker'], { bases: true });
    expect(failed).toEqual({});
    expect(await workspace.manifestOf('bases', 'python-base')).toBeDefined();
    expect(await workspace.manifestOf('all', 'python-base')).toBeUndefined();
  });
});

test('where one of several is refused, the message says what is there, and the next run finishes', async () => {
  const tags = ['type=raw,value=1', 'type=raw,value=2'];
  workspace.registry.reset();
  workspace.registry.answer = ({ method, url }) =>
    method === 'PUT' && url.includes('/worker/manifests/2') ? { status: 403 } : undefined;
  const { failed } = await workspace.push('half', ['api', 'worker'], { tags });
  expect(Object.keys(failed)).toEqual(['worker']);
  const repository = `${workspace.registry.host}/${workspace.namespace}/half/worker`;
  expect(failed.worker).toContain(`pushed: ${repository}:1\n  missing: ${repository}:2\n`);
  expect(failed.worker).toMatch(
    /does not allow this account to push there[\s\S]*Allow the account/,
  );
  expect(await workspace.manifestOf('half', 'api', '2')).toBeDefined();

  workspace.registry.reset();
  expect((await workspace.push('half', ['api', 'worker'], { tags })).failed).toEqual({});
  expect(workspace.registry.uploads.size).toBe(0);
  expect(await workspace.manifestOf('half', 'worker', '2')).toBeDefined();
});

test('an SBOM without a scanner is said to need one', async () => {
  workspace.registry.reset();
  const { failed } = await workspace.push('sbom', ['api'], { attest: ['sbom'] });
  expect(failed.api).toMatch(
    /the scanner for the SBOM of api is missing[\s\S]*buildkit-syft-scanner/,
  );
});
