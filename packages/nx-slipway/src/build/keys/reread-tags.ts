import type { Engine } from '../../engine/engine';
import type { TakenBase } from '../../engine/log/taken-base';
import { inParallel } from '../../process/in-parallel';
import type { EngineClient } from '../run-context';
import { type OpenTag, QUESTIONS } from './read-bases';

/** In place of the digest of what nobody tells any more: no key has it. */
const UNTOLD = 'untold';

/**
 * Asks what the tags of named contexts are once images have been built from them. The engine does not say what it took
 * for them; with the digest in its place, it would not find an image that its store alone has.
 */
export async function rereadTags(
  openTags: readonly OpenTag[],
  { engine, client }: { readonly engine: Engine; readonly client: EngineClient },
): Promise<readonly TakenBase[]> {
  const { run, builder } = client;
  return inParallel(openTags, QUESTIONS, async ({ reference, pull }) => {
    const answer = await engine.readBase(reference, { run, pull, ...(builder && { builder }) });
    return { reference, digest: 'problem' in answer ? UNTOLD : answer.digest };
  });
}
