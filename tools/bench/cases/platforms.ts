import { restoreWorkspace } from '../../demo/workspace/restore-workspace.ts';
import { nativeArchitecture } from '../../engine/install/architectures.ts';
import { countEmulatedSteps } from '../calls/count-calls.ts';
import { readCalls } from '../calls/read-calls.ts';
import type { Case } from '../case.ts';
import { makeNewBase } from '../measure/make-new-base.ts';
import { timeBuild } from '../measure/time-build.ts';
import { readSharedBytes } from '../registry/read-shared-bytes.ts';
import { commitChange } from '../workspace/commit-change.ts';
import type { Subject } from '../workspace/subject.ts';

const BOTH: readonly string[] = ['linux/amd64', 'linux/arm64'];

/**
 * All images of services for two platforms on a machine of one of them, on a base that no engine has seen. In its first
 * run each contender fetches the wheels of the other platform as well.
 */
export const platforms: Case<Subject> = {
  name: 'platforms',
  title: 'Everything for two platforms',
  of: ['nx-slipway', 'raw-bake'],
  needsEmulator: true,
  measure: async (subject) => {
    await restoreWorkspace(subject.scene);
    const reference = await makeNewBase(subject, BOTH);
    await commitChange(subject.scene, 'images/python/Dockerfile', (text) =>
      text.replace(/^FROM python:\S+/m, `FROM ${reference}`),
    );
    const order = { which: 'all', to: 'store', platforms: BOTH } as const;
    const measured = await timeBuild(subject, order, subject.services.length);
    const native = `linux/${await nativeArchitecture()}`;
    return {
      ...measured,
      emulatedSteps: countEmulatedSteps(await readCalls(subject.calls), native),
      sharedBytes: await readSharedBytes(subject, BOTH),
    };
  },
};
