import { VERSION_ARGUMENT } from '../images/takes-version';
import type { Link, TargetDraft } from './target-drafts';

/** An empty /app, for the stage `libraries` once its content comes from `foundation`. */
export function emptyTarget(workspaceRoot: string): TargetDraft {
  return { context: workspaceRoot, 'dockerfile-inline': 'FROM scratch\nWORKDIR /app\n' };
}

/** Layers of libraries in one image; overlay file systems bear about 125 in all. */
const LIBRARY_LAYERS = 60;

/**
 * A base with one layer per library. One link each: composed into a single copy, the closures {a,b}
 * and {a,c} would share nothing.
 *
 * @param base absent for nothing below the libraries
 */
export function foundationTarget(
  workspaceRoot: string,
  base: Link | undefined,
  libraries: readonly Link[],
): TargetDraft {
  const links = libraries.map((link, index): [string, Link] => [`library-${index + 1}`, link]);
  return {
    context: workspaceRoot,
    'dockerfile-inline': [
      base ? 'FROM base' : 'FROM scratch',
      ...links.map(([name]) => `COPY --link --from=${name} /app /app`),
      '',
    ].join('\n'),
    contexts: { ...(base && { base }), ...Object.fromEntries(links) },
  };
}

/** Libraries in as many bundles as an image may have layers of them; each alone where there are few. */
export function bundleLibraries(libraries: readonly Link[]): readonly (readonly Link[])[] {
  const size = Math.ceil(libraries.length / LIBRARY_LAYERS);
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
COPY ${directory}/ ${directory}/
${takesVersion ? `ARG ${VERSION_ARGUMENT}\n` : ''}RUN --network=none install-projects ${directory}/pyproject.toml

FROM scratch
COPY --from=build /app /app
`;
}
