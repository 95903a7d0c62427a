import type { Explanations } from '../../explanation';

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
      ...(pushed.length > 0 ? [`  pushed: ${pushed.join(', ')}`] : []),
      `  missing: ${missing.join(', ')}`,
    ].join('\n'),
    next: `${next.replaceAll('<registry>', registry)} Run the command again to push what is missing.`,
  });
}

export const pushExplanations: Explanations<PushProblem> = {
  'push-unauthorized': explain(
    'requires a login, or no longer accepts yours',
    'Run `docker login <registry>` on the machine that calls the engine; on CI before this step, with a token that is valid until its end.',
  ),
  'push-denied': explain(
    'does not allow this account to push there',
    'Allow the account to push to that repository (some registries need it created first), or run `docker login <registry>` with another account.',
  ),
  'push-throttled': explain(
    'limits the number of requests, also after waiting',
    'Wait until the limit is reset, or log in: accounts usually have a higher limit.',
  ),
  'push-full': explain(
    'has no space left',
    'Delete old tags there and run its garbage collection, or raise the quota.',
  ),
  'push-failing': explain(
    'failed, also when the engine tried again',
    'Read its log; a full disk often looks like this.',
  ),
  'push-unreachable': explain(
    'is unreachable from the engine',
    'Start it, or correct the reference. The engine must reach it, and may have another network, proxy and certificates than this machine.',
  ),
  'push-attestations-refused': explain(
    'refused the image with its attestations',
    'Push without --attest: not every registry accepts an index with manifests that have no platform.',
  ),
  'push-refused': explain('refused the image', 'Correct what it reports.'),
  'attestations-unsupported': ({ image, detail }) => ({
    what: `this builder does not support attestations for ${image}: ${detail}`,
    next: "Push without --attest; or turn on Docker's containerd image store; or push with --builder=builder, after you have created a builder with another driver: docker buildx create --name=builder",
  }),
  'sbom-scanner-missing': ({ image, detail }) => ({
    what: `the scanner for the SBOM of ${image} is missing: ${detail}`,
    next: 'Give the engine access to docker/buildkit-syft-scanner or a mirror of it, or push with --attest=provenance only.',
  }),
  'annotations-left-out': ({ engine, annotations }) => ({
    what: `${engine} pushes images without the annotations ${annotations.join(', ')}`,
    next: 'If you need them, push with --engine=docker; the labels of the images are the same with both.',
  }),
};
