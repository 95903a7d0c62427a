import type { PackageWheels } from '../../python/wheels/package-wheels';
import type { InstallStep } from './install-step';

/** How packages come into /venv on every platform. */
export interface CrossInstall {
  /** Installs all of them, on the platform they are for. */
  readonly step: InstallStep;
  /** By machine: installs those that have a wheel, on any platform; none for machines that have to do it themselves. */
  readonly crossSteps: Readonly<Record<string, InstallStep>>;
  readonly wheels: PackageWheels;
  /** By machine: the files of the lock without what is built there; absent for machines that install from the whole. */
  readonly locks?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
