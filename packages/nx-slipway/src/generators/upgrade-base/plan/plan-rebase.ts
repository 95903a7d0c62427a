import type { Dockerfile, Stage } from '../../../dockerfile/dockerfile';
import { lineStarts } from '../../../dockerfile/places/line-starts';
import { findStage } from '../../../dockerfile/stages/find-stage';
import type { Engine } from '../../../engine/engine';
import {
  BUILDER_BASE,
  builderBase,
  formatBuilderBase,
  readBuilderBase,
} from '../../../images/bases/builder-base';
import {
  type BaseDifferences,
  compareFactsOfBases,
} from '../../../images/upgrade/compare-facts-of-bases';
import type { TextFix } from '../../../images/upgrade/finding';
import type { UpgradePlan } from '../../../images/upgrade/upgrade-plan';
import type { Problem } from '../../../problems/problem';
import { ProblemsError } from '../../../problems/problems-error';
import type { RunCommand } from '../../../process/run-command';
import { askBaseFacts } from '../outside/ask-base-facts';

/** A stack that keeps what was installed on the digest before. */
export interface Rebase extends Pick<BaseDifferences, 'lost'> {
  /** Nx project. */
  readonly stack: string;
  /** Names the digest that packages stay on. */
  readonly edit: TextFix;
}

interface Context {
  readonly dockerfiles: ReadonlyMap<string, Dockerfile>;
  readonly engine: Engine;
  readonly run: RunCommand;
}

/**
 * A plan whose places are without the stages `builder-base`: they name the digest that packages stay on, which
 * {@link planRebases} decides.
 */
export function withoutBuilderBases(
  plan: UpgradePlan,
  { dockerfiles }: Pick<Context, 'dockerfiles'>,
): UpgradePlan {
  const isOfBuilder = ({ file, line }: UpgradePlan['places'][number]): boolean => {
    const dockerfile = dockerfiles.get(file);
    return dockerfile !== undefined && findStage(dockerfile, BUILDER_BASE)?.from.line === line;
  };
  return { ...plan, places: plan.places.filter((place) => !isOfBuilder(place)) };
}

/**
 * Plans how stacks whose base changes keep what was installed on the digest before, after both images were asked what
 * they are.
 *
 * @throws {ProblemsError} where packages would not fit a new base
 */
export async function planRebases(
  plans: readonly UpgradePlan[],
  { dockerfiles, ...outside }: Context,
): Promise<readonly Rebase[]> {
  const rebased = await Promise.all(
    plans.flatMap((plan) => {
      const dockerfile = dockerfiles.get(plan.file);
      return dockerfile && plan.places.length > 0 ? [planRebase(plan, dockerfile, outside)] : [];
    }),
  );
  const problems = rebased.flatMap((each) => ('problem' in each ? [each.problem] : []));
  if (problems.length > 0) throw new ProblemsError(problems);
  return rebased.flatMap((each) => ('edit' in each ? [each] : []));
}

async function planRebase(
  { stack, file, from, to }: Pick<UpgradePlan, 'stack' | 'file' | 'from' | 'to'>,
  dockerfile: Dockerfile,
  outside: Omit<Context, 'dockerfiles'>,
): Promise<Rebase | { readonly problem: Problem }> {
  const builder = findStage(dockerfile, 'base-builder');
  const named = findStage(dockerfile, BUILDER_BASE);
  const refused = (detail: string, line = builder?.line ?? 1) => ({
    problem: { kind: 'rebase-refused', place: { file, line }, stack, detail } as const,
  });
  if (!builder) return refused('the stack has no stage base-builder');
  if (named && !readBuilderBase(named)) {
    return refused('the stage builder-base is not one that upgrade-base has written', named.line);
  }
  // What a stage names that does not count any more is not what is installed on.
  const builtOn = builderBase(dockerfile, builder)?.builtOn ?? from;
  const [own, onto] = [builtOn, to].map((each) => /@(sha256:[0-9a-f]{64})$/.exec(each)?.[1]);
  if (own === undefined) {
    return refused(`${builtOn} has no digest, so nobody knows what the layers were built on`);
  }
  if (onto === undefined) return refused(`the digest of ${to} is unknown`);
  const before = await askBaseFacts(builtOn, outside);
  if ('why' in before) return refused(before.why);
  const after = await askBaseFacts(to, outside);
  if ('why' in after) return refused(after.why);
  const differences = compareFactsOfBases(before, after);
  if (differences.refused.length > 0) return refused(differences.refused.join(', '));
  const { lost } = differences;
  const lines = formatBuilderBase({ builtOn, compared: [own, onto], lost });
  const edit = named
    ? replacement(dockerfile.text, named, lines)
    : insertion(dockerfile.text, builder, lines);
  return { stack, lost, edit: { file, ...edit } };
}

const COMMENT =
  '# What base-builder is built on: what was installed on this digest is not installed again.';

/** Puts a stage before another and its comment. */
function insertion(
  text: string,
  { line }: Pick<Stage, 'line'>,
  stage: readonly string[],
): Omit<TextFix, 'file'> {
  const lines = text.split('\n');
  let before = line - 1;
  while (lines[before - 1]?.startsWith('#')) before -= 1;
  const old = lines[before] ?? '';
  const start = lineStarts(text)[before] ?? 0;
  const written = [COMMENT, ...stage, '', ''].join(endOfLine(text));
  return { start, end: start + old.length, old, text: `${written}${old}` };
}

/** Writes a stage in the place of another. */
function replacement(
  text: string,
  { line, endLine, instructions }: Stage,
  stage: readonly string[],
): Omit<TextFix, 'file'> {
  const lines = text.split('\n');
  let last = instructions.at(-1)?.line ?? endLine;
  while (/\\\s*$/.test(lines[last - 1] ?? '')) last += 1;
  const old = lines.slice(line - 1, last).join('\n');
  const start = lineStarts(text)[line - 1] ?? 0;
  const end = old.endsWith('\r') ? '\r' : '';
  return { start, end: start + old.length, old, text: stage.join(endOfLine(text)) + end };
}

function endOfLine(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
