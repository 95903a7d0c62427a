import { servesPlatform } from '../../dockerfile/platform';
import type { Image } from '../../images/model/image';
import type { PlatformProblem } from '../../problems/kinds/dockerfiles/platform-problem';
import { machineOf } from '../../python/pep508/marker-environment';
import type { ThirdPartyPackage } from '../../python/pyproject/third-party-package';
import { builtOn } from '../../python/wheels/package-wheels';
import type { ReadBindings } from '../../workspace/bindings/read-bindings';
import type { RunFacts } from '../run-plan';

/** What images for other platforms are told by. */
type PlatformFacts = Pick<RunFacts, 'workspace' | 'bindings' | 'localPlatform' | 'canCross'>;

/** An image, and the platforms that it is asked for. */
interface AskedImage {
  readonly image: Image;
  readonly platforms: readonly string[];
}

/**
 * Returns the locked packages that a platform of an image has neither a wheel of nor an sdist to build one. What is
 * installed on some machines alone may not be installed there, and an image with musl takes other wheels.
 */
export function missingPackages(
  { image, platforms }: AskedImage,
  { workspace, bindings }: PlatformFacts,
): readonly PlatformProblem[] {
  const { sharing, isMusl } = bindings.get(image.id) ?? {};
  const { pyproject, lockFile = '' } = workspace.python.get(image.root) ?? {};
  if (!sharing || isMusl) return [];
  return platforms.flatMap((platform) =>
    sharing.closure
      .filter(
        ({ isCertain, hasNoSdist, wheelOn = [] }) =>
          isCertain && hasNoSdist && !wheelOn.includes(machineOf(platform)),
      )
      .map((each) => ({
        kind: 'platform-package-missing' as const,
        place: { file: lockFile },
        project: pyproject?.name ?? image.root,
        package: release(each),
        platform,
      })),
  );
}

/** Returns what of an image has to be made on another platform than the builder's own, and why. */
export function emulatedParts(
  { image, platforms }: AskedImage,
  { workspace, bindings, localPlatform, canCross }: PlatformFacts,
): readonly PlatformProblem[] {
  const read = bindings.get(image.id);
  const project = workspace.python.get(image.root);
  if (!canCross || !read?.bindings || !project) return [];
  const { pyproject, lockFile, installer } = project;
  const name = pyproject.name ?? image.root;
  const { foundation, isPortable } = read.bindings;
  const built = [
    ...(foundation?.libraries ?? []).filter((dir) => !foundation?.portable?.includes(dir)),
    ...(isPortable ? [] : [image.root]),
  ];
  return platforms
    .filter((platform) => !servesPlatform(localPlatform, platform))
    .flatMap((platform): readonly PlatformProblem[] => {
      const packages = installer === 'pip' ? [] : builtPackages(read, machineOf(platform));
      const count = installedThere(read, installer);
      return [
        ...(packages.length > 0
          ? [
              {
                kind: 'platform-packages-built' as const,
                place: { file: lockFile },
                ...{ project: name, packages, platform },
              },
            ]
          : []),
        ...(count > 0
          ? [
              {
                kind: 'platform-installer-run' as const,
                place: { file: image.dockerfile },
                ...{ project: name, installer, count, platform },
              },
            ]
          : []),
        ...built.map((dir) => ({
          kind: 'platform-project-built' as const,
          place: { file: dir === image.root ? image.dockerfile : `${dir}/pyproject.toml` },
          ...{ project: name, built: dir, platform },
        })),
      ];
    });
}

/** Releases that are built on a machine, in shared layers and beside them. */
function builtPackages({ bindings, sharing }: ReadBindings, machine: string): readonly string[] {
  const layers = bindings?.foundation?.shared?.layers ?? [];
  const wheels = [
    ...layers.map((layer) => layer.wheels),
    ...(bindings?.crossDependencies ? [bindings.crossDependencies.wheels] : []),
  ];
  const names = new Set(wheels.flatMap((each) => builtOn(each, machine)));
  return (sharing?.closure ?? []).filter((each) => names.has(each.name)).map(release);
}

/** How many packages an installer installs on each platform itself. Locks of pip may not tell of wheels in layers. */
function installedThere({ bindings, sharing }: ReadBindings, installer: string): number {
  if (!sharing) return 0;
  const shared = new Set(bindings?.foundation?.shared?.layers.flatMap(({ packages }) => packages));
  return sharing.closure.filter(({ name, hasWheel }) =>
    shared.has(name) ? installer === 'pip' && !hasWheel : !bindings?.crossDependencies,
  ).length;
}

function release({ name, version }: ThirdPartyPackage): string {
  return version === '' ? name : `${name} ${version}`;
}
