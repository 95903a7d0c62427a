import type { Measurement } from './collect-rows.ts';
import { formatBytes } from './format-figure.ts';
import { formatProof } from './format-proof.ts';

/** A line about a measurement, as it is made. */
export function formatMeasured({ case: name, contender, measured }: Measurement): string {
  const {
    wallSeconds,
    runSteps,
    imagesChanged,
    imagesDue,
    distinctBytes,
    pushedBytes,
    pulledBytes,
    emulatedSteps,
    sharedBytes,
    proof,
  } = measured;
  const said = [
    ...(wallSeconds === undefined
      ? []
      : [`${wallSeconds.toFixed(1)} s${proof ? ` ${formatProof(wallSeconds, proof)}` : ''}`]),
    ...(runSteps === undefined ? [] : [`${runSteps} RUN`]),
    ...(emulatedSteps === undefined ? [] : [`${emulatedSteps} of them under an emulator`]),
    ...(imagesDue === undefined ? [] : [`${imagesChanged} of ${imagesDue} images`]),
    ...(distinctBytes === undefined ? [] : [formatBytes(distinctBytes)]),
    ...(sharedBytes === undefined ? [] : [`${formatBytes(sharedBytes)} the same on all platforms`]),
    ...(pulledBytes === undefined
      ? []
      : [`${formatBytes(pushedBytes ?? 0)} pushed, ${formatBytes(pulledBytes)} pulled`]),
  ];
  return `${name}, ${contender}: ${said.join(', ')}`;
}
