import { crossDependencies } from '../../images/bindings/cross-dependencies';
import type { Sharing } from '../../images/bindings/plan-bindings';
import type { CrossInstall } from '../../images/installers/cross-install';
import type { LockPlace } from '../../images/installers/installer';
import { installers } from '../../images/installers/installers';
import { COMMON_MACHINES } from '../../python/pep508/marker-environment';
import { builtOn } from '../../python/wheels/package-wheels';
import { withoutForeignFiles } from '../locks/without-foreign-files';
import type { SharingFacts } from './read-sharing';

/**
 * How what an image installs beside its shared layers is installed for other platforms; undefined where that takes its
 * installer on the platform itself.
 *
 * @param place the project as its Dockerfile has it
 */
export function readCrossInstall(
  { environment, project, selection, lock, closure }: Omit<SharingFacts, 'stack'>,
  { sharing, place }: { readonly sharing?: Sharing; readonly place: LockPlace },
): CrossInstall | undefined {
  const installer = installers[project.installer];
  const shared = new Set(sharing?.shared.layers.flatMap(({ packages }) => packages));
  const packages = closure.filter(({ name }) => !shared.has(name));
  const installedOn = packages.every(({ isCertain }) => isCertain)
    ? undefined
    : new Map(
        COMMON_MACHINES.map((machine) => [
          machine,
          new Set(lock.packages({ ...environment, machines: [machine] }).map(({ name }) => name)),
        ]),
      );
  const { dependencies: left } = sharing ?? {};
  const cross = crossDependencies(installer, {
    ...{ project: place, selection, packages },
    ...(installedOn && { installedOn }),
    ...(typeof left === 'object' && { left }),
  });
  if (!cross || !installer.cutsLock) return cross;
  const locks = Object.keys(cross.crossSteps).flatMap((machine) => {
    const without = builtOn(cross.wheels, machine);
    const names = new Set([...shared, ...without]);
    const { files } = lock.slice({ names, environment });
    return without.length > 0 && files
      ? [[machine, withoutForeignFiles(files, environment)] as const]
      : [];
  });
  return { ...cross, ...(locks.length > 0 && { locks: Object.fromEntries(locks) }) };
}
