import { compareParts } from '../../bake/keys/compare-parts';
import type { TargetKey } from '../../bake/keys/plan-keys';
import type { Engine } from '../../engine/engine';
import { engineOf } from '../../engine/engine-of';
import { familiarReference } from '../../images/model/image-catalogue';
import { KEY_LABEL } from '../../images/model/key-label';
import type { StoredImage } from '../../images/model/stored-image';
import type { ImageRequest } from '../../images/options/image-options';
import { imageReferences } from '../../images/options/image-references';
import type { Problem } from '../../problems/problem';
import { ProblemsError } from '../../problems/problems-error';
import { formatCommand } from '../../process/format-command';
import type { Outcome } from '../../process/run-command';
import type { ExplainedImage, ImageState } from '../../report/format-explanation';
import { engineClient, type RunContext } from '../run-context';
import type { RunPlan } from '../run-plan';
import { type FoundImages, findImages, isReusable } from './find-images';

/**
 * Lists which images of a plan would be built, and what has changed since the existing image; builds nothing.
 *
 * @throws {ProblemsError} where the engine does not answer
 */
export async function explainImages(
  plan: RunPlan,
  keys: ReadonlyMap<string, TargetKey>,
  context: RunContext,
): Promise<readonly ExplainedImage[]> {
  const found = await findImages(plan, keys, context);
  const { requests } = plan;
  const named = requests.map(({ image, options }) => imageReferences(image, options)[0] ?? '');
  const engine = engineOf(plan.engine);
  const unreachable: Problem[] = [];
  const client = engineClient(plan, context);
  const stored = await engine.readStoredImages(named, {
    ...client,
    async run(command, options) {
      const outcome = await client.run(command, options);
      unreachable.push(...silence(engine, outcome, formatCommand(command)));
      return outcome;
    },
  });
  // Of what nobody could look up it would be said that it is not there.
  if (unreachable.length > 0) throw new ProblemsError(unreachable.slice(0, 1));
  return requests.map((request, index) => {
    const reference = named[index] ?? '';
    const key = keys.get(request.image.id);
    const tagged = stored.find(({ tags }) =>
      tags.some((tag) => familiarReference(tag) === familiarReference(reference)),
    );
    return {
      image: request.image.id,
      reference,
      ...(key?.kind === 'keyed' && { key: key.key }),
      state: stateOf(request, key, tagged, found),
    };
  });
}

/** Why an engine did not answer; nothing where it did, also where it says that there is no such image. */
function silence(
  { classifyFailure }: Engine,
  { exitCode, failure, stderr }: Outcome,
  command: string,
): readonly Problem[] {
  if (exitCode === 0) return [];
  const problem = classifyFailure(failure ?? stderr, command);
  return failure !== undefined || problem.kind === 'engine-unreachable' ? [problem] : [];
}

/** @param tagged the image that has the reference now */
function stateOf(
  { image, options }: ImageRequest,
  key: TargetKey | undefined,
  tagged: StoredImage | undefined,
  { existing, records }: FoundImages,
): ImageState {
  const exists = existing.get(image.id);
  if (exists) return { kind: 'exists', id: exists.stored?.id ?? exists.published ?? '' };
  if (key?.kind !== 'keyed') return { kind: 'keyless', problems: key?.problems ?? [] };
  if (!isReusable(key, options)) return { kind: 'asked' };
  if (records.read(key.key)) return { kind: 'gone' };
  const before = tagged?.labels[KEY_LABEL];
  const record = before === undefined ? undefined : records.read(before);
  if (record) return { kind: 'changed', changes: compareParts(record.parts, key.parts) };
  return { kind: tagged ? 'unknown' : 'missing' };
}
