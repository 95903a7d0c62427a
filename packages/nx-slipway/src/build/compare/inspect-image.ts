import type { Engine, EngineContext } from '../../engine/engine';
import { type ImageFacts, parseInspected } from '../../images/facts/image-facts';
import type { Problem } from '../../problems/problem';
import { formatCommand } from '../../process/format-command';

/** Asks an engine what an image of its store is. */
export async function inspectImage(
  reference: string,
  engine: Pick<Engine, 'containerCommand' | 'classifyFailure'>,
  { run, cwd }: EngineContext,
): Promise<{ readonly facts: ImageFacts } | { readonly problem: Problem }> {
  const inspect = engine.containerCommand(
    ['image', 'inspect', '--format={{json .}}', reference],
    cwd,
  );
  const { exitCode, stdout, stderr, failure } = await run(inspect);
  if (exitCode === 0) return { facts: parseInspected(reference, stdout) };
  return /no such image|image not known/i.test(stderr)
    ? { problem: { kind: 'image-not-loaded', reference } }
    : { problem: engine.classifyFailure(failure ?? stderr, formatCommand(inspect)) };
}
