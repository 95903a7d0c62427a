import type { Case } from '../case.ts';
import { buildFirst } from '../measure/build-first.ts';
import { makeNewBase } from '../measure/make-new-base.ts';
import { timeBuild } from '../measure/time-build.ts';
import { commitChange } from '../workspace/commit-change.ts';
import type { Subject } from '../workspace/subject.ts';

const STACK = 'images/python/Dockerfile';

/** A patched digest of the same base under all services; who can keep what was built on the digest before, does. */
export const rebase: Case<Subject> = {
  name: 'rebase',
  title: 'A patched base, rebased',
  measure: async (subject) => {
    await buildFirst(subject);
    const before = await makeNewBase(subject);
    await commitChange(subject.scene, STACK, (text) =>
      text.replace(/^FROM \S+ AS base$/m, `FROM ${before} AS base`),
    );
    await subject.builder.build(subject.scene, { which: 'all', to: 'store' });
    const after = await makeNewBase(subject);
    // What `upgrade-base --digest --rebase` writes; a Dockerfile of others has no such stage to be read.
    await commitChange(subject.scene, STACK, (text) =>
      text
        .replace(`FROM ${before} AS base\n`, `FROM ${after} AS base\n`)
        .replace(
          /^FROM base AS base-builder$/m,
          text.includes('normalize-layer') ? `${builderBase(before, after)}\n\n$&` : '$&',
        ),
    );
    return timeBuild(subject, { which: 'changed', to: 'store' }, subject.services.length);
  },
};

/** Names the digest that packages stay on, beside the one that it was compared with. */
function builderBase(before: string, after: string): string {
  const digests = [before, after].map((each) => each.replace(/^.*@/, ''));
  return `FROM ${before} AS builder-base\nLABEL dev.nx-slipway.compared-digests="${digests.join(' ')}"`;
}
