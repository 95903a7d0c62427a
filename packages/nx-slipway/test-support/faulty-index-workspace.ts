import { randomBytes } from 'node:crypto';
import { LAYER_GROUPS_FILE } from '../src/images/shared-layers/layer-groups';
import { makeWorkspace, type RealWorkspace } from './real-workspace';
import { rootFiles, serviceFiles, stackFiles } from './workspace-files';

const STACK = 'images/python/Dockerfile';

/** How the step of the shared layer `six` is called in messages. */
export const SHARED_SIX = 'shared layer six of shared-layers.json: RUN uv pip install';

/** The services `a` and `b` with the shared layer `six`, and `c` without it. */
export interface FaultyIndexWorkspace extends RealWorkspace {
  /** The text of the lock. */
  readonly locked: string;
  /** The index the lock names, up to its path. */
  readonly origin: string;
}

/** Makes the workspace, whose stack gives a fetch up after a short time. */
export async function makeFaultyIndexWorkspace(): Promise<FaultyIndexWorkspace> {
  const namespace = `slipway-faults-${randomBytes(3).toString('hex')}`;
  const stack = stackFiles(namespace);
  const workspace = await makeWorkspace(namespace, {
    ...rootFiles(),
    ...stack,
    // Three tries of five seconds: the wait is short, and a machine under load answers in time.
    [STACK]: `${stack[STACK]}`
      .replace('UV_HTTP_RETRIES=5', 'UV_HTTP_RETRIES=2')
      .replace('UV_HTTP_TIMEOUT=15', 'UV_HTTP_TIMEOUT=5'),
    ...serviceFiles({ name: 'a', packages: ['six==1.17.0'] }, namespace),
    ...serviceFiles({ name: 'b', packages: ['six==1.17.0'] }, namespace),
    ...serviceFiles({ name: 'c' }, namespace),
    [LAYER_GROUPS_FILE]: JSON.stringify({ version: 1, stacks: { python: { six: ['six'] } } }),
  });
  const locked = workspace.read('uv.lock');
  const origin = new URL(/registry = "([^"]+)"/.exec(locked)?.[1] ?? '').origin;
  return { ...workspace, locked, origin };
}
