import { closest } from '../../closest';
import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** What can be wrong with Dockerfiles and the images they describe. */
export type DockerfileProblem =
  | {
      /** BuildKit would refuse the file as well. */
      readonly kind: 'dockerfile-broken';
      readonly place: Place;
      readonly detail: string;
      /** Another value of a build argument may make it right. */
      readonly misses?: 'argument';
    }
  | {
      /** A warning of BuildKit's own checks. */
      readonly kind: 'dockerfile-check';
      readonly place: Place;
      /** Name of the check: `UndefinedVar`. */
      readonly rule: string;
      readonly detail: string;
      /** Where it is explained. */
      readonly url: string;
    }
  | {
      /** A warning: BuildKit runs the step, without the mount. */
      readonly kind: 'mount-without-dashes';
      readonly place: Place;
    }
  | {
      /** A warning: packages without compiled code work on both. */
      readonly kind: 'libc-mixed';
      readonly place: Place;
      /** `musl`, `glibc` */
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: 'image-name-taken';
      readonly place: Place;
      readonly reference: string;
      /** The Dockerfile that has the name already. */
      readonly other: string;
    }
  | {
      readonly kind: 'image-cycle';
      readonly place: Place;
      /** References of the images, the first one again at the end. */
      readonly chain: readonly string[];
      /** Their Dockerfiles, each once. */
      readonly files: readonly string[];
    }
  | {
      /** A warning: Nx makes no graph at all of two projects with one name. */
      readonly kind: 'project-name-taken';
      readonly place: Place;
      readonly wanted: string;
      /** The name it has instead. */
      readonly name: string;
    }
  | {
      /** `FROM --platform=` with what is no platform; BuildKit finds no image for it. */
      readonly kind: 'platform-unknown';
      readonly place: Place;
      readonly platform: string;
      readonly meant?: string;
    }
  | {
      /** A warning: the reference may well be published. */
      readonly kind: 'dockerfile-without-project';
      readonly place: Place;
      readonly reference: string;
      /** The Dockerfile that is most likely meant. */
      readonly dockerfile: string;
    }
  | {
      readonly kind: 'stage-unknown';
      readonly place: Place;
      readonly reference: string;
      /** References of the stack it most likely means. */
      readonly known: readonly string[];
    };

/** Warnings about what a file says by itself: they are given once, when the file is new, and not in every command. */
export const dockerfileChecks: ReadonlySet<string> = new Set<DockerfileProblem['kind']>([
  'dockerfile-check',
  'mount-without-dashes',
]);

/** The kinds that do not keep an image from being built. */
export const dockerfileWarnings: ReadonlySet<string> = new Set<DockerfileProblem['kind']>([
  'dockerfile-check',
  'mount-without-dashes',
  'libc-mixed',
  'project-name-taken',
  'dockerfile-without-project',
]);

export const dockerfileExplanations: Explanations<DockerfileProblem> = {
  'dockerfile-broken': ({ detail, misses }) => ({
    what: `BuildKit does not accept this Dockerfile: ${detail}`,
    next:
      misses === 'argument'
        ? 'Give its build argument a default in the file, as `ARG NAME=value`, or a value in the option `buildArgs` of the target.'
        : 'Correct the line. nx-slipway builds nothing from this file until then.',
  }),
  'dockerfile-check': ({ rule, detail, url }) => ({
    what: `${detail} (${rule})`,
    next: `Read ${url}, or add \`# check=skip=${rule}\` at the top of the file.`,
  }),
  'mount-without-dashes': () => ({
    what: 'mount=… without dashes is a shell variable, so this step has no mount',
    next: 'Write --mount=….',
  }),
  'libc-mixed': ({ from, to }) => ({
    what: `this copies Python packages from an image with ${from} to one with ${to}, where compiled packages do not load`,
    next: 'Build both stages from images of the same C library.',
  }),
  'image-name-taken': ({ reference, other }) => ({
    what: `this Dockerfile and ${other} both build the image ${reference}`,
    next: 'Rename one of the stages, roles or projects.',
  }),
  'image-cycle': ({ chain, files }) => ({
    what: `images depend on each other in a cycle: ${chain.join(' -> ')}`,
    next: `Break the cycle in ${files.join(' or ')}.`,
  }),
  'project-name-taken': ({ wanted, name }) => ({
    what: `another project is named ${wanted}, so this one is ${name}`,
    next: 'Rename one of them, or give this one a project.json with a name.',
  }),
  'platform-unknown': ({ platform, meant }) => ({
    what: `unknown platform ${platform}`,
    next: meant
      ? `Did you mean ${meant}?`
      : 'Name one such as linux/amd64 or linux/arm64, or leave --platform out.',
  }),
  'dockerfile-without-project': ({ reference, dockerfile }) => ({
    what: `${reference} is pulled from a registry, because ${dockerfile} belongs to no Nx project`,
    next: `To build it from that file, create ${dockerfile.replace(/[^/]*$/, 'project.json')}: { "name": "${reference.replace(/.*\//, '')}" }`,
  }),
  'stage-unknown': ({ reference, known }) => {
    const meant = closest(reference, known);
    return {
      what: `no stage of this workspace builds ${reference}`,
      next: `${meant ? `Did you mean ${meant}? ` : ''}Known images: ${known.join(', ')}.`,
    };
  },
};
