import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** What can be wrong with a role, and with a file that describes one. */
export type RoleProblem =
  | {
      readonly kind: 'role-unknown';
      readonly role: string;
      /** The role with the closest name. */
      readonly nearest?: string;
      readonly known: readonly string[];
    }
  | {
      /** A file that is no JSON. */
      readonly kind: 'role-file-broken';
      readonly place: Place;
      /** `comma expected` */
      readonly detail: string;
    }
  | {
      readonly kind: 'role-file-invalid';
      readonly place: Place;
      /** Where in the file: `command[3]`; empty for all of it. */
      readonly at: string;
      /** End of "the role …". */
      readonly what: string;
      readonly next: string;
    }
  | {
      /** A file of the workspace with the name of a role that exists. */
      readonly kind: 'role-name-taken';
      readonly place: Place;
      readonly role: string;
      /** The other file; absent for a role of nx-slipway. */
      readonly other?: string;
    }
  | {
      /** What `roles` in nx.json names is not there. */
      readonly kind: 'roles-not-found';
      readonly place: Place;
      readonly path: string;
    }
  | {
      /** The command of a role reads a file that the image does not hold. */
      readonly kind: 'role-file-missing';
      readonly place: Place;
      readonly role: string;
      readonly file: string;
      /** Whether the project has the file. */
      readonly isThere: boolean;
    }
  | {
      /** A note: the tool may take longer than engines wait by default. */
      readonly kind: 'role-stops-slowly';
      readonly role: string;
      readonly seconds: number;
    };

export const roleExplanations: Explanations<RoleProblem> = {
  'role-unknown': ({ role, nearest, known }) => ({
    what: `unknown role ${role}`,
    next: `${nearest === undefined ? '' : `Did you mean ${nearest}? `}Write one of ${known.join(', ')}; \`roles\` in nx.json adds roles of your own.`,
  }),
  'role-file-broken': ({ detail }) => ({
    what: `this file, which describes a role, is not valid JSON: ${detail}`,
    next: 'Correct it at this place.',
  }),
  'role-file-invalid': ({ at, what, next }) => ({
    what: `the role ${what}${at === '' || what.includes(`\`${at}\``) ? '' : `, at \`${at}\``}`,
    next,
  }),
  'role-name-taken': ({ role, other }) => ({
    what:
      other === undefined
        ? `the role ${role} is one of nx-slipway, which a file cannot replace`
        : `the role ${role} is described by ${other}, too`,
    next: 'Give the file another name: it is the name of the role.',
  }),
  'roles-not-found': ({ path }) => ({
    what: `\`roles\` of nx-slipway names ${path}, which has no role: neither a file of that name nor a folder with .json files`,
    next: 'Correct the path, which is relative to the workspace root: "roles": "tools/roles".',
  }),
  'role-file-missing': ({ role, file, isThere }) => ({
    what: isThere
      ? `the role ${role} reads ${file}, which the image does not hold`
      : `the role ${role} reads ${file}, which this project does not have`,
    next: isThere
      ? `Copy it, and the folders that it names: --files=${file},<folder>`
      : `Create it in the folder of the project, then copy it: --files=${file},<folder>`,
  }),
  'role-stops-slowly': ({ role, seconds }) => ({
    what: `a container of the role ${role} finishes its work when it is stopped, for up to ${seconds} s, and Docker kills it after 10 s`,
    next: `Allow it more time: \`docker run --stop-timeout=${seconds}\`, in compose \`stop_grace_period: ${seconds}s\`, in Kubernetes \`terminationGracePeriodSeconds: ${seconds}\`.`,
  }),
};
