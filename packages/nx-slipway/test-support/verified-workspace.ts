import { exposing, SERVER } from './http-server';
import { type ProvenUpgrade, provenUpgrade } from './proven-upgrade';
import { makeWorkspace, type RealWorkspace } from './real-workspace';
import { rootFiles, serviceFiles, stackFiles } from './workspace-files';

const TEST = 'services/worker/tests/test_worker.py';

/** The upgrade of the workspace, with proof. */
export const VERIFIED = { python: '3.13', suite: 'trixie', pin: false, verify: true } as const;

/** A workspace whose upgrade is proven. */
export interface VerifiedWorkspace {
  readonly workspace: RealWorkspace;
  readonly proven: ProvenUpgrade;
  /** Lets the test of `worker` pass on every Python. */
  readonly mend: () => void;
}

/** A stack on Python 3.11 with `api`, which serves, and `worker`, whose test fails from Python 3.12 on. */
export async function makeVerifiedWorkspace(
  namespace: string,
  engine: 'docker' | 'podman' = 'docker',
): Promise<VerifiedWorkspace> {
  const api = serviceFiles({ name: 'api', code: SERVER }, namespace);
  const plugin = { plugin: 'nx-slipway', options: { namespace, engine } };
  const workspace = await makeWorkspace(namespace, {
    ...rootFiles('[dependency-groups]\ndev = ["pytest"]\n'),
    'nx.json': `${JSON.stringify({ plugins: [plugin] })}\n`,
    ...stackFiles(namespace, { python: '3.11', suite: 'bookworm' }),
    ...api,
    'services/api/Dockerfile': exposing(api['services/api/Dockerfile']),
    ...serviceFiles({ name: 'worker', packages: ['six'] }, namespace),
    [TEST]: testOf('< (3, 12)'),
  });
  const proven = provenUpgrade(workspace, ['worker'], engine);
  return { workspace, proven, mend: () => workspace.write({ [TEST]: testOf('>= (3, 11)') }) };
}

function testOf(condition: string): string {
  return `import sys\n\n\ndef test_worker():\n    assert sys.version_info ${condition}\n`;
}
