import type { Built } from './contender.ts';

/**
 * Reads out of what a build by nx-slipway prints what it did: a line for each step that ran, and a last one
 * with the number of its engine invocations.
 * @param output without colours
 * @throws where the last line is not there
 */
export const readBuilt = (output: string): Built => {
  const last = /\d+ steps run, \d+ cached, (\d+) engine invocation/.exec(output);
  if (!last) {
    throw new Error(`the build says nothing of engine invocations:\n${output}`);
  }
  return {
    runSteps: [...output.matchAll(/^\[[^\]]*\] RUN .* {2}[\d.]+s$/gm)].length,
    engineCalls: Number(last[1]),
  };
};
