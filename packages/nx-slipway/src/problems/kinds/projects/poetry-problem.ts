import type { Explanations } from '../../explanation';
import { lockCommand } from '../../lock-command';
import type { Place } from '../../place';
import { type Relock, relockWords } from './relock';

/** What can be wrong with projects that Poetry installs, and with their locks. */
export type PoetryProblem =
  | {
      readonly kind: 'poetry-constraint-broken';
      readonly place: Place;
      readonly name: string;
      readonly constraint: string;
    }
  | {
      readonly kind: 'poetry-lock-version-unknown';
      readonly place: Place;
      readonly found: string;
      readonly dir: string;
    }
  | { readonly kind: 'poetry-file-marked'; readonly place: Place }
  | { readonly kind: 'poetry-lock-conflict'; readonly place: Place; readonly dir: string }
  | { readonly kind: 'poetry-lock-layout-unknown'; readonly place: Place; readonly dir: string }
  | {
      readonly kind: 'poetry-lock-outdated';
      readonly place: Place;
      /** What surely differs; absent where only the content-hash tells. */
      readonly detail?: string;
      readonly dir: string;
      readonly relock?: Relock;
    }
  | {
      readonly kind: 'poetry-extra-missing' | 'poetry-group-missing';
      readonly place: Place;
      readonly name: string;
      /** The name that was most likely meant. */
      readonly closest?: string;
    }
  | { readonly kind: 'poetry-no-package'; readonly place: Place; readonly name: string }
  | { readonly kind: 'poetry-no-version'; readonly place: Place; readonly name: string }
  | { readonly kind: 'poetry-no-build-system'; readonly place: Place; readonly name: string };

const BUILD_SYSTEM =
  '[build-system] with requires = ["poetry-core"] and build-backend = "poetry.core.masonry.api"';

export const poetryExplanations: Explanations<PoetryProblem> = {
  'poetry-constraint-broken': ({ name, constraint }) => ({
    what: `invalid Poetry version constraint \`${constraint}\` for ${name}`,
    next: 'Correct the constraint: `^1.2`, `~1.2`, `>=1.2,<2`.',
  }),
  'poetry-lock-version-unknown': ({ found, dir }) => ({
    what: `this lock file has version ${found}; nx-slipway supports 2.0 and 2.1`,
    next: `Run \`${lockCommand(dir, 'poetry')}\` with Poetry 2, which keeps the locked versions.`,
  }),
  'poetry-file-marked': () => ({
    what: 'this file starts with a byte order mark, and Poetry cannot read it',
    next: "Save it without the byte order mark, for example with `sed -i '1s/^\\xEF\\xBB\\xBF//'`.",
  }),
  'poetry-lock-conflict': ({ dir }) => ({
    what: 'this lock file has merge conflict markers',
    next: `Take one side with \`git checkout --ours\`, then run \`${lockCommand(dir, 'poetry')}\`.`,
  }),
  'poetry-lock-layout-unknown': ({ dir }) => ({
    what: 'this lock file is not formatted as Poetry writes it, so nx-slipway cannot take a part of it',
    next: `Delete it and run \`${lockCommand(dir, 'poetry')}\`.`,
  }),
  'poetry-lock-outdated': ({ detail, ...facts }) => ({
    what:
      detail === undefined
        ? 'the lock file is outdated: its content-hash does not match the dependencies, groups and extras'
        : `the lock file is outdated: ${detail}`,
    next: relockWords({ ...facts, installer: 'poetry' }),
  }),
  'poetry-extra-missing': ({ name, closest }) => ({
    what: `unknown extra \`${name}\``,
    next: missing(closest, 'extra', `add it to [project.optional-dependencies]`),
  }),
  'poetry-group-missing': ({ name, closest }) => ({
    what: `unknown dependency group \`${name}\``,
    next: missing(closest, 'group', `add it as [tool.poetry.group.${name}.dependencies]`),
  }),
  'poetry-no-package': ({ name }) => ({
    what: `\`package-mode = false\`: ${name} has no package to install into an image`,
    next: `Take its sources as they are: run the generator service again with --sources=<folders>. Or remove the line, and give ${name} a version and a ${BUILD_SYSTEM}.`,
  }),
  'poetry-no-version': ({ name }) => ({
    what: `${name} has no version, which Poetry needs to lock and build it`,
    next: 'Add `version = "0.1.0"`.',
  }),
  'poetry-no-build-system': ({ name }) => ({
    what: `${name} has no [build-system]`,
    next: `Add ${BUILD_SYSTEM}.`,
  }),
};

function missing(closest: string | undefined, what: string, add: string): string {
  return closest === undefined
    ? `Correct the name of the ${what} in the Dockerfile, or ${add} and lock.`
    : `Did you mean \`${closest}\`? Correct the Dockerfile, or ${add} and lock.`;
}
