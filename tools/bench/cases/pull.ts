import { restoreWorkspace } from '../../demo/workspace/restore-workspace.ts';
import type { Case } from '../case.ts';
import type { Order } from '../contender.ts';
import { makeNewBase } from '../measure/make-new-base.ts';
import { timePull } from '../measure/time-pull.ts';
import { commitBase } from '../workspace/commit-base.ts';
import type { Subject } from '../workspace/subject.ts';

/** All images of services on an engine that has none of them, until the last one has answered. */
export const pull: Case<Subject> = pullCase('pull', 'Pull and start everything');

/** The same with layers that were compressed with zstd. */
export const pullZstd: Case<Subject> = {
  ...pullCase('pull-zstd', 'The same with zstd', 'zstd'),
  of: ['nx-slipway', 'raw-bake'],
};

function pullCase(
  name: string,
  title: string,
  compression?: NonNullable<Order['compression']>,
): Case<Subject> {
  return {
    ...{ name, title, needsPrivateEngine: true },
    measure: async (subject) => {
      await restoreWorkspace(subject.scene);
      // Under another base all layers are new: the engine does not compress again what it has.
      const reference = await makeNewBase(subject);
      await commitBase(subject.scene, reference);
      const before = subject.proxy.pushedBytes();
      await subject.builder.build(subject.scene, {
        ...{ which: 'all', to: 'registry' },
        ...(compression && { compression }),
      });
      const pushedBytes = subject.proxy.pushedBytes() - before;
      return { ...(await timePull(subject)), pushedBytes };
    },
  };
}
