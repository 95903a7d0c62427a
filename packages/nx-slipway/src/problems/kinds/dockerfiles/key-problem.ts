import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** Why the inputs of an image are unknown before it is built, so that it has no key. */
export type KeyProblem =
  | {
      /** An `ADD` of something that only fetching tells. */
      readonly kind: 'key-remote-source';
      readonly place: Place;
      /** As written. */
      readonly url: string;
    }
  | {
      /** BuildKit's frontend refuses a Dockerfile that the engine's own may take. */
      readonly kind: 'key-dockerfile-unread';
      readonly place: Place;
      readonly detail: string;
    }
  | {
      /** `# syntax=` or `BUILDKIT_SYNTAX` names a frontend that is not Docker's. */
      readonly kind: 'key-frontend-unknown';
      readonly place: Place;
      readonly frontend: string;
    }
  | {
      /** The config of a base decides which files are copied, and cannot be read. */
      readonly kind: 'key-base-unread';
      readonly place: Place;
      readonly reference: string;
    }
  | {
      /** A named context that is neither a folder, nor an image of a registry, nor one of the workspace. */
      readonly kind: 'key-context-unknown';
      readonly context: string;
      readonly value: string;
    }
  | {
      /** A base that neither the engine nor a registry tells the digest of. */
      readonly kind: 'key-base-unresolved';
      readonly reference: string;
    }
  | {
      /** A policy in the environment may have BuildKit take other sources. */
      readonly kind: 'key-source-policy';
      readonly file: string;
    }
  | {
      /** A file of a build context that cannot be read. */
      readonly kind: 'key-source-unreadable';
      readonly file: string;
      readonly detail: string;
    }
  | {
      /** An edit that BuildKit does not notice. */
      readonly kind: 'key-edit-unseen';
      readonly file: string;
    }
  | {
      /** A registry that was asked for images under their keys gave no answer. */
      readonly kind: 'registry-unreachable';
      readonly registry: string;
      readonly detail: string;
    }
  | {
      /** A pushed image has not got the tag that it is found by. */
      readonly kind: 'key-tag-refused';
      readonly reference: string;
      readonly detail: string;
    };

const EACH_RUN = 'so this image and those built from it are built in every run';

export const keyExplanations: Explanations<KeyProblem> = {
  'key-remote-source': ({ url }) => ({
    what: `the content of ${url} is unknown before it is fetched, ${EACH_RUN}`,
    next: 'Write `ADD --checksum=sha256:…`, which also ensures that the build uses the file you checked.',
  }),
  'key-dockerfile-unread': ({ detail }) => ({
    what: `nx-slipway cannot read the inputs of this Dockerfile, ${EACH_RUN}: ${detail}`,
    next: 'Correct the line if the build fails too.',
  }),
  'key-frontend-unknown': ({ frontend }) => ({
    what: `the frontend ${frontend} may read this Dockerfile in its own way, ${EACH_RUN}`,
    next: 'Remove the `# syntax=` line, or use docker/dockerfile in it, if you do not need another frontend.',
  }),
  'key-base-unread': ({ reference }) => ({
    what: `the config of ${reference} cannot be read, and its ONBUILD or variables decide which files are copied, ${EACH_RUN}`,
    next: `Run \`docker pull ${reference}\`, or write the paths into the Dockerfile.`,
  }),
  'key-context-unknown': ({ context, value }) => ({
    what: `the content of the context ${context} is unknown before it is fetched, ${EACH_RUN}: ${value}`,
    next: 'Use a folder, or a `docker-image://` reference with a digest, if you can.',
  }),
  'key-base-unresolved': ({ reference }) => ({
    what: `neither the engine nor a registry has ${reference}, ${EACH_RUN}`,
    next: 'Start the engine and log in to the registry, or correct the reference.',
  }),
  'key-source-policy': ({ file }) => ({
    what: `EXPERIMENTAL_BUILDKIT_SOURCE_POLICY is set, and BuildKit may take other sources than the Dockerfile names, ${EACH_RUN}: ${file}`,
    next: 'Unset the variable if you do not need it.',
  }),
  'key-source-unreadable': ({ file, detail }) => ({
    what: `${file} cannot be read, ${EACH_RUN}: ${detail}`,
    next: 'Make it readable, or add it to the ignore file of the Dockerfile.',
  }),
  'key-edit-unseen': ({ file }) => ({
    what: `${file} was edited, but its size and time did not change, so BuildKit may have used its old content, ${EACH_RUN}`,
    next: `Run \`touch ${file}\` and build again.`,
  }),
  'registry-unreachable': ({ registry, detail }) => ({
    what: `${registry} cannot be searched for existing images, so all images are built: ${detail}`,
    next: `Start it, or run \`docker login ${registry}\`; or build without looking for existing images: --no-reuse`,
  }),
  'key-tag-refused': ({ reference, detail }) => ({
    what: `${reference} is pushed, but without the tag of its key, so the next run builds it again: ${detail.trim()}`,
    next: 'Allow this login to push tags that start with `key-` to the repository, or build with --no-reuse.',
  }),
};
