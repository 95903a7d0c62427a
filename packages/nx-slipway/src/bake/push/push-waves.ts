import type { BakePlan } from '../bake-plan';
import { linkedTargets, withLinks } from '../targets/target-links';
import { targetName } from '../targets/target-name';
import type { ImagePush } from './image-push';

/**
 * The order images are pushed in: those of a wave at once, one wave after the other. No two images of a
 * wave have something in common that no earlier wave has sent. A registry is then sent each layer once:
 * the engine remembers where a layer has gone and has later images mount it from there, but of images
 * that are pushed at the same time each sends it.
 *
 * What images have in common is told before anything is built, by the targets they are linked to; that
 * is never less than the layers they share.
 *
 * @returns ids of images; those with most to share come first
 */
export function pushWaves(
  plan: BakePlan,
  pushes: readonly ImagePush[],
): readonly (readonly string[])[] {
  const pieces = new Map(pushes.map((push) => [push.image.id, piecesOf(push, plan)]));
  const sent = new Set<string>();
  const unsent = (id: string): readonly string[] =>
    [...(pieces.get(id) ?? [])].filter((piece) => !sent.has(piece));
  const waves: (readonly string[])[] = [];
  const waiting = new Set(pieces.keys());
  while (waiting.size > 0) {
    const claimed = new Set<string>();
    const wave: string[] = [];
    const byWeight = [...waiting]
      .map((id) => ({ id, own: unsent(id) }))
      .sort((a, b) => b.own.length - a.own.length || (a.id < b.id ? -1 : 1));
    for (const { id, own } of byWeight) {
      if (own.some((piece) => claimed.has(piece))) continue;
      for (const piece of own) claimed.add(piece);
      wave.push(id);
      waiting.delete(id);
    }
    for (const piece of claimed) sent.add(piece);
    waves.push(wave.sort());
  }
  return waves;
}

/** All that layers of an image may come from. */
function piecesOf({ image, base }: ImagePush, { bakeFile }: BakePlan): ReadonlySet<string> {
  const pieces = new Set([`project ${image.root}`, ...(base === undefined ? [] : [base])]);
  const linksOf = (name: string): readonly string[] => linkedTargets(bakeFile.target[name]);
  for (const name of withLinks([targetName(image.id)], linksOf)) {
    const target = bakeFile.target[name];
    pieces.add(`target ${name}`);
    if (target?.dockerfile) pieces.add(target.dockerfile);
    for (const context of Object.values(target?.contexts ?? {})) {
      if (context.startsWith('docker-image://')) pieces.add(context);
    }
  }
  return pieces;
}
