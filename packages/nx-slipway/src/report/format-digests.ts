import { repositoryOf } from '../images/references/repository-of';

/** An image that is in its registries. */
export interface PushedImage {
  /** Image id. */
  readonly image: string;
  readonly digest?: string;
  /** Full references. */
  readonly pushed: readonly string[];
}

/**
 * The file of digests of a project: by image id, the digest and the references it has, and the same
 * image's names that never change.
 */
export function formatDigests(images: readonly PushedImage[]): string {
  const entries = [...images]
    .sort((a, b) => (a.image < b.image ? -1 : 1))
    .map(({ image, digest, pushed }) => [
      image,
      { digest, references: pushed, pinned: pinnedReferences({ digest, pushed }) },
    ]);
  return `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`;
}

/**
 * Outputs of a step of GitHub Actions: `api-digest=sha256:…` and `api-reference=…@sha256:…`, of each
 * image. Names of outputs have letters, digits, `-` and `_` only.
 */
export function formatGitHubOutput({ image, digest, pushed }: PushedImage): string {
  const name = image.replace(/[^\w-]/g, '-');
  const [reference] = pinnedReferences({ digest, pushed });
  return digest && reference ? `${name}-digest=${digest}\n${name}-reference=${reference}\n` : '';
}

/** Each repository once: `registry.example/team/api@sha256:…`. */
function pinnedReferences({
  digest,
  pushed,
}: {
  readonly digest: string | undefined;
  readonly pushed: readonly string[];
}): readonly string[] {
  const repositories = pushed.map(repositoryOf);
  return digest ? [...new Set(repositories)].map((name) => `${name}@${digest}`) : [];
}
