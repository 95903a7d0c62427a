import { runQuiet } from '../../demo/run-quiet.ts';
import { imagesOf } from '../images-of.ts';
import type { Subject } from '../subject.ts';

/** Pushes at once what is in the engine's store of the images of all services. */
export const pushImages = async (subject: Subject): Promise<void> => {
  const waiting = [...imagesOf(subject)];
  const pushAll = async (): Promise<void> => {
    for (let image = waiting.shift(); image !== undefined; image = waiting.shift()) {
      await runQuiet(subject.scene, 'docker', ['image', 'push', '--quiet', image]);
    }
  };
  await Promise.all(Array.from({ length: pushesAtOnce }, pushAll));
};

/** As many as two cores can make use of. */
const pushesAtOnce = 4;
