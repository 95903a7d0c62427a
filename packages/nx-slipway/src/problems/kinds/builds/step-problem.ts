import type { Explanations } from '../../explanation';
import type { Place } from '../../place';
import { FREE_DISK } from './engine-problem';

/** A step of a build that failed. */
interface FailedStep {
  /** The instruction, if it is in a Dockerfile of the workspace. */
  readonly place?: Place;
  readonly image: string;
  readonly step: string;
  /** The end of the step's output, and the engine's own sentence. */
  readonly detail: string;
}

/** Why a step of a build failed, as far as its output tells. */
export type StepProblem =
  | {
      /** The engine's machine cannot run programs of a platform. */
      readonly kind: 'platform-not-run';
      readonly place?: Place;
      readonly image: string;
      readonly step: string;
      readonly platform?: string;
    }
  | (FailedStep & {
      /** A step of a Dockerfile failed, or the export of an image. */
      readonly kind: 'step-failed';
    })
  | (FailedStep & {
      /** A step takes something that is not in the build context. */
      readonly kind: 'source-not-found';
      /** Relative to the build context. */
      readonly path: string;
      /** Dockerfile of the image, relative to the workspace root, if it is known. */
      readonly dockerfile?: string;
    })
  | (FailedStep & {
      /** A step found the engine's disk full, or the export of an image. */
      readonly kind: 'step-disk-full';
    })
  | (FailedStep & {
      /** A step failed for something of the system that its builder does not have. */
      readonly kind: 'build-package-missing';
      /** In words: `the header libpq-fe.h`. */
      readonly lacks: string;
      /** Debian package that has it, where it is known. */
      readonly package?: string;
    })
  | (FailedStep & {
      /** A package index, or another server packages come from, wants a login or refuses the one it got. */
      readonly kind: 'index-refused';
      readonly url: string;
    })
  | (FailedStep & {
      /** A package index, or another server packages come from, does not answer. */
      readonly kind: 'index-unreachable';
      readonly url: string;
      /** `six==1.17.0`, if the output names it. */
      readonly package?: string;
    })
  /** A server shows a certificate that the step does not trust. */
  | (FailedStep & { readonly kind: 'certificate-unknown' })
  | (FailedStep & {
      /** What was fetched is not what was locked. */
      readonly kind: 'hash-mismatch';
      /** `six==1.17.0` */
      readonly package: string;
    })
  | (FailedStep & {
      /** An installer finds no file of a package that it may install. */
      readonly kind: 'package-not-found';
      /** `six==1.17.0` */
      readonly package: string;
      /** What it was to be installed for, as Python calls it, if the step or its output tells. */
      readonly machine?: string;
    })
  | {
      /** Two packages of an image's shared layers own the same file with different contents. */
      readonly kind: 'file-conflict';
      readonly image: string;
      readonly packages: readonly string[];
      /** The first of their common files, relative to site-packages. */
      readonly file: string;
    }
  | {
      /** A requirements file lacks what a package in it requires, or has another version of it. */
      readonly kind: 'requirements-incomplete';
      readonly image: string;
      /** In pip's words: `jinja2 3.1.6 requires markupsafe, which is not installed`. */
      readonly requirement: string;
    };

export const stepExplanations: Explanations<StepProblem> = {
  'platform-not-run': ({ image, step, platform = 'this platform' }) => ({
    what: `${image}: the engine's machine cannot run programs of ${platform}: exec format error at ${step}`,
    next: `Install an emulator: docker run --privileged --rm tonistiigi/binfmt --install ${platform.startsWith('linux/') ? platform.split('/')[1] : 'all'}`,
  }),
  'step-failed': ({ image, step, detail }) => ({
    what: `${image} failed at: ${step}\n${detail}`,
    next: 'Correct the step. Images that do not depend on it were built.',
  }),
  'source-not-found': ({ image, step, detail, path, dockerfile = '<Dockerfile>' }) => ({
    what: `${image} failed at: ${step}\n${detail}\n${path} is not in the build context: it does not exist, or an ignore file leaves it out`,
    next: `If it exists, look into ${dockerfile}.dockerignore; without that file, into .dockerignore of the build context. Run \`nx sync\` if the file is generated, otherwise write \`!${path}\` at its end.`,
  }),
  'step-disk-full': ({ image, step, detail }) => ({
    what: `${image} failed at: ${step}\n${detail}\nThe engine is out of disk`,
    next: FREE_DISK,
  }),
  'build-package-missing': ({ image, step, detail, lacks, package: name = '<package>' }) => ({
    what: `${image} failed at: ${step}\n${detail}\nThe builder does not have ${lacks}`,
    next: `Add ${name} to the apt-get line of base-builder, or to a stage \`builder\` of this service: \`nx g nx-slipway:service <name> --build-apt=${name}\` writes one into a new Dockerfile.${name === '<package>' ? ' `apt-file search` finds the package.' : ''}`,
  }),
  'index-refused': ({ image, step, detail, url }) => ({
    what: `${image} failed at: ${step}\n${detail}\nThe server refused access to ${url}`,
    next: 'Set UV_INDEX_<NAME>_USERNAME and UV_INDEX_<NAME>_PASSWORD for an index named in [[tool.uv.index]], or pass a netrc file that has its host: `--secrets=id=netrc,src=<file>`.',
  }),
  'index-unreachable': ({ image, step, detail, url, package: name }) => ({
    what: `${image} failed at: ${step}\n${detail}\n${name ? `${name} could not be fetched: ` : ''}${url} is unreachable, also after several tries`,
    next: 'Check that the server is reachable from where the engine runs, and run the command again. Behind a proxy the engine needs HTTPS_PROXY; behind your own certificates use `--caBundle`.',
  }),
  'certificate-unknown': ({ image, step, detail }) => ({
    what: `${image} failed at: ${step}\n${detail}\nThe step does not trust the certificate of the server`,
    next: 'Pass your certificates with `--caBundle=<file>`. A step of your own reads them with `--mount=type=secret,id=ca` and the variable of its tool, such as `PIP_CERT=/run/secrets/ca`.',
  }),
  'hash-mismatch': ({ image, step, detail, package: name }) => ({
    what: `${image} failed at: ${step}\n${detail}\nThe server returned a file for ${name} that differs from the locked one`,
    next: `Find out why before you go on: a package index never changes a file. If the new file is right, lock ${name.replace(/[= @].*$/, '')} again.`,
  }),
  'package-not-found': ({ image, step, detail, package: name, machine }) => ({
    what: `${image} failed at: ${step}\n${detail}\nThe package index has no file of ${name} that may be installed${machine ? ` on ${machine}` : ''}`,
    next: `Lock a version that has a wheel${machine ? ' for it, or leave the platform out of --platforms' : ''}. If ${name.replace(/[= @].*$/, '')} has only an sdist, remove \`--only-binary\` from the requirements file, so that it is built.`,
  }),
  'file-conflict': ({ image, packages, file }) => ({
    what: `${image}: ${packages.join(' and ')} install different versions of the same file; which one wins depends on install order: ${file}`,
    next: `Put them into one layer, installed in the order of their names: nx g nx-slipway:shared-layers --together=${packages.join(',')}`,
  }),
  'requirements-incomplete': ({ image, requirement }) => ({
    what: `${image}: the requirements files do not fit together: ${requirement}`,
    next: 'Compile them again, for example with `uv pip compile --generate-hashes`.',
  }),
};
