import type { Engine } from '../../engine/engine';
import type { BuiltImage } from '../../images/bases/check-built';
import type { Image } from '../../images/model/image';
import { formatProblem } from '../../problems/format-problem';
import { inParallel } from '../../process/in-parallel';
import type { RunCommand } from '../../process/run-command';

/** An image to look for. */
export interface WantedImage {
  readonly image: Image;
  /** References by repository, in the order of the tags: the first that exists counts. */
  readonly published: readonly (readonly string[])[];
}

/** How an engine and its registries are asked. */
export interface LookContext {
  readonly run: RunCommand;
  /** Absolute. */
  readonly cwd: string;
  /** buildx builder; absent for the current one. */
  readonly builder?: string;
}

/** Registries that are asked at a time. */
const AT_ONCE = 8;

/**
 * Looks for images in the engine's store and in their registries, without pulling any. Those that are nowhere are left
 * out; an engine or a registry that does not answer is not.
 */
export async function findBuilt(
  wanted: readonly WantedImage[],
  engine: Engine,
  context: LookContext,
): Promise<readonly BuiltImage[]> {
  const [stored, published] = await Promise.all([
    findStored(wanted, engine, context),
    findPublished(wanted, engine, context),
  ]);
  return [...stored, ...published].sort(
    (a, b) => order(a.image, b.image) || order(a.where, b.where),
  );
}

async function findStored(
  wanted: readonly WantedImage[],
  engine: Engine,
  { run, cwd }: LookContext,
): Promise<readonly BuiltImage[]> {
  const references = wanted.map(({ image }) => image.reference);
  const stored = await engine.readStoredImages(references, { run, cwd });
  const found = wanted.map(({ image: { id, reference } }) => ({
    ...{ id, reference },
    labels: stored.find(({ tags }) => tags.includes(`${reference}:latest`))?.labels,
  }));
  const missing = found.find(({ labels }) => labels === undefined);
  // A store that does not answer looks like an empty one.
  const silence = missing && (await engine.readExposedPorts(missing.reference, { run, cwd }));
  const isSilent = silence && 'problem' in silence && silence.problem.kind !== 'image-not-loaded';
  if (isSilent) {
    const [unreachable = ''] = formatProblem(silence.problem).split('\n');
    return [{ image: missing.id, where: missing.reference, unreachable }];
  }
  return found.flatMap(({ id, reference, labels }) =>
    labels ? [{ image: id, where: `${reference} (in the engine)`, labels: [labels] }] : [],
  );
}

async function findPublished(
  wanted: readonly WantedImage[],
  { registry, name }: Engine,
  context: LookContext,
): Promise<readonly BuiltImage[]> {
  const places = wanted.flatMap(({ image: { id }, published }) =>
    published.map((references) => ({ id, references })),
  );
  const found = await inParallel(places, AT_ONCE, async ({ id, references }) => {
    const [first = ''] = references;
    if (!registry) {
      return { image: id, where: first, unreachable: `${name} does not look into registries` };
    }
    for (const where of references) {
      const answer = await registry.readPublishedImage(where, {
        ...context,
        abort: new AbortController().signal,
      });
      if (answer.unreachable) return { image: id, where, unreachable: answer.unreachable.detail };
      if (answer.image) return { image: id, where, labels: [...answer.image.labels.values()] };
    }
    return undefined;
  });
  return found.flatMap((each) => each ?? []);
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
