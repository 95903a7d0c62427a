import type { BakePlan } from '../../bake/bake-plan';
import { compareParts } from '../../bake/compare-parts';
import type { TargetKey } from '../../bake/plan-keys';
import { classifyFailure } from '../../engine/classify-failure';
import { engineOf } from '../../engine/engine-of';
import { formatCommand } from '../../engine/format-command';
import { classifyPodman } from '../../engine/podman/classify-podman';
import type { Outcome } from '../../engine/run-command';
import { familiarReference } from '../../images/model/image-catalogue';
import { KEY_LABEL } from '../../images/model/key-label';
import type { StoredImage } from '../../images/model/stored-image';
import type { ImageRequest } from '../../images/options/image-options';
import { imageReferences } from '../../images/options/image-references';
import type { Problem } from '../../problems/problem';
import { ProblemsError } from '../../problems/problems-error';
import type { ExplainedImage, ImageState } from '../../report/format-explanation';
import { type FindSurroundings, type FoundImages, findImages, isReusable } from './find-images';
import type { RunPlan } from './plan-run';

/**
 * What of a plan would be built, and what has changed since the image that is there; builds nothing.
 *
 * @throws {ProblemsError} where the engine does not answer
 */
export async function explainImages(
  run: RunPlan,
  plan: BakePlan,
  surroundings: FindSurroundings,
): Promise<readonly ExplainedImage[]> {
  const found = await findImages(run, plan, surroundings);
  const { requests } = run.bake;
  const named = requests.map(({ image, options }) => imageReferences(image, options)[0] ?? '');
  const silent: Problem[] = [];
  const stored = await engineOf(run.engine).readStoredImages(named, {
    run: async (command, options) => {
      const outcome = await surroundings.run(command, options);
      silent.push(...silence(run.engine, outcome, formatCommand(command)));
      return outcome;
    },
    cwd: surroundings.workspaceRoot,
  });
  // Of what nobody could look up it would be said that it is not there.
  if (silent.length > 0) throw new ProblemsError(silent.slice(0, 1));
  return requests.map((request, index) => {
    const reference = named[index] ?? '';
    const key = found.keys.get(request.image.id);
    const there = stored.find(({ tags }) =>
      tags.some((tag) => familiarReference(tag) === familiarReference(reference)),
    );
    return {
      image: request.image.id,
      reference,
      ...(key?.kind === 'keyed' && { key: key.key }),
      state: stateOf(request, key, there, found),
    };
  });
}

/** Why an engine did not answer; nothing where it did, also where it says that there is no such image. */
function silence(
  engine: RunPlan['engine'],
  { exitCode, failure, stderr }: Outcome,
  command: string,
): readonly Problem[] {
  if (exitCode === 0) return [];
  const classify = engine === 'podman' ? classifyPodman : classifyFailure;
  const problem = classify(failure ?? stderr, command);
  return failure !== undefined || problem.kind === 'engine-unreachable' ? [problem] : [];
}

/** @param there the image that has the reference now */
function stateOf(
  { image, options }: ImageRequest,
  key: TargetKey | undefined,
  there: StoredImage | undefined,
  { existing, records }: FoundImages,
): ImageState {
  const exists = existing.get(image.id);
  if (exists) return { kind: 'exists', id: exists.stored?.id ?? exists.published ?? '' };
  if (key?.kind !== 'keyed') return { kind: 'keyless', problems: key?.problems ?? [] };
  if (!isReusable(key, options)) return { kind: 'asked' };
  if (records.read(key.key)) return { kind: 'gone' };
  const before = there?.labels[KEY_LABEL];
  const record = before === undefined ? undefined : records.read(before);
  if (record) return { kind: 'changed', changes: compareParts(record.parts, key.parts) };
  return { kind: there ? 'unknown' : 'missing' };
}
