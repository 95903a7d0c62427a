import { copyWords, shellWord } from '../../dockerfile/quote-words';
import type { InstallStep } from '../../images/installers/install-step';
import { DEFAULT_EPOCH, EPOCH_ARGUMENT } from '../../images/model/source-date-epoch';
import { VERSION_ARGUMENT } from '../../images/options/takes-version';
import type { ContentTarget, Link } from './bake-file-builder';
import { runOf } from './cross-dockerfile';

/** An empty folder, for a stage whose content comes from `foundation`: `/app`, `/venv`. */
export function emptyTarget(workspaceRoot: string, folder: string): ContentTarget {
  return {
    context: workspaceRoot,
    'dockerfile-inline': `FROM scratch\nWORKDIR ${folder}\n`,
    // BuildKit gives the folder this time. It is that of every empty folder: content is cached without its times.
    args: { [EPOCH_ARGUMENT]: DEFAULT_EPOCH },
  };
}

/** The folder of an {@link emptyTarget}; undefined for every other target. */
export function emptyFolder({
  'dockerfile-inline': text = '',
}: Pick<ContentTarget, 'dockerfile-inline'>): string | undefined {
  return /^FROM scratch\nWORKDIR (\S+)\n$/.exec(text)?.[1];
}

/** Layers of libraries in one image. */
const LIBRARY_LAYERS = 60;

/**
 * Layers of packages and libraries in one image. Docker refuses an image of more than 125 layers; the others are for
 * its base, and for what the service has of its own.
 */
const FOUNDATION_LAYERS = 90;

/** Shared third-party packages, installed in one step. */
export interface PackageLayers {
  readonly link: Link;
  /** What is to be copied to /venv, a layer each. */
  readonly folders: readonly string[];
}

/** What is put on a base, a layer each. */
export interface FoundationLayers {
  /** Shared third-party packages, in /venv. */
  readonly packages: readonly PackageLayers[];
  /** Libraries of the workspace, in /app. */
  readonly libraries: readonly Link[];
}

/**
 * A base with one layer per group of packages and per library. One link each: composed into a single
 * copy, the closures {a,b} and {a,c} would share nothing.
 *
 * @param base absent for nothing below the layers; the time is that of the history an image inherits
 */
export function foundationTarget(
  workspaceRoot: string,
  base: { readonly link: Link; readonly epoch?: string } | undefined,
  { packages, libraries }: FoundationLayers,
): ContentTarget {
  const layers = [
    ...packages.map(({ link, folders }, index) => ({
      ...{ name: `packages-${index + 1}`, link },
      copies: folders.map((folder) => `${folder} /venv`),
    })),
    ...libraries.map((link, index) => ({
      ...{ name: `library-${index + 1}`, link },
      copies: ['/app /app'],
    })),
  ];
  return {
    context: workspaceRoot,
    'dockerfile-inline': [
      base ? 'FROM base' : 'FROM scratch',
      ...layers.flatMap(({ name, copies }) =>
        copies.map((words) => `COPY --link --from=${name} ${words}`),
      ),
      '',
    ].join('\n'),
    contexts: {
      ...(base && { base: base.link }),
      ...Object.fromEntries(layers.map(({ name, link }) => [name, link])),
    },
    ...(base?.epoch !== undefined && { args: { [EPOCH_ARGUMENT]: base.epoch } }),
  };
}

/**
 * Libraries in as many bundles as an image may have layers of them; each alone where there are few.
 *
 * @param packages how many layers the image has of third-party packages
 */
export function bundleLibraries(
  libraries: readonly Link[],
  packages: number,
): readonly (readonly Link[])[] {
  const most = Math.max(1, Math.min(LIBRARY_LAYERS, FOUNDATION_LAYERS - packages));
  const size = Math.ceil(libraries.length / most);
  return libraries.flatMap((_, index) =>
    index % size === 0 ? [libraries.slice(index, index + size)] : [],
  );
}

/**
 * Builds one library's wheel and installs it into /app, with nothing else around it.
 *
 * @param takesVersion whether the argument VERSION tells the build backend what git would
 */
export function libraryDockerfile(directory: string, takesVersion: boolean): string {
  return `FROM builder AS build
COPY ${copyWords([`${directory}/`, `${directory}/`])}
${takesVersion ? `ARG ${VERSION_ARGUMENT}\n` : ''}RUN --network=none install-projects ${shellWord(`${directory}/pyproject.toml`)}

FROM scratch
COPY --from=build /app /app
`;
}

/** A stage that runs an installer. @param from what it starts from, as a named context */
export function installDockerfile(from: string, step: InstallStep): string {
  return `FROM ${from}\n${runOf(step)}`;
}
