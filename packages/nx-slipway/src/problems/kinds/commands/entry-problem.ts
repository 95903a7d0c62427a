import type { Explanations } from '../../explanation';
import { firstFew } from '../../first-few';
import type { Place } from '../../place';

/** What can be wrong with what the image of a service runs. */
export type EntryProblem =
  | {
      readonly kind: 'app-unknown';
      readonly place: Place;
      /** What was searched for: `Celery application`. */
      readonly wanted: string;
      /** How it is written. */
      readonly hint: string;
      /** What `--module` may look like for this project: `api.app:app`. */
      readonly example: string;
    }
  | {
      /** The application or the actors are in a file that the project's wheel leaves out. */
      readonly kind: 'app-not-installed';
      readonly place: Place;
      /** Path of the project's pyproject. */
      readonly pyproject: string;
    }
  | {
      /** The project does not have the module that was named. */
      readonly kind: 'module-unknown';
      readonly place: Place;
      readonly module: string;
      /** `--module` with what was most likely meant. */
      readonly nearest?: string;
      /** Modules that the image can import, the likeliest first. */
      readonly known: readonly string[];
    }
  | {
      /** A note: the project does not have the module that was named, and a dependency may have it. */
      readonly kind: 'module-elsewhere';
      readonly place: Place;
      readonly module: string;
      /** Names of the project's own packages. */
      readonly packages: readonly string[];
    }
  | {
      /** A note: it may be made while the module is imported. */
      readonly kind: 'app-attribute-unseen';
      readonly place: Place;
      readonly attribute: string;
    }
  | {
      /** A note: it may be a route of an application below this one. */
      readonly kind: 'probe-route-unseen';
      readonly place: Place;
      readonly path: string;
      /** The routes that were read. */
      readonly routes: readonly string[];
    }
  | {
      /** A warning: the application refuses requests for the host that the probe asks. */
      readonly kind: 'probe-host-refused';
      readonly place: Place;
      /** `ALLOWED_HOSTS` */
      readonly setting: string;
      /** The hosts that it allows. */
      readonly hosts: readonly string[];
      readonly host: string;
    }
  | {
      /** Nothing that an image installs can serve its application. */
      readonly kind: 'server-missing';
      readonly place: Place;
      readonly name: string;
      /** The server that was asked for. */
      readonly server?: string;
      /** Why what is installed does not serve it. */
      readonly unfit: readonly string[];
      /** Servers that are installed. */
      readonly others: readonly string[];
      readonly isLocked: boolean;
      /** A group or an extra of the project that declares a server, and that the image does not install. */
      readonly elsewhere?: DeclaredElsewhere;
      /** Commands of which each adds a server. */
      readonly add: readonly string[];
    }
  | { readonly kind: 'interface-unknown'; readonly place: Place; readonly app: string }
  | { readonly kind: 'port-unknown'; readonly place: Place }
  | {
      /** A note: no route for a probe was found. */
      readonly kind: 'probe-left-out';
      readonly place: Place;
      /** Whether a command is given, of which the routes are not known. */
      readonly isCommand?: boolean;
    }
  | {
      /** A warning: the service may miss files of its packages. */
      readonly kind: 'package-data-left-out';
      readonly place: Place;
      /** Relative to the project's folder. */
      readonly files: readonly string[];
      /** A line of `[tool.setuptools.package-data]` that takes them. */
      readonly entry: string;
      /** The option that copies them. */
      readonly option: string;
    }
  | {
      readonly kind: 'command-unknown';
      readonly place: Place;
      /** Absent where no command was given and the project does not have one console script alone. */
      readonly command?: string;
      readonly project: string;
      /** Console scripts of the project. */
      readonly known: readonly string[];
    }
  | {
      /** A warning: the Dockerfile is written, the image would start and fail. */
      readonly kind: 'role-package-missing';
      readonly place: Place;
      readonly role: string;
      readonly packages: readonly string[];
      /** A group or an extra of the project that declares them, and that the image does not install. */
      readonly elsewhere?: DeclaredElsewhere;
      /** Command that adds them. */
      readonly add: string;
    };

/** An option of the generator, and the packages that the image would install with it. */
export interface DeclaredElsewhere {
  /** `--groups=http` */
  readonly option: string;
  readonly packages: readonly string[];
}

