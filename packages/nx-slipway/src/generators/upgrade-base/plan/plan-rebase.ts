import type { Dockerfile } from '../../../dockerfile/dockerfile';
import { lineStarts } from '../../../dockerfile/places/line-starts';
import { findStage } from '../../../dockerfile/stages/find-stage';
import type { Engine } from '../../../engine/engine';
import { BUILDER_BASE } from '../../../images/bases/builder-base';
import { compareFactsOfBases } from '../../../images/upgrade/compare-facts-of-bases';
import type { TextFix } from '../../../images/upgrade/finding';
import type { UpgradePlan } from '../../../images/upgrade/upgrade-plan';
import type { Problem } from '../../../problems/problem';
import { ProblemsError } from '../../../problems/problems-error';
import type { RunCommand } from '../../../process/run-command';
import { askBaseFacts } from '../outside/ask-base-facts';

/** The edits of an upgrade after which packages stay as they were built, on the digest before. */
interface RebasePlan {
  /** Edit that names the digest before; none where the stack names one already. */
  readonly edits: readonly TextFix[];
  /** Edits of the upgrade that are not made, as `<file>:<start>`. */
  readonly kept: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * The edits of upgrades, without those that would move what is built on the digests before, and with what names these.
 *
 * @param edits of the upgrades as they were planned
 * @throws {ProblemsError} where packages would not fit a new base
 */
export async function rebasedEdits(
  plans: readonly UpgradePlan[],
  edits: readonly TextFix[],
  {
    dockerfiles,
    ...outside
  }: {
    readonly dockerfiles: ReadonlyMap<string, Dockerfile>;
    readonly engine: Engine;
    readonly run: RunCommand;
  },
): Promise<readonly TextFix[]> {
  const rebased = await Promise.all(
    plans.flatMap((plan) => {
      const dockerfile = dockerfiles.get(plan.file);
      return dockerfile ? [planRebase(plan, dockerfile, outside)] : [];
    }),
  );
  const problems = rebased.flatMap((each) => each.problems);
  if (problems.length > 0) throw new ProblemsError(problems);
  const kept = new Set(rebased.flatMap((each) => each.kept));
  return [
    ...edits.filter((edit) => !kept.has(`${edit.file}:${edit.start}`)),
    ...rebased.flatMap((each) => each.edits),
  ];
}

/** Plans how a stack keeps what is built on its present digest, after both images were asked what they are. */
async function planRebase(
  { stack, file, from, to, places }: Pick<UpgradePlan, 'stack' | 'file' | 'from' | 'to' | 'places'>,
  dockerfile: Dockerfile,
  outside: { readonly engine: Engine; readonly run: RunCommand },
): Promise<RebasePlan> {
  const builder = findStage(dockerfile, 'base-builder');
  const named = findStage(dockerfile, BUILDER_BASE);
  const place = { file, line: builder?.line ?? 1 };
  const refused = (detail: string): RebasePlan => ({
    ...{ edits: [], kept: [] },
    problems: [{ kind: 'rebase-refused', place, stack, detail }],
  });
  const builtOn = named?.from.text ?? from;
  if (!/@sha256:/.test(builtOn)) {
    return refused(`${builtOn} has no digest, so nobody knows what the layers were built on`);
  }
  if (!builder) return refused('the stack has no stage base-builder');
  const before = await askBaseFacts(builtOn, outside);
  if ('why' in before) return refused(before.why);
  const after = await askBaseFacts(to, outside);
  if ('why' in after) return refused(after.why);
  const differences = compareFactsOfBases(before, after);
  if (differences.length > 0) return refused(differences.join(', '));
  if (named) {
    const own = places.filter((each) => each.file === file && each.line === named.from.line);
    return { edits: [], kept: own.map((each) => `${file}:${each.start}`), problems: [] };
  }
  return {
    edits: [{ file, ...insertion(dockerfile.text, builder.line, from) }],
    kept: [],
    problems: [],
  };
}

const COMMENT =
  '# What base-builder is built on: what was installed on this digest is not installed again.';

/** Puts the stage before another and its comment. @param line of that stage, counted from 1 */
function insertion(text: string, line: number, from: string): Omit<TextFix, 'file'> {
  const lines = text.split('\n');
  let before = line - 1;
  while (lines[before - 1]?.startsWith('#')) before -= 1;
  const old = lines[before] ?? '';
  const start = lineStarts(text)[before] ?? 0;
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const stage = [COMMENT, `FROM ${from} AS ${BUILDER_BASE}`, '', ''].join(end);
  return { start, end: start + old.length, old, text: `${stage}${old}` };
}
