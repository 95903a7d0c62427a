import { type EnvironmentMarker, parsePipRequirementsLine } from 'pip-requirements-js';

/** Locks repeat a few markers over and over, and the parser is slow. */
const parsed = new Map<string, EnvironmentMarker | undefined>();

/** An environment marker as a tree of comparisons; undefined for one that does not parse. */
export function parseMarker(marker: string): EnvironmentMarker | undefined {
  if (!parsed.has(marker)) parsed.set(marker, parse(marker));
  return parsed.get(marker);
}

function parse(marker: string): EnvironmentMarker | undefined {
  try {
    const line = parsePipRequirementsLine(`x; ${marker}`);
    return line?.type === 'ProjectName' ? line.environmentMarkerTree : undefined;
  } catch {
    return undefined;
  }
}
