import { countCalls } from '../calls/count-calls.ts';
import { forgetCalls, readCalls } from '../calls/read-calls.ts';
import type { Measured } from '../case.ts';
import type { Order } from '../contender.ts';
import { pushImages } from '../registry/push-images.ts';
import type { Subject } from '../workspace/subject.ts';
import { readImages } from './read-images.ts';

/**
 * Builds, takes the time from the start of the command to its end, and counts what it did. What stays in the
 * engine's store is pushed afterwards, to see what others have to fetch.
 * @param imagesDue images of services that have to become others
 * @throws where images became others though no step ran: the engine knew the change from before
 */
export async function timeBuild(
  subject: Subject,
  order: Order,
  imagesDue: number,
): Promise<Measured> {
  const { name, scene, builder, calls, proxy } = subject;
  const before = await readImages(subject, order.to);
  const pushedBefore = proxy.pushedBytes();
  await forgetCalls(calls);
  const started = performance.now();
  await builder.build(scene, order);
  const wallSeconds = Math.round(performance.now() - started) / 1000;
  const counts = countCalls(await readCalls(calls));
  const after = await readImages(subject, order.to);
  const imagesChanged = [...after].filter(([image, id]) => before.get(image) !== id).length;
  if (imagesDue > 0 && imagesChanged > 0 && counts.runSteps === 0) {
    throw new Error(`${name} ran no step for what had changed: there is nothing to measure`);
  }
  if (order.to === 'store') {
    await pushImages(subject);
  }
  const pushedBytes = proxy.pushedBytes() - pushedBefore;
  return { wallSeconds, ...counts, pushedBytes, imagesChanged, imagesDue };
}
