import type { Explanations } from './explanation';
import type { Place } from './place';

/** What can go wrong when the engine is called. */
export type EngineProblem =
  | { readonly kind: 'engine-missing' }
  | { readonly kind: 'buildx-missing' }
  | {
      /** A task asks for what its engine cannot do. */
      readonly kind: 'engine-lacks';
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
      /** nx.json names an engine that there is none of. */
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
      /** The engine's machine cannot run programs of a platform. */
      readonly kind: 'platform-not-run';
      readonly place?: Place;
      readonly image: string;
      readonly step: string;
      readonly platform?: string;
    }
  | {
      /** A step of a Dockerfile failed, or the export of an image. */
      readonly kind: 'step-failed';
      /** The instruction, where it stands in a Dockerfile of the workspace. */
      readonly place?: Place;
      readonly image: string;
      readonly step: string;
      /** The end of the step's output, and the engine's own sentence. */
      readonly detail: string;
    }
  | {
      /** A step found the engine's disk full, or the export of an image. */
      readonly kind: 'step-disk-full';
      readonly place?: Place;
      readonly image: string;
      readonly step: string;
      readonly detail: string;
    }
  | {
      /** The disk of the machine that asks for builds is full. */
      readonly kind: 'own-disk-full';
      /** Absolute; where files of a run are written. */
      readonly folder: string;
      readonly detail: string;
    }
  | {
      /** A step failed for something of the system that its builder does not have. */
      readonly kind: 'build-package-missing';
      readonly place?: Place;
      readonly image: string;
      readonly step: string;
      readonly detail: string;
      /** In words: `the header libpq-fe.h`. */
      readonly lacks: string;
      /** Debian package that has it, where it is known. */
      readonly package?: string;
    }
  | {
      /** A package index, or another server packages come from, wants a login or refuses the one it got. */
      readonly kind: 'index-refused';
      readonly place?: Place;
      readonly image: string;
      readonly step: string;
      readonly detail: string;
      readonly url: string;
    }
  | {
      /** A package index, or another server packages come from, does not answer. */
      readonly kind: 'index-unreachable';
      readonly place?: Place;
      readonly image: string;
      readonly step: string;
      readonly detail: string;
      readonly url: string;
      /** `six==1.17.0`, where it is said. */
      readonly package?: string;
    }
  | {
      /** What was fetched is not what was locked. */
      readonly kind: 'hash-mismatch';
      readonly place?: Place;
      readonly image: string;
      readonly step: string;
      readonly detail: string;
      /** `six==1.17.0` */
      readonly package: string;
    }
  | {
      /** Two packages of an image's shared layers own the same file with different contents. */
      readonly kind: 'files-owned-twice';
      readonly image: string;
      readonly packages: readonly string[];
      /** The first of their common files, relative to site-packages. */
      readonly file: string;
    }
  | {
      readonly kind: 'engine-failed';
      readonly detail: string;
      readonly command: string;
    };

const FREE_DISK =
  '`docker system df` shows what takes the room, `docker builder prune` frees the build cache. Images that were done by then are; the same command builds the rest.';

