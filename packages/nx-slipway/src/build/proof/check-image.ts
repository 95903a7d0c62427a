import { resolve } from 'node:path';
import type { Engine, EngineContext } from '../../engine/engine';
import {
  compareUpgradedImages,
  newlyMissing,
  type UpgradedImage,
} from '../../images/facts/compare-upgraded-images';
import { planProbe } from '../../images/nx/plan-probe';
import type { ProofCheck, ProvenImage } from '../../images/upgrade/proof';
import { readUpgraded } from '../compare/read-upgraded';
import { type ProbeResult, probeImage } from '../containers/probe-image';
import type { ProofImage } from './plan-proof';

/** Under which tags the images of the two bases are. */
export interface ProofTags {
  readonly before: string;
  readonly after: string;
}

/** Tries out an image on the new base, and compares it with the one on the old base. */
export async function checkImage(
  { image, kind, run: given }: ProofImage,
  {
    tags,
    engine,
    abort,
  }: { readonly tags: ProofTags; readonly engine: Engine; readonly abort: AbortSignal },
  context: EngineContext,
): Promise<ProvenImage> {
  const { reference } = image;
  const [before, after] = await Promise.all(
    [tags.before, tags.after].map((tag) => readUpgraded(`${reference}:${tag}`, engine, context)),
  );
  if (!after) {
    // It was built: whoever cannot look at it must not say that nothing failed.
    const check = { what: 'start', verdict: 'failed', detail: 'the engine has no image' } as const;
    return { reference, ...(before && { before }), checks: [check], differences: [] };
  }
  const { envFile, ...rest } = given;
  const options = { ...rest, ...(envFile && { envFile: resolve(context.cwd, envFile) }) };
  const tried = async (facts: UpgradedImage): Promise<Tried> => {
    const probe = planProbe(facts, kind);
    const subject = { reference: facts.reference, probe, ...options };
    return { probe, ...(await probeImage(subject, engine, context, { abort })) };
  };
  const now = await tried(after);
  const old = before && isCompared(now) ? await tried(before) : undefined;
  return {
    ...{ reference, after },
    ...(before && { before }),
    differences: before ? compareUpgradedImages(before, after) : [],
    ...(old?.success && old.probe.kind === 'serves' && { startBefore: old.seconds }),
    ...(now.success && now.probe.kind === 'serves' && { startAfter: now.seconds }),
    checks: [startCheck(now, old), librariesCheck(before, after)],
  };
}

interface Tried extends ProbeResult {
  readonly probe: ReturnType<typeof planProbe>;
}

/** Whether the image on the old base is worth the seconds: for when it served, or for what fails on the new one. */
function isCompared(now: Tried): boolean {
  return !now.success || now.probe.kind === 'serves';
}

function startCheck(now: Tried, old: Tried | undefined): ProofCheck {
  const { says, kind } = now.probe;
  if (kind === 'none') return { what: 'start', verdict: 'unproven', detail: says };
  if (now.success) return { what: 'start', verdict: 'passed', detail: says };
  const isOld = old !== undefined && !old.success;
  return {
    what: 'start',
    verdict: isOld ? 'unproven' : 'failed',
    detail: isOld ? `${says}: fails on the old base too` : says,
    output: now.output,
  };
}

function librariesCheck(
  before: UpgradedImage | undefined,
  { contents }: UpgradedImage,
): ProofCheck {
  if (!contents) {
    const detail = 'nothing in the image can tell';
    return { what: 'libraries', verdict: 'unproven', detail };
  }
  const missing = newlyMissing(before?.contents, contents);
  return missing.length === 0
    ? { what: 'libraries', verdict: 'passed', detail: 'all found' }
    : {
        ...{ what: 'libraries', verdict: 'failed', output: missing },
        detail: `${missing.length} missing`,
      };
}
