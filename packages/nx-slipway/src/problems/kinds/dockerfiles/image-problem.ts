import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** What can be wrong with a request to build images. */
export type ImageProblem =
  | {
      /** A stage differs from its template and is built as written. */
      readonly kind: 'stage-edited';
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
  | {
      readonly kind: 'project-without-image';
      readonly project: string;
      readonly root: string;
      /** Path of a Dockerfile in its folder that is no image of the workspace. */
      readonly dockerfile?: string;
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
      /** Two targets of a project would make different images of one name. */
      readonly kind: 'target-options-differ';
      readonly root: string;
      readonly option: string;
      readonly targets: readonly [string, string];
      /** The one of both that builds all images of the project; absent if each names its image. */
      readonly forAll?: string;
    }
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
      readonly kind: 'version-arg-missing';
      readonly place: Place;
      readonly version: string;
    };

export const imageExplanations: Explanations<ImageProblem> = {
  'stage-edited': ({ stage }) => ({
    what: `the stage \`${stage}\` differs from the generated one, so it is built as written and shares no layers with other images`,
    next: 'If this is intended, do nothing; otherwise run the service generator again with --force.',
  }),
  'selection-unknown': () => ({
    what: 'the RUN of the stage `dependencies` is not the generated one, so every change of the lock file rebuilds this image',
    next: 'Restore the generated RUN to rebuild only for changes that concern this image.',
  }),
  'image-unknown': ({ project, name, known }) => ({
    what: `the project ${project} has no image named ${name}`,
    next: `Use one of ${known.join(', ')}.`,
  }),
  'project-without-image': ({ project, root, dockerfile }) =>
    dockerfile === undefined
      ? {
          what: `the project ${project} (${root}) has no Dockerfile`,
          next: `Create one: nx g nx-slipway:service ${project} --role=http`,
        }
      : {
          what: `${dockerfile} is no image of this workspace: it belongs to no Python project, and no target of ${project} asks for it`,
          next: `Write this into "targets" of ${root}/project.json: "build-image": { "executor": "nx-slipway:build-image" }`,
        },
  'secret-source-missing': ({ project, id, source }) => ({
    what: `the secret ${id} of ${project} was not found: ${source} is missing`,
    next: 'Set it, or remove the secret if the Dockerfile does not need it.',
  }),
  'upstream-failed': ({ task, upstream }) => ({
    what: `${task} was not built, because ${upstream} failed`,
    next: 'Correct that task first.',
  }),
  'target-options-differ': ({ root, option, targets: [one, other], forAll }) => ({
    what: `the targets ${one} and ${other} of ${root} build one image with different \`${option}\``,
    next: `Set \`${option}\` for both: in targetDefaults of nx.json under "nx-slipway:build-image", or in both targets of ${root}/project.json.${forAll === undefined ? '' : ` If they are for one image alone, name it in the options of ${forAll}, which builds all images of the project without it: "image": "<name>".`}`,
  }),
  'builders-differ': ({ builders }) => ({
    what: `the images of one run use different builders: ${builders.join(', ')}`,
    next: 'Choose one for all: nx run-many -t build-image --builder=<name>',
  }),
  'platform-narrower': ({ task, named, missing, upstream }) => ({
    what: `${task} builds for ${named.length > 0 ? named.join(', ') : `${missing.join(', ')}, the builder's own platform,`} from ${upstream.reference}, which ${upstream.task} builds for ${upstream.platforms.join(', ')} only`,
    next: `Add ${missing.join(', ')} to \`platforms\` of ${upstream.task} (${upstream.root}/project.json, or targetDefaults in nx.json), or remove it from ${task}.`,
  }),
  'platform-fixed': ({ platform, task, others }) => ({
    what: `this stage is fixed to ${platform}, so the image of ${task} would not run on ${others.join(', ')}`,
    next: `Remove --platform, or write --platform=$BUILDPLATFORM if its files run on any platform; otherwise build for ${platform} only: nx run ${task} --platforms=${platform}`,
  }),
  'git-missing': ({ packages }) => ({
    what: `this stage installs ${packages.join(', ')} from git, and its builder does not seem to have git`,
    next: 'Add git to the apt-get line of base-builder, or to a stage `builder` of this service: `nx g nx-slipway:service <name> --build-apt=git` writes one into a new Dockerfile.',
  }),
  'version-without-git': ({ detail }) => ({
    what: `the version of this project comes from git, which cannot be read, so it is built as 0.0.0: ${detail}`,
    next: 'Build in a clone of the repository, with git installed. Check it with `git describe --tags`.',
  }),
  'version-untagged': ({ project }) => ({
    what: 'the version of this project comes from git, and no tag matches, so it is built as 0.0.0',
    next: `Tag a release with \`git tag ${project}-v1.0.0\`. In a shallow clone, fetch the tags: git fetch --tags --unshallow`,
  }),
  'version-uncommitted': ({ version, tag }) => ({
    what: `this project has uncommitted changes since ${tag}, so it is built as ${version}`,
    next: 'Commit them if this should be that release; `git status` shows the changes.',
  }),
  'version-arg-missing': ({ version }) => ({
    what: `the version of this project comes from git and is ${version}, but the stage \`application\` has no ARG for it and builds 0.0.0`,
    next: 'Write `ARG VERSION=0.0.0` before the RUN of that stage.',
  }),
};
