import type { Explanations } from '../../explanation';

/** What can go wrong when the engine is called. */
export type EngineProblem =
  | { readonly kind: 'engine-missing' }
  | { readonly kind: 'buildx-missing' }
  | {
      /** A task asks for what its engine cannot do. */
      readonly kind: 'engine-unsupported';
      readonly project: string;
      readonly engine: string;
      readonly option: string;
      readonly value: string;
      /** What the engine does not do, as a noun. */
      readonly what: string;
      /** What to do on this engine. */
      readonly instead: string;
    }
  | { readonly kind: 'engines-differ'; readonly engines: readonly string[] }
  | {
      /** nx.json names an unknown engine. */
      readonly kind: 'engine-unknown';
      readonly engine: string;
      readonly known: readonly string[];
    }
  | {
      /** What an image is built from was not built either. */
      readonly kind: 'base-not-built';
      readonly image: string;
      /** The image that failed by itself. */
      readonly upstream: string;
    }
  | {
      readonly kind:
        | 'engine-unreachable'
        | 'engine-too-old'
        | 'engine-disk-full'
        | 'builder-unknown'
        | 'platforms-not-loaded';
      /** What the engine's client said. */
      readonly detail: string;
    }
  | { readonly kind: 'image-not-loaded'; readonly reference: string }
  | {
      /** No Python of the image could be asked what is installed. */
      readonly kind: 'image-contents-unread';
      readonly reference: string;
      readonly detail: string;
    }
  | {
      /** A registry has answered: it has no such image. */
      readonly kind: 'reference-unknown';
      readonly reference: string;
      readonly detail: string;
    }
  | {
      /** What an image is built FROM is not published for a platform. */
      readonly kind: 'platform-missing';
      readonly reference: string;
      readonly platform?: string;
    }
  | {
      /** The disk of the machine that asks for builds is full. */
      readonly kind: 'host-disk-full';
      /** Absolute; where files of a run are written. */
      readonly folder: string;
      readonly detail: string;
    }
  | {
      /** A process of a container did not find it. */
      readonly kind: 'library-missing';
      readonly library: string;
      /** Debian package that has it by the rule for their names; absent where none is known. */
      readonly package?: string;
      readonly project: string;
    }
  | {
      /** A port of the host that a container is to be published on. */
      readonly kind: 'port-taken';
      readonly host: string;
      readonly port: number;
      /** The call that publishes a port that is free. */
      readonly command: string;
    }
  | {
      readonly kind: 'engine-failed';
      readonly detail: string;
      readonly command: string;
    };

/** What frees the engine's disk. */
export const FREE_DISK =
  'Free the build cache with `docker builder prune`; `docker system df` shows what uses the disk. Finished images are kept: run the same command again to build the rest.';

export const engineExplanations: Explanations<EngineProblem> = {
  'engine-missing': () => ({
    what: 'the command `docker` is not installed',
    next: 'Install Docker with buildx 0.19 or newer. Check it with `docker buildx version`.',
  }),
  'buildx-missing': () => ({
    what: 'the command `docker` has no buildx',
    next: 'Install the buildx plugin, 0.19 or newer. Check it with `docker buildx version`.',
  }),
  'engine-unsupported': ({ project, engine, option, value, what, instead }) => ({
    what: `${project}: ${engine} does not support ${what} (${option}=${value})`,
    next: `With ${engine}, ${instead}; or build with --engine=docker.`,
  }),
  'engines-differ': ({ engines }) => ({
    what: `the images of one run use different engines: ${engines.join(', ')}`,
    next: 'Choose one for all: nx run-many -t build-image --engine=<name>',
  }),
  'engine-unknown': ({ engine, known }) => ({
    what: `unknown engine ${JSON.stringify(engine)} in the options of nx-slipway in nx.json`,
    next: `Write "engine": ${known.map((each) => JSON.stringify(each)).join(' or ')}.`,
  }),
  'base-not-built': ({ image, upstream }) => ({
    what: `${image} was not built, because its base ${upstream} failed`,
    next: `Correct ${upstream} first. Images that do not depend on it were built.`,
  }),
  'engine-unreachable': ({ detail }) => ({
    what: `no Docker engine is reachable: ${detail}`,
    next: 'Start Docker, or set DOCKER_HOST to a running engine. Check it with `docker info`.',
  }),
  'engine-too-old': ({ detail }) => ({
    what: `this version of Docker does not support what the build needs: ${detail}`,
    next: 'Upgrade to Docker 25 with buildx 0.19 or newer; `docker buildx version` shows yours.',
  }),
  'engine-disk-full': ({ detail }) => ({
    what: `the engine is out of disk: ${detail}`,
    next: FREE_DISK,
  }),
  'builder-unknown': ({ detail }) => ({
    what: `unknown buildx builder: ${detail}`,
    next: 'Choose a builder that `docker buildx ls` lists.',
  }),
  'image-not-loaded': ({ reference }) => ({
    what: `image ${reference} not found in the engine's store`,
    next: 'Build it first: nx build-image <project>',
  }),
  'image-contents-unread': ({ reference, detail }) => ({
    what: `what ${reference} holds cannot be read: ${detail}`,
    next: `Try it yourself: docker run --rm --entrypoint=python ${reference} --version`,
  }),
  'reference-unknown': ({ reference, detail }) => ({
    what: `image ${reference} not found: ${detail}`,
    next: 'Correct the reference. If the image is private, run `docker login` first.',
  }),
  'platforms-not-loaded': ({ detail }) => ({
    what: `the engine's store does not support images of several platforms: ${detail}`,
    next: 'Use --push or --output=type=oci,dest=image.tar, build for one platform, or turn on the containerd image store of Docker.',
  }),
  'platform-missing': ({ reference, platform = 'the requested platform' }) => ({
    what: `${reference} does not exist for ${platform}`,
    next: `Remove ${platform} from --platforms, or use a base that has it; \`docker buildx imagetools inspect ${reference}\` lists its platforms.`,
  }),
  'host-disk-full': ({ folder, detail }) => ({
    what: `this machine is out of disk: ${detail}`,
    next: `Free disk space in ${folder} and in the workspace, or set TMPDIR to another folder, and run the command again. If the engine uses the same disk, \`docker builder prune\` frees its build cache.`,
  }),
  'library-missing': ({ library, package: name, project }) => ({
    what: `the image has no ${library}, which a package of it is linked to`,
    next: `Add its Debian package${name === undefined ? '' : `, ${name} by Debian's naming`} (\`apt-file search ${library}\` shows it): nx g nx-slipway:service ${project} --apt=${name ?? '<package>'}`,
  }),
  'port-taken': ({ host, port, command }) => ({
    what: `port ${port} of ${host} is already in use`,
    next: `Publish another one: ${command}`,
  }),
  'engine-failed': ({ detail, command }) => ({
    what: `the engine failed:\n${detail}`,
    next: `Read the message above. The command was: ${command}`,
  }),
};
