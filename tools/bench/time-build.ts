import type { Measured } from './case.ts';
import type { Subject } from './subject.ts';

/**
 * Builds and takes the time from the start of the command to its end.
 * @throws where RUN steps are expected and none ran: the engine knew the change from before
 */
export const timeBuild = async (
  { name, scene, builder }: Subject,
  what: 'buildAll' | 'buildChanged',
  { mustRun }: { readonly mustRun: boolean },
): Promise<Measured> => {
  const started = performance.now();
  const built = await builder[what](scene);
  const wallSeconds = Math.round(performance.now() - started) / 1000;
  if (mustRun && built.runSteps === 0) {
    throw new Error(
      `${name} ran no step though something had changed: there is nothing to measure`,
    );
  }
  return { build: { wallSeconds, ...built } };
};