export const entryExplanations: Explanations<EntryProblem> = {
  'app-unknown': ({ wanted, hint, example }) => ({
    what: `no ${wanted} was found in this project: ${hint}`,
    next: `Write one, or set its import path, for example --module=${example}`,
  }),
  'app-not-installed': ({ pyproject }) => ({
    what: 'the image installs the wheel of this project, which does not hold this file',
    next: `Move the file into a package of the project, or name it to the build backend in ${pyproject}.`,
  }),
  'module-unknown': ({ module, nearest, known }) => ({
    what: `the image has no module ${module}, so it would not start`,
    next:
      nearest === undefined
        ? `Set the import path of one that the project has: --module=${known.slice(0, 3).join(' or --module=')}`
        : `Did you mean ${nearest}? Set it with --module=${nearest}`,
  }),
  'module-elsewhere': ({ module, packages }) => ({
    what: `${module} is no module of this project, whose own packages are ${packages.join(', ')}`,
    next: 'If a package that the image installs holds it, do nothing; otherwise the image does not start: correct --module.',
  }),
  'app-attribute-unseen': ({ attribute }) => ({
    what: `the name ${attribute} was not found in this file`,
    next: 'If it is made when the module is imported, do nothing; otherwise the image does not start: correct --module.',
  }),
  'probe-route-unseen': ({ path, routes }) => ({
    what: `the route ${path} of the probe was not found in the sources; found were ${firstFew(routes, 8)}`,
    next: 'If another application or a prefix adds it, do nothing; otherwise the container becomes unhealthy: correct --health-path.',
  }),
  'probe-host-refused': ({ setting, hosts, host }) => ({
    what: `${setting} allows ${hosts.length > 0 ? `only ${hosts.join(', ')}` : 'no host'}, and the probe of the image asks ${host}`,
    next: `Add "${host}" to ${setting}, or the application answers 400 and the container becomes unhealthy.`,
  }),
  'server-missing': ({ name, server, unfit, others, isLocked, elsewhere, add }) => ({
    what: `${
      unfit.length > 0
        ? `${unfit.join(', and ')}`
        : isLocked
          ? `the lock file does not have ${server ?? 'an HTTP server'} for ${name}`
          : `${name} does not declare ${server ?? 'an HTTP server'}`
    }, so the image would not start`,
    next: elsewhere
      ? againWith(elsewhere)
      : `${
          others.length > 0
            ? `Use what is installed, --server=${others.join(' or --server=')}, or add a server`
            : 'Add a server'
        }${commands(add)}`,
  }),
  'interface-unknown': ({ app }) => ({
    what: `the sources do not show whether ${app} is an ASGI or a WSGI application`,
    next: 'Set it with --interface=asgi or --interface=wsgi',
  }),
  'port-unknown': () => ({
    what: 'the port that the command listens on is not known',
    next: 'Set it with --port, for example --port=8000; the container has it as PORT.',
  }),
  'probe-left-out': ({ isCommand }) => ({
    what: isCommand
      ? 'the routes behind a command are not known, so the image has no probe'
      : 'no route such as /health, /healthz or /ping was found in the sources, so the image has no probe',
    next: 'Set the path of one: run the generator service again with --health-path=/ping.',
  }),
  'package-data-left-out': ({ files, entry, option }) => ({
    what: `setuptools leaves ${files.slice(0, 3).join(', ')}${files.length > 3 ? ` and ${files.length - 3} more files` : ''} out of the wheel, so the image does not have ${files.length > 1 ? 'them' : 'it'}`,
    next: `Write \`${entry}\` below [tool.setuptools.package-data], or copy them into the image: run the generator again with ${option}`,
  }),
  'command-unknown': ({ command, project, known }) => ({
    what:
      command !== undefined
        ? `${command} is not a console script of this project, and its image installs no package of that name`
        : known.length > 0
          ? `${project} has several console scripts`
          : `${project} has no console script`,
    next: nextForCommand(command, known),
  }),
  'role-package-missing': ({ role, packages, elsewhere, add }) => ({
    what: `the lock file does not have ${packages.join(' and ')} for this project, which the role ${role} needs`,
    next: elsewhere ? againWith(elsewhere) : `Add ${packages.length > 1 ? 'them' : 'it'}: ${add}`,
  }),
};

/** One command behind a colon, or each on a line of its own. */
function commands(all: readonly string[]): string {
  return all.length > 1
    ? `, with one of:${all.map((each) => `\n    ${each}`).join('')}`
    : `: ${all}`;
}

function againWith({ option, packages }: DeclaredElsewhere): string {
  return `Add ${option} to the command, which installs ${packages.join(' and ')}.`;
}

function nextForCommand(command: string | undefined, known: readonly string[]): string {
  const list = `write a command line as a JSON list: --command='["python", "-m", "…"]'`;
  if (command !== undefined) {
    return known.length > 0
      ? `Use one of ${known.join(', ')}, or ${list}`
      : `Add one to [project.scripts], or ${list}`;
  }
  return known.length > 0
    ? `Choose one: ${known.map((each) => `--command=${each}`).join(' or ')}`
    : `Say what the container runs: --command='python -m …', or add a script to [project.scripts].`;
}
