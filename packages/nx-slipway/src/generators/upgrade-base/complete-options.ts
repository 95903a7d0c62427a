import { findStacks, type Stack } from '../../images/model/stacks';
import { debianReleases } from '../../images/references/debian-releases';
import { deriveReference } from '../../images/references/derive-reference';
import type { WorkspaceModel } from '../../workspace/model/workspace-model';
import type { Ask } from '../ask';
import type { UpgradeOptions } from './upgrade-options';

/** Pythons that are offered, the newest first. */
const OFFERED = ['3.14', '3.13', '3.12'];

/** Completes options by asking a person for the stack and for what it is to start from, where nothing says so. */
export async function completeOptions(
  options: UpgradeOptions,
  { images }: WorkspaceModel,
  ask: Ask,
): Promise<UpgradeOptions> {
  const stacks = [...findStacks(images.catalogue)].sort((a, b) => (a.name < b.name ? -1 : 1));
  const chosen =
    options.stack === undefined && !options.all && stacks.length > 1
      ? await ask(
          'Which stack do you want to upgrade?',
          stacks.map(({ name, from }) => ({ value: name, hint: from })),
        )
      : undefined;
  const stack = options.stack ?? chosen;
  const named = { ...options, ...(stack !== undefined && { stack }) };
  const { to, python, suite, digest } = named;
  if (to !== undefined || python !== undefined || suite !== undefined || digest) return named;
  const own = stacks.find(({ name }) => name === stack) ?? stacks[0];
  const targets = own ? offeredTargets(own) : [];
  const target = await ask(
    'What do you want to start from?',
    targets.map(({ value, hint }) => ({ value, hint })),
  );
  if (target === DIGEST) return { ...named, digest: true };
  return target === undefined ? named : { ...named, to: target };
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
  return [...offered, { value: DIGEST, hint: from.replace(/@.*$/, '') }];
}

function minor(python: string): number {
  return Number(python.split('.')[1]);
}