export const engineExplanations: Explanations<EngineProblem> = {
  'engine-missing': () => ({
    what: 'the command `docker` is not installed',
    next: 'Install Docker with buildx 0.19 or newer; `docker buildx version` must answer.',
  }),
  'buildx-missing': () => ({
    what: 'the command `docker` has no buildx',
    next: 'Install the buildx plugin, 0.19 or newer; `docker buildx version` must answer.',
  }),
  'engine-lacks': ({ project, engine, option, value, what, instead }) => ({
    what: `${project}: ${engine} does not do ${what}, which ${option}=${value} asks for`,
    next: `With ${engine}, ${instead}; or build with --engine=docker.`,
  }),
  'engines-differ': ({ engines }) => ({
    what: `the images of one run name different engines: ${engines.join(', ')}`,
    next: 'Name one for all: nx run-many -t build-image --engine=<name>',
  }),
  'engine-unknown': ({ engine, known }) => ({
    what: `there is no engine ${JSON.stringify(engine)}, which nx.json names in the options of nx-slipway`,
    next: `Write "engine": ${known.map((each) => JSON.stringify(each)).join(' or ')}.`,
  }),
  'base-not-built': ({ image, upstream }) => ({
    what: `${image} was not built: ${upstream}, which it is built from, failed`,
    next: `Correct ${upstream} first; images that do not need it were built.`,
  }),
  'engine-unreachable': ({ detail }) => ({
    what: `no Docker engine answers: ${detail}`,
    next: 'Start Docker, or point DOCKER_HOST at an engine; `docker info` must answer.',
  }),
  'engine-too-old': ({ detail }) => ({
    what: `this Docker cannot do what the build needs: ${detail}`,
    next: 'Docker 25 with buildx 0.19 is the oldest that can; see `docker buildx version`.',
  }),
  'engine-disk-full': ({ detail }) => ({
    what: `the engine is out of disk: ${detail}`,
    next: FREE_DISK,
  }),
  'builder-unknown': ({ detail }) => ({
    what: `buildx knows no such builder: ${detail}`,
    next: '`docker buildx ls` lists the builders there are.',
  }),
  'image-not-loaded': ({ reference }) => ({
    what: `the engine's store has no image ${reference}`,
    next: 'Build it first: nx build-image <project>',
  }),
  'reference-unknown': ({ reference, detail }) => ({
    what: `there is no image ${reference}: ${detail}`,
    next: 'Correct the reference; where the image is private, `docker login` first.',
  }),
  'platforms-not-loaded': ({ detail }) => ({
    what: `the engine's store holds no image of several platforms: ${detail}`,
    next: 'Send it elsewhere (--push, --output=type=oci,dest=image.tar), name one platform, or turn on the containerd image store of Docker.',
  }),
  'platform-missing': ({ reference, platform = 'the platform asked for' }) => ({
    what: `there is no ${reference} for ${platform}`,
    next: `Leave ${platform} out of --platforms, or build from an image that has it; \`docker buildx imagetools inspect ${reference}\` lists what there is.`,
  }),
  'platform-not-run': ({ image, step, platform = 'this platform' }) => ({
    what: `${image}: the engine's machine does not run programs of ${platform}: exec format error at ${step}`,
    next: `Give it an emulator: docker run --privileged --rm tonistiigi/binfmt --install ${platform.startsWith('linux/') ? platform.split('/')[1] : 'all'}`,
  }),
  'step-failed': ({ image, step, detail }) => ({
    what: `${image} failed at: ${step}\n${detail}`,
    next: 'Correct what the step says; images that do not need it were built.',
  }),
  'step-disk-full': ({ image, step, detail }) => ({
    what: `${image} failed at: ${step}\n${detail}\nThe engine is out of disk`,
    next: FREE_DISK,
  }),
  'own-disk-full': ({ folder, detail }) => ({
    what: `this machine is out of disk: ${detail}`,
    next: `Make room where files of a run are written, in ${folder} and in the workspace, or name another folder by TMPDIR; then run it again. Where the engine is on the same disk, \`docker builder prune\` frees its build cache.`,
  }),
  'build-package-missing': ({ image, step, detail, lacks, package: name = '<package>' }) => ({
    what: `${image} failed at: ${step}\n${detail}\nThe builder has no trace of ${lacks}`,
    next: `Add ${name} to the apt-get of base-builder, or to a stage \`builder\` of this service, as \`nx g nx-slipway:service <name> --build-apt=${name}\` writes it for a new Dockerfile.${name === '<package>' ? ' `apt-file search` finds the package.' : ''}`,
  }),
  'index-refused': ({ image, step, detail, url }) => ({
    what: `${image} failed at: ${step}\n${detail}\nThe server refused to hand out ${url}`,
    next: 'Give it the right login: UV_INDEX_<NAME>_USERNAME and UV_INDEX_<NAME>_PASSWORD for an index named in [[tool.uv.index]], or its host in a file for `--secrets=id=netrc,src=<file>`.',
  }),
  'index-unreachable': ({ image, step, detail, url, package: name }) => ({
    what: `${image} failed at: ${step}\n${detail}\n${name ? `${name} could not be fetched: ` : ''}there is no answer from ${url}, however often it is asked`,
    next: 'Run it again once the server answers from where the engine runs; behind a proxy the engine needs HTTPS_PROXY, behind certificates of your own `--caBundle`.',
  }),
  'hash-mismatch': ({ image, step, detail, package: name }) => ({
    what: `${image} failed at: ${step}\n${detail}\nThe server hands out another ${name} than was locked`,
    next: `Find out why before you go on: a package index never changes a file. If the new one is right, lock ${name.replace(/[= @].*$/, '')} again.`,
  }),
  'files-owned-twice': ({ image, packages, file }) => ({
    what: `${image}: ${packages.join(' and ')} own the same file with different contents, so that it hangs on their order whose counts: ${file}`,
    next: `Put them into one layer, in the order of their names: nx g nx-slipway:shared-layers --together=${packages.join(',')}`,
  }),
  'engine-failed': ({ detail, command }) => ({
    what: `the engine failed:\n${detail}`,
    next: `The command was: ${command}`,
  }),
};
