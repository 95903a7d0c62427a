import { type LockPackage, uvLockText } from './uv-lock-text';
import {
  type Files,
  rootFiles,
  type ServiceSpec,
  serviceFiles,
  stackFiles,
} from './workspace-files';

/**
 * A uv workspace with the stack `python` and services that need packages of one lock, which need none.
 *
 * @param packages what the lock says of them, where it is not the usual
 */
export function uvWorkspaceFiles(
  services: readonly ServiceSpec[],
  packages: readonly LockPackage[] = [],
): Files {
  const names = new Set(services.flatMap((each) => each.packages ?? []));
  const others = [...names].filter((name) => !packages.some((each) => each.name === name));
  return {
    ...rootFiles(),
    ...stackFiles(),
    ...Object.assign({}, ...services.map((each) => serviceFiles(each))),
    'uv.lock': uvLockText([
      ...services.map(({ name, packages: needs = [] }) => ({
        ...{ name, version: '0.1.0', folder: `services/${name}` },
        needs: [...needs].sort(),
      })),
      ...packages,
      ...others.map((name) => ({ name })),
    ]),
  };
}
