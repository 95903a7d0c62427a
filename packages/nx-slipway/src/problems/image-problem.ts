import type { Explanations } from './explanation';
import type { Place } from './place';

/** What can be wrong with a request to build images. */
export type ImageProblem =
  | {
      readonly kind: 'wheel-files-ignored';
      readonly place: Place;
      /** Relative to the workspace root. */
      readonly path: string;
      readonly ignoreFile: string;
    }
  | {
      /** A note: the wheel may be built without files of its own. */
      readonly kind: 'wheel-folder-left-out';
      readonly place: Place;
      readonly path: string;
      readonly ignoreFile: string;
    }
  | {
      /** A seam differs from its template and is built as written. */
      readonly kind: 'seam-edited';
      readonly place: Place;
      readonly stage: string;
    }
  | {
      /** The RUN of the stage `dependencies` is no installer's own, so its part of the lock is unknown. */
      readonly kind: 'selection-unknown';
      readonly place: Place;
    }
  | {
      readonly kind: 'image-unknown';
      readonly project: string;
      readonly name: string;
      readonly known: readonly string[];
    }
  | { readonly kind: 'project-without-image'; readonly project: string; readonly root: string }
  | {
      readonly kind: 'option-invalid';
      readonly project: string;
      readonly option: string;
      readonly value: string;
      readonly expected: string;
    }
  | {
      readonly kind: 'secret-source-missing';
      readonly project: string;
      readonly id: string;
      /** What the secret is to be read from: `env NAME` or a path. */
      readonly source: string;
    }
  | { readonly kind: 'upstream-failed'; readonly task: string; readonly upstream: string }
  | { readonly kind: 'builders-differ'; readonly builders: readonly string[] }
  | {
      /** An image of the run names fewer platforms than one that is built from it. */
      readonly kind: 'platform-narrower';
      /** Where it is built from it. */
      readonly place: Place;
      readonly task: string;
      /** Platforms the task names; empty where it builds for the builder's own. */
      readonly named: readonly string[];
      /** Those that the other does not name. */
      readonly missing: readonly string[];
      readonly upstream: {
        readonly task: string;
        /** Folder of the project. */
        readonly root: string;
        readonly reference: string;
        readonly platforms: readonly string[];
      };
    }
  | {
      /** `FROM --platform=linux/amd64` in an image for other platforms. */
      readonly kind: 'platform-fixed';
      readonly place: Place;
      readonly platform: string;
      readonly task: string;
      /** Platforms of the task that are not that one. */
      readonly others: readonly string[];
    }
  | {
      /** A build backend that base-builder does not hold; the build has no network to fetch it. */
      readonly kind: 'build-backend-missing';
      readonly place: Place;
      readonly backend: string;
      readonly requirements: string;
    }
  | {
      /** Packages come from git repositories, and nothing of the builder says that it has git. */
      readonly kind: 'git-missing';
      readonly place: Place;
      readonly packages: readonly string[];
    }
  | {
      /** A version is to come from git, which does not answer. */
      readonly kind: 'version-without-git';
      readonly place: Place;
      readonly detail: string;
    }
  | { readonly kind: 'version-untagged'; readonly place: Place; readonly project: string }
  | {
      /** What would be a release holds changes that no commit has. */
      readonly kind: 'version-uncommitted';
      readonly place: Place;
      readonly version: string;
      readonly tag: string;
    }
  | {
      /** The stage `application` declares no ARG that a version from git could come in by. */
      readonly kind: 'version-not-taken';
      readonly place: Place;
      readonly version: string;
    };

