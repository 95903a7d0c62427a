import type { Dockerfile, Stage } from '../../dockerfile/dockerfile';
import { findStage } from '../../dockerfile/stages/find-stage';
import { outermostFrom } from '../../dockerfile/stages/outermost-from';
import { stageChain } from '../../dockerfile/stages/stage-chain';
import { isSameBase } from '../references/same-base';

/** Name of the stage that says on which digest of its base a stack builds. */
export const BUILDER_BASE = 'builder-base';

/** What the stage `builder-base` says. */
export interface BuilderBaseStage {
  /** The image that base-builder is built on. */
  readonly builtOn: string;
  /** The digests that were compared, its own and that of the base: what was installed on the one works on the other. */
  readonly compared: readonly [string, string];
  /** Shared libraries that the base lacks: what is compiled may link them, so it is built on the base. Sorted. */
  readonly lost: readonly string[];
}

/** An image that stands for another while a stage is built. */
export interface BuilderBase {
  /** What the stack's FROM names. */
  readonly base: string;
  /** What is built on in its place. */
  readonly builtOn: string;
  /** As {@link BuilderBaseStage.lost}. */
  readonly lost: readonly string[];
}

/**
 * The image that `base-builder` is built on where it is not the one that images run on. A patched base then goes under
 * packages that were installed on an older digest of the same tag, and no step that installs is run again.
 *
 * Undefined for stages that are not built on base-builder, and where the two digests are not those that were compared,
 * such as after an edit by a bot: everything is built on the stack's base then.
 */
export function builderBase(dockerfile: Dockerfile, stage: Stage): BuilderBase | undefined {
  const named = findStage(dockerfile, BUILDER_BASE);
  const written = named && readBuilderBase(named);
  const builder = findStage(dockerfile, 'base-builder');
  if (!written || !builder || !stageChain(dockerfile, stage).includes(builder)) return undefined;
  const { builtOn, compared, lost } = written;
  const base = outermostFrom(dockerfile, builder).text;
  const isCompared = [builtOn, base].every((each, index) => each.endsWith(`@${compared[index]}`));
  return isCompared && base !== builtOn && isSameBase(base, builtOn)
    ? { base, builtOn, lost }
    : undefined;
}

/** Reads the stage `builder-base`; undefined for one that holds anything else than {@link formatBuilderBase} writes. */
export function readBuilderBase({
  from,
  platform,
  instructions,
}: Stage): BuilderBaseStage | undefined {
  const labels = instructions.map(({ text }) => LABEL.exec(text)?.slice(1) ?? []);
  const values = new Map(labels.map(([name = '', value = '']) => [name, value]));
  const { [COMPARED]: compared = '', [LOST]: lost = '', ...others } = Object.fromEntries(values);
  if (platform !== undefined || from.kind !== 'image') return undefined;
  if (Object.keys(others).length > 0 || values.size < labels.length) return undefined;
  const [, own, onto] = DIGESTS.exec(compared) ?? [];
  if (own === undefined || onto === undefined) return undefined;
  return {
    builtOn: from.text,
    compared: [own, onto],
    lost: lost.split(' ').filter((name) => name !== ''),
  };
}

/** The text of the stage, a line each. */
export function formatBuilderBase({
  builtOn,
  compared,
  lost,
}: BuilderBaseStage): readonly string[] {
  return [
    `FROM ${builtOn} AS ${BUILDER_BASE}`,
    `LABEL ${COMPARED}="${compared.join(' ')}"`,
    ...(lost.length > 0 ? [`LABEL ${LOST}="${lost.join(' ')}"`] : []),
  ];
}

const COMPARED = 'dev.nx-slipway.compared-digests';
const LOST = 'dev.nx-slipway.lost-libraries';
const LABEL = /^LABEL ([\w.-]+)="?([^"\\$]*)"?$/;
const DIGESTS = /^(sha256:[0-9a-f]{64}) (sha256:[0-9a-f]{64})$/;
