import { expect, test } from 'vitest';
import { exampleNames, readExample } from '../../../test-support/examples';
import { foundIn, NOBODY, planUpgradeOf } from '../../../test-support/upgrade-plan-of';
import { workspaceOf } from '../../../test-support/workspace-of';
import { findStacks } from '../../images/model/stacks';

const stacks = exampleNames().flatMap((name) => {
  const { files } = readExample(name);
  return findStacks(workspaceOf(files).images.catalogue).map(
    (stack) => [name, stack.name, files] as const,
  );
});

test.each(stacks)('%s, %s: an upgrade finds nothing that is not so', (_, stack, files) => {
  const { plan } = planUpgradeOf(files, { stack, python: '3.14', suite: 'forky' }, NOBODY);
  // Locks are not committed, and nobody answers; all else would be false.
  const known = /lock-missing|requirements-missing|builder-pins-unchecked|apt-unchecked/;
  expect(foundIn(plan).filter((each) => !known.test(each))).toEqual([]);
});
