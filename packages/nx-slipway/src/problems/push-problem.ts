import type { Explanations } from './explanation';

/** What all failures to push an image say. */
interface PushFacts {
  readonly image: string;
  /** `registry.example:5000` */
  readonly registry: string;
  /** What the engine said. */
  readonly detail: string;
  /** References that are there now, and that are not. */
  readonly pushed: readonly string[];
  readonly missing: readonly string[];
}

/** What can go wrong between the engine and a registry. */
export type PushProblem =
  | ({
      readonly kind:
        | 'push-unauthorized'
        | 'push-denied'
        | 'push-throttled'
        | 'push-full'
        | 'push-failing'
        | 'push-unreachable'
        | 'push-attestations-refused'
        | 'push-refused';
    } & PushFacts)
  | { readonly kind: 'attestations-unsupported'; readonly image: string; readonly detail: string }
  | { readonly kind: 'sbom-scanner-missing'; readonly image: string; readonly detail: string }
  | {
      /** An engine that puts no annotations on what it pushes; the images are pushed all the same. */
      readonly kind: 'annotations-left-out';
      readonly engine: string;
      readonly annotations: readonly string[];
    };

function explain(what: string, next: string) {
  return ({ image, registry, detail, pushed, missing }: PushFacts) => ({
    what: [
      `${image} was not pushed: ${registry} ${what}: ${detail}`,
      ...(pushed.length > 0 ? [`  there now: ${pushed.join(', ')}`] : []),
      `  not there: ${missing.join(', ')}`,
    ].join('\n'),
    next: `${next.replaceAll('<registry>', registry)} Running again pushes what is missing.`,
  });
}

export const pushExplanations: Explanations<PushProblem> = {
  'push-unauthorized': explain(
    'wants a login, or no longer takes the one it got',
    '`docker login <registry>` on the machine that calls the engine; in CI before this step, with a token that outlives it.',
  ),
  'push-denied': explain(
    'does not let this account push there',
    'Give the account leave to push to that repository (some registries want it created first), or `docker login <registry>` as another one.',
  ),
  'push-throttled': explain(
    'takes no more requests for now, also after waiting',
    'Wait until its limit is reset; logged in, an account mostly has a higher one.',
  ),
  'push-full': explain(
    'has no room left',
    'Free some there, by its clean-up of old tags and its garbage collection, or raise the quota.',
  ),
  'push-failing': explain(
    'failed, also when the engine asked again',
    'Its log says why; a full disk often looks like this, too.',
  ),
  'push-unreachable': explain(
    'does not answer the engine',
    'Start it, or correct the reference; it is the engine that must reach it, whose network, proxy and certificates may not be those of this machine.',
  ),
  'push-attestations-refused': explain(
    'did not take the image with its attestations',
    'Push without --attest: not every registry stores an index with manifests that are of no platform.',
  ),
  'push-refused': explain('refused it', 'Correct what it says.'),
  'attestations-unsupported': ({ image, detail }) => ({
    what: `this builder makes no attestations for ${image}: ${detail}`,
    next: "Push without --attest; or turn on Docker's containerd image store, or take a builder of another driver: docker buildx create --name=builder, then --builder=builder",
  }),
  'sbom-scanner-missing': ({ image, detail }) => ({
    what: `there is nothing to scan ${image} for its SBOM: ${detail}`,
    next: 'Let the engine reach docker/buildkit-syft-scanner, or a mirror that has it; without it push with --attest=provenance alone.',
  }),
  'annotations-left-out': ({ engine, annotations }) => ({
    what: `${engine} pushes images without the annotations ${annotations.join(', ')}`,
    next: 'Where someone reads them, push with --engine=docker; labels are in the images with either.',
  }),
};
