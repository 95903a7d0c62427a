import type { Dockerfile, Stage } from '../dockerfile';
import { stageNeeds } from './stage-needs';

/**
 * The stages no other stage of the file is built from or copies from. `FROM base-${TARGETARCH}` counts
 * as built from every stage its variable may stand for.
 */
export function finalStages({ stages }: Dockerfile): Stage[] {
  const needed = new Set(stages.flatMap(stageNeeds));
  const patterns = stages.flatMap(({ from }) => patternOf(from.written ?? from.text) ?? []);
  return stages.filter(
    ({ index, name = '' }) => !needed.has(index) && !patterns.some((each) => each.test(name)),
  );
}

/** Undefined for a text without a variable, and for one that is nothing but variables. */
function patternOf(text: string): RegExp | undefined {
  const literals = text.split(/\$\{[^}]*\}|\$\w+/);
  if (literals.length === 1 || literals.join('') === '') return undefined;
  const escaped = literals.map((literal) => literal.replace(/[^\w]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.+')}$`, 'i');
}
