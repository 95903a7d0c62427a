import { parseReference } from '../references/parse-reference';

/** An image that exists somewhere, or a place that did not say what it has. */
export type BuiltImage = {
  /** Image id. */
  readonly image: string;
  /** Where it was found or looked for: a reference, or a Dockerfile. */
  readonly where: string;
} & (
  | {
      /** Of all its platforms, each once. */
      readonly labels: readonly Readonly<Record<string, string>>[];
    }
  | { readonly unreachable: string }
);

/** An image and whether its base is the newest under its tag. */
export interface CheckedImage {
  readonly image: string;
  readonly where: string;
  /** Of `kept`, the stack says that it is built on that older digest; no service runs on it. */
  readonly state: 'current' | 'kept' | 'outdated' | 'unchecked';
  /** Reference without a digest. */
  readonly base?: string;
  /** Digest of the base that the image was built on. */
  readonly builtOn?: string;
  /** Digest that the base has now. */
  readonly now?: string;
  /** Why it was not checked. */
  readonly why?: string;
}

/** What a base is now, by its reference without a digest; or why nobody knows. */
export type CurrentBases = ReadonlyMap<
  string,
  { readonly digest: string } | { readonly why: string }
>;

/** Labels that images have of the image they start from; of the OCI image specification. */
const NAME = 'org.opencontainers.image.base.name';
const DIGEST = 'org.opencontainers.image.base.digest';

/** The references of bases that built images name, each once; those that name a tag, which can be asked for. */
export function basesOf(images: readonly BuiltImage[]): readonly string[] {
  const names = images.flatMap((image) =>
    'labels' in image ? image.labels.flatMap((labels) => labels[NAME] ?? []) : [],
  );
  return [...new Set(names)].filter((name) => parseReference(name)?.tag !== undefined).sort();
}

/**
 * Compares the base that each image was built on with what the base is now. What nobody knows is unchecked.
 *
 * @param kept digests that images which build others are to be built on, by image id
 */
export function checkBuilt(
  images: readonly BuiltImage[],
  current: CurrentBases,
  kept: ReadonlyMap<string, string> = new Map(),
): readonly CheckedImage[] {
  return images.map((image) => {
    const { image: id, where } = image;
    if ('unreachable' in image) {
      return { image: id, where, state: 'unchecked', why: image.unreachable };
    }
    const checked = image.labels.map((labels) => checkLabels(labels, current, kept.get(id)));
    // One platform that is behind is enough, and one that nobody knows is not fine.
    const worst =
      checked.find(({ state }) => state === 'outdated') ??
      checked.find(({ state }) => state === 'unchecked') ??
      checked.find(({ state }) => state === 'kept') ??
      checked[0];
    return { image: id, where, ...(worst ?? { state: 'unchecked', why: 'it has no platform' }) };
  });
}

function checkLabels(
  labels: Readonly<Record<string, string>>,
  current: CurrentBases,
  kept: string | undefined,
): Omit<CheckedImage, 'image' | 'where'> {
  const { [NAME]: base, [DIGEST]: builtOn } = labels;
  if (base === undefined) return { state: 'unchecked', why: `it has no label ${NAME}` };
  if (builtOn === undefined) {
    return { state: 'unchecked', base, why: 'its FROM has no digest' };
  }
  const now = current.get(base);
  if (!now) return { state: 'unchecked', base, builtOn, why: 'its base has no tag' };
  if ('why' in now) return { state: 'unchecked', base, builtOn, why: now.why };
  const older = builtOn === kept ? 'kept' : 'outdated';
  const state = now.digest === builtOn ? 'current' : older;
  return { state, base, builtOn, now: now.digest };
}