export const imageExplanations: Explanations<ImageProblem> = {
  'wheel-files-ignored': ({ path, ignoreFile }) => ({
    what: `the wheel takes ${path}, which ${ignoreFile} leaves out of the build context`,
    next: 'Run `nx sync`; if one of your own lines leaves it out, take that line out.',
  }),
  'wheel-folder-left-out': ({ path, ignoreFile }) => ({
    what: `the build context leaves out ${path}, and the settings of this project do not say whether its wheel takes files of it`,
    next: `If it does, write \`!${path}\` at the end of ${ignoreFile}.`,
  }),
  'seam-edited': ({ stage }) => ({
    what: `the stage \`${stage}\` is not as it was generated, so it is built as written and shares nothing with other images`,
    next: 'Nothing to do if that is meant; otherwise generate the service once more with --force.',
  }),
  'selection-unknown': () => ({
    what: 'the RUN of the stage `dependencies` does not say which part of the lock it installs, so the whole lock decides this image',
    next: 'Write it as it was generated, and a change of another service leaves this image alone.',
  }),
  'image-unknown': ({ project, name, known }) => ({
    what: `the project ${project} has no image named ${name}`,
    next: `It has ${known.join(', ')}.`,
  }),
  'project-without-image': ({ project, root }) => ({
    what: `the project ${project} (${root}) has no Dockerfile`,
    next: `Make one: nx g nx-slipway:service ${project} --role=http`,
  }),
  'option-invalid': ({ project, option, value, expected }) => ({
    what: `the option \`${option}\` of ${project}:build-image does not allow ${JSON.stringify(value)}`,
    next: `Write ${expected}.`,
  }),
  'secret-source-missing': ({ project, id, source }) => ({
    what: `the secret ${id} of ${project} is to come from ${source}, which is not there`,
    next: 'Set it, or leave the secret out where the Dockerfile does not require it.',
  }),
  'upstream-failed': ({ task, upstream }) => ({
    what: `${task} was not built, because ${upstream} failed`,
    next: 'Correct that one first.',
  }),
  'builders-differ': ({ builders }) => ({
    what: `the images of one run name different builders: ${builders.join(', ')}`,
    next: 'Name one for all: nx run-many -t build-image --builder=<name>',
  }),
  'platform-narrower': ({ task, named, missing, upstream }) => ({
    what: `${task} builds for ${named.length > 0 ? named.join(', ') : `${missing.join(', ')}, the builder's own platform,`} from ${upstream.reference}, which ${upstream.task} builds for ${upstream.platforms.join(', ')} only`,
    next: `Add ${missing.join(', ')} to \`platforms\` of ${upstream.task} (${upstream.root}/project.json, or targetDefaults in nx.json), or name no more for ${task}.`,
  }),
  'platform-fixed': ({ platform, task, others }) => ({
    what: `this stage is of ${platform} always, so ${task} for ${others.join(', ')} would hold programs that do not run there`,
    next: `Take --platform off, or write --platform=$BUILDPLATFORM where its files run anywhere; else build for that one alone: nx run ${task} --platforms=${platform}`,
  }),
  'build-backend-missing': ({ backend, requirements }) => ({
    what: `this project builds with ${backend}, which base-builder does not hold`,
    next: `Add a line \`${backend}==<version>\` to ${requirements}.`,
  }),
  'git-missing': ({ packages }) => ({
    what: `this stage installs ${packages.join(', ')} from git, which its builder does not seem to have`,
    next: 'Add git to the apt-get of base-builder, or to a stage `builder` of this service, as `nx g nx-slipway:service <name> --build-apt=git` writes it for a new Dockerfile.',
  }),
  'version-without-git': ({ detail }) => ({
    what: `the version of this project comes from git, which does not tell it, so it is built as 0.0.0: ${detail}`,
    next: 'Build in a clone of the repository, with git installed; `git describe --tags` must answer.',
  }),
  'version-untagged': ({ project }) => ({
    what: 'the version of this project comes from git, where no tag gives it one, so it is built as 0.0.0',
    next: `Tag a release: git tag ${project}-v1.0.0. In a shallow clone fetch the tags there are: git fetch --tags --unshallow`,
  }),
  'version-uncommitted': ({ version, tag }) => ({
    what: `this project has changes since ${tag} that are not committed, so it is built as ${version}`,
    next: 'Nothing to do unless this is to be that release; `git status` shows the changes.',
  }),
  'version-not-taken': ({ version }) => ({
    what: `the version of this project comes from git and is ${version}, but the stage \`application\` has no ARG for it and builds 0.0.0`,
    next: 'Write `ARG VERSION=0.0.0` before the RUN of that stage.',
  }),
};
