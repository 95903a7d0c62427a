import type { Engine, EngineContext } from '../../engine/engine';
import type { UpgradedImage } from '../../images/facts/compare-upgraded-images';
import { INSTALLED_SCRIPT, parseInstalledContents } from '../../images/facts/installed-contents';
import { inspectImage } from './inspect-image';

/** Milliseconds for a look into an image. */
const LIMIT = 120_000;

/**
 * Reads what an image of an engine's store is and what is installed in it.
 *
 * @returns undefined for one that is not there
 */
export async function readUpgraded(
  reference: string,
  engine: Engine,
  context: EngineContext,
): Promise<UpgradedImage | undefined> {
  const inspected = await inspectImage(reference, engine, context);
  if ('problem' in inspected) return undefined;
  const options = ['--rm', '--user=0:0', '--network=none', '--entrypoint=sh'];
  const { exitCode, stdout } = await context.run(
    engine.containerCommand(['run', ...options, reference, '-c', INSTALLED_SCRIPT], context.cwd),
    { abort: AbortSignal.timeout(LIMIT) },
  );
  return {
    ...inspected.facts,
    ...(exitCode === 0 && { contents: parseInstalledContents(stdout) }),
  };
}
