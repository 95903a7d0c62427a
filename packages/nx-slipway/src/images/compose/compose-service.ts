import type { FileCopy } from '../bindings/service-view';
import type { BackingName } from './backing-services';

/** An image of the workspace, or a job in one, as a service of a compose file. */
export interface ComposeService {
  /** Name in the file; the user may choose another one there. */
  readonly name: string;
  /** Nx project, which the services of a file are chosen by. */
  readonly project: string;
  /** Id of the image. */
  readonly image: string;
  /** As nx builds it. */
  readonly reference: string;
  /** TCP port that the container listens on; absent for one that listens on none, and for jobs. */
  readonly port?: number;
  /** Set for another command than the image's. */
  readonly job?: ComposeJob;
  /** It ends by itself, as a migration does: it is started by name only, and not again when sources change. */
  readonly endsByItself?: true;
  /** Where services that it needs are, by the name of the service. */
  readonly needs: Readonly<Partial<Record<BackingName, Readonly<Record<string, string>>>>>;
  /** Set where the lock cannot be read, so that it may need more. */
  readonly mayNeedMore?: true;
  /** Sources of the workspace that take the place of those in the image. */
  readonly sources: readonly FileCopy[];
}

/** A command that a target of Nx runs in an image. */
export interface ComposeJob {
  /** Name of the target. */
  readonly target: string;
  readonly command: readonly string[];
}

/** Key of a compose file, and of its services, under which the plugin notes what it has written. */
export const MARK = 'x-nx-slipway';

/** Profile of services that are started by name only. */
export const JOBS_PROFILE = 'jobs';

/** Address on which ports are published: that of this machine alone. */
export const LOCAL_ADDRESS = '127.0.0.1';
