import type { BakeTarget } from './bake-file';

/** A target's own part; platforms and secrets are added once all links are known. */
export type TargetDraft = Omit<BakeTarget, 'platforms' | 'secret' | 'attest'>;

/** A named context by the name of the stage it stands in for. */
type Link = string;

/** An empty /app, for the stage `libraries` once its content comes from `foundation`. */
export function emptyTarget(workspaceRoot: string): TargetDraft {
  return { context: workspaceRoot, 'dockerfile-inline': 'FROM scratch\nWORKDIR /app\n' };
}

/**
 * The base with one layer per library. One link each: composed into a single copy, the closures {a,b}
 * and {a,c} would share nothing.
 */
export function foundationTarget(
  workspaceRoot: string,
  base: Link,
  libraries: readonly Link[],
): TargetDraft {
  const names = libraries.map((_, index) => `library-${index + 1}`);
  return {
    context: workspaceRoot,
    'dockerfile-inline': [
      'FROM base',
      ...names.map((name) => `COPY --link --from=${name} /app /app`),
      '',
    ].join('\n'),
    contexts: {
      base,
      ...Object.fromEntries(libraries.map((link, index) => [`library-${index + 1}`, link])),
    },
  };
}

/** Builds one library's wheel and installs it into /app, with nothing else around it. */
export function libraryDockerfile(directory: string): string {
  return `FROM builder AS build
COPY ${directory}/ ${directory}/
RUN --network=none install-projects ${directory}/pyproject.toml

FROM scratch
COPY --from=build /app /app
`;
}
