import type { Measurement } from './collect-rows.ts';
import { formatBytes } from './format-figure.ts';

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
  } = measured;
  const said = [
    ...(wallSeconds === undefined ? [] : [`${wallSeconds.toFixed(1)} s`]),
    ...(runSteps === undefined ? [] : [`${runSteps} RUN`]),
    ...(imagesDue === undefined ? [] : [`${imagesChanged} of ${imagesDue} images`]),
    ...(distinctBytes === undefined ? [] : [formatBytes(distinctBytes)]),
    ...(pulledBytes === undefined
      ? []
      : [`${formatBytes(pushedBytes ?? 0)} pushed, ${formatBytes(pulledBytes)} pulled`]),
  ];
  return `${name}, ${contender}: ${said.join(', ')}`;
}
