import { type EnvironmentMarker, parsePipRequirementsLine } from 'pip-requirements-js';

/** An environment marker as a tree of comparisons; undefined for one that does not parse. */
export function parseMarker(marker: string): EnvironmentMarker | undefined {
  try {
    const parsed = parsePipRequirementsLine(`x; ${marker}`);
    return parsed?.type === 'ProjectName' ? parsed.environmentMarkerTree : undefined;
  } catch {
    return undefined;
  }
}
