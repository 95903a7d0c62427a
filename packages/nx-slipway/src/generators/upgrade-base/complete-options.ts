import { withoutDigest } from '../../dockerfile/without-digest';
import { findStacks, rankStacks, type Stack } from '../../images/model/stacks';
import { debianReleases } from '../../images/references/debian-releases';
import { deriveReference } from '../../images/references/derive-reference';
import type { Problem } from '../../problems/problem';
import { ProblemsError } from '../../problems/problems-error';
import type { WorkspaceModel } from '../../workspace/model/workspace-model';
import type { Ask } from '../ask';
import type { UpgradeOptions } from './upgrade-options';

/** Pythons that are offered, the newest first. */
const OFFERED = ['3.14', '3.13', '3.12'];

/**
 * Completes options by asking a person for the stack and for what it is to start from, where nothing says so.
 *
 * @throws ProblemsError where what is named cannot be done together
 */
export async function completeOptions(
  options: UpgradeOptions,
  { images }: WorkspaceModel,
  ask: Ask,
): Promise<UpgradeOptions> {
  const stacks = rankStacks(findStacks(images.catalogue), images, undefined);
  const chosen =
    options.stack === undefined && !options.all && stacks.length > 1
      ? await ask(
          'Which stack do you want to upgrade?',
          stacks.map(({ name, from }) => ({ value: name, hint: from })),
        )
      : undefined;
  const stack = options.stack ?? chosen;
  const named = { ...options, ...(stack !== undefined && { stack }) };
  const { to, python, suite, digest, rebase } = named;
  if (to !== undefined || python !== undefined || suite !== undefined || digest) {
    if (rebase && !digest) throw new ProblemsError([notToBeRebased(named)]);
    return named;
  }
  // Only a newer digest of the same image can be rebased on.
  if (rebase) return { ...named, digest: true };
  const own = stacks.find(({ name }) => name === stack) ?? stacks[0];
  const targets = own ? offeredTargets(own) : [];
  const target = await ask(
    'What do you want to start from?',
    targets.map(({ value, hint }) => ({ value, hint })),
  );
  if (target === DIGEST) return { ...named, digest: true };
  return target === undefined ? named : { ...named, to: target };
}

/** Layers stay as they are on a newer digest of the same image only. */
function notToBeRebased({ stack }: UpgradeOptions): Problem {
  const command = ['nx g nx-slipway:upgrade-base', stack, '--digest', '--rebase'];
  return {
    kind: 'upgrade-options-differ',
    options: ['--rebase'],
    needs: `Keep layers on a newer digest of the same image: ${command.filter(Boolean).join(' ')}`,
  };
}

const DIGEST = 'the current digest';

/** References of newer Pythons and releases by the pattern of the one there is. */
function offeredTargets({ from }: Stack) {
  const current = deriveReference(from, {});
  const known = 'reference' in current ? current : undefined;
  const at = debianReleases.findIndex(({ name }) => name === known?.suite);
  const suites = debianReleases.slice(at, -2).filter(({ glibc }) => glibc !== undefined);
  const newest = suites.at(-1)?.name;
  const pythons = OFFERED.filter((each) => minor(each) >= minor(known?.python ?? '3.0'));
  const offered = pythons.flatMap((python) => {
    const derived = deriveReference(from, {
      python,
      ...(newest !== undefined && { suite: newest }),
    });
    return 'reference' in derived ? [{ value: derived.reference, hint: `Python ${python}` }] : [];
  });
  return [...offered, { value: DIGEST, hint: withoutDigest(from) }];
}

function minor(python: string): number {
  return Number(python.split('.')[1]);
}
