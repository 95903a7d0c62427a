import type { Selection } from '../../python/pyproject/selection';
import type { Installer, LockPlace, WheelsStep } from './installer';

/** What a Dockerfile does with a lock: the stage `lock`, and the RUN of the stage `dependencies`. */
export function lockSteps(
  installer: Installer,
  {
    project,
    selection,
    wheels,
  }: { readonly project: LockPlace; readonly selection: Selection; readonly wheels: boolean },
): WheelsStep {
  return wheels
    ? installer.wheels(project, selection)
    : {
        lockCopies: installer.lockCopies(project, selection),
        install: installer.install(project, selection),
      };
}
