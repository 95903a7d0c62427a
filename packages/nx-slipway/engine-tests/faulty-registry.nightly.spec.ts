import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isUpload } from '../test-support/faulty-registry';
import { makePushWorkspace, type PushWorkspace } from '../test-support/push-workspace';

let workspace: PushWorkspace;

beforeAll(async () => {
  workspace = await makePushWorkspace();
});

afterAll(() => workspace?.dispose());

describe('a registry that', () => {
  test('fails is asked again by the engine alone, and said to', async () => {
    workspace.registry.reset();
    workspace.registry.answer = ({ method, url }) =>
      method === 'PUT' && url.includes('/manifests/1') ? { status: 500 } : undefined;
    const { failed, bakeFiles } = await workspace.push('failing');
    expect(failed.api).toMatch(/failed, also when the engine tried again.*500[\s\S]*Read its log/);
    expect(bakeFiles.filter((file) => file.includes('type=registry'))).toHaveLength(1);
    const puts = workspace.registry.requests.filter((each) => /^PUT .*\/manifests\//.test(each));
    expect(puts.length).toBeGreaterThanOrEqual(4);
  });

  test('is full is said to be', async () => {
    workspace.registry.reset();
    workspace.registry.answer = (request) => (isUpload(request) ? { status: 507 } : undefined);
    const { failed } = await workspace.push('full');
    expect(failed.api).toMatch(/has no space left.*507[\s\S]*Delete old tags/);
  });
});
