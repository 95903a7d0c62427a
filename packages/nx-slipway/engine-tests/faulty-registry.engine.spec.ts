import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expiringTokens, isUpload } from '../test-support/faulty-registry';
import {
  makePushWorkspace,
  type PushWorkspace,
  printedForPeople,
} from '../test-support/push-workspace';

let workspace: PushWorkspace;

beforeAll(async () => {
  workspace = await makePushWorkspace();
});

afterAll(() => workspace?.dispose());

describe('a registry that', () => {
  test('wants a login is said to, with what to do', async () => {
    workspace.registry.reset();
    workspace.registry.answer = (request) => (isUpload(request) ? { status: 401 } : undefined);
    const { failed } = await workspace.push('login');
    expect(failed.api).toMatch(/requires a login[\s\S]*`docker login 127/);
    expect(failed.api).toContain(
      `missing: ${workspace.registry.host}/${workspace.namespace}/login/api:1`,
    );
    expect(await workspace.manifestOf('login', 'api')).toBeUndefined();
  });

  test('takes no more requests is waited for', async () => {
    workspace.registry.reset();
    workspace.registry.answer = (request) => (isUpload(request) ? { status: 429 } : undefined);
    const waited = await workspace.push('throttled', ['api'], {
      onWait() {
        workspace.registry.answer = () => undefined;
      },
    });
    expect(waited.failed).toEqual({});
    expect(printedForPeople(waited)).toMatch(/^push again in 2 s: .*429/m);
  });

  test('does not answer is waited for in vain, and is not held for the engine', async () => {
    const down = await workspace.push('down', ['api'], { host: '127.0.0.1:9' });
    expect(printedForPeople(down)).toContain('push again in 20 s');
    expect(down.failed.api).toMatch(
      /127\.0\.0\.1:9 is unreachable from the engine.*refused[\s\S]*Start it/,
    );
  });

  test.each([
    ['fails', 500],
    ['wants a login', 401],
  ])(
    '%s when it is asked what it has is named, and the image is built and pushed',
    async (_, status) => {
      workspace.registry.reset();
      workspace.registry.answer = ({ method, url }) =>
        method !== 'PUT' && url.includes('/manifests/key-') ? { status } : undefined;
      const asked = await workspace.push(`silent-${status}`, ['api'], { reuse: true });
      expect(asked.failed).toEqual({});
      expect(printedForPeople(asked)).toMatch(
        /^note: 127[.\d:]+ cannot be searched for existing images[\s\S]*`docker login 127/m,
      );
      expect(await workspace.manifestOf(`silent-${status}`, 'api')).toBeDefined();
    },
  );

  test('no longer takes a token gets a new one; where there is none, the login is named', async () => {
    workspace.registry.reset();
    workspace.registry.answer = expiringTokens(workspace.registry.host, { uses: 15, tokens: 50 });
    expect((await workspace.push('token')).failed).toEqual({});

    workspace.registry.answer = expiringTokens(workspace.registry.host, { uses: 15, tokens: 1 });
    expect((await workspace.push('token-expired')).failed.api).toMatch(/no longer accepts yours/);
  });

  test('refuses attestations is told from one that refuses the image', async () => {
    workspace.registry.reset();
    const { failed } = await workspace.push('attested', ['api'], { attest: ['provenance'] });
    expect(failed).toEqual({});
    expect((await workspace.manifestOf('attested', 'api'))?.manifest.manifests).toHaveLength(2);

    workspace.registry.answer = ({ method, contentType }) =>
      method === 'PUT' && contentType?.includes('index') ? { status: 400 } : undefined;
    const refused = await workspace.push('refused', ['api'], { attest: ['provenance'] });
    expect(refused.failed.api).toMatch(
      /refused the image with its attestations[\s\S]*without --att/,
    );
  });
});
