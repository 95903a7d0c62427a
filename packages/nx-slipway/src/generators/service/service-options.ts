import type { Interface, ServerName } from '../../images/roles/servers/server';
import type { InstallerName } from '../../python/pyproject/python-project';

/** How the stages and layers of an image are cut. */
export type LayoutName = 'full' | 'slim' | 'layered' | 'multi-layered' | 'wheels' | 'base-app';

/** The options of the generator, trimmed; the role's own are absent where nothing was said. */
export interface ServiceOptions {
  /** Name or folder of a Python project, or the name of a new one. */
  readonly name: string;
  /** What the image runs: `http`, `command`, `dev`, or a role that a file describes. */
  readonly role?: string;
  readonly directory?: string;
  readonly stack?: string;
  readonly installer?: InstallerName;
  readonly layout?: LayoutName;
  /** Name of the image within the project. */
  readonly image?: string;
  readonly server?: ServerName;
  readonly interface?: Interface;
  readonly factory?: boolean;
  readonly port?: number;
  /** Path that the container's probe asks for. */
  readonly healthPath?: string;
  readonly broker?: 'redis' | 'rabbitmq';
  readonly queues?: readonly string[];
  readonly processes?: number;
  readonly threads?: number;
  readonly apt: readonly string[];
  readonly buildApt: readonly string[];
  readonly extras: readonly string[];
  readonly groups: readonly string[];
  /** Folders that the image holds as they are, in place of a wheel; relative to the project's folder. */
  readonly sources: readonly string[];
  /** Relative to the project's folder. */
  readonly files: readonly string[];
  /** `NAME=value` */
  readonly env: readonly string[];
  readonly label: readonly string[];
  readonly workdir?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly module?: string;
  readonly command?: string;
}
