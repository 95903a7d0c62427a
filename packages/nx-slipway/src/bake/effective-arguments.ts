import type { Instruction } from '../dockerfile/dockerfile';
import type { ClosureStage } from './target-closure';

/** Names that BuildKit knows without an `ARG`: proxies for RUN, and switches of its own. */
const PREDEFINED = /^(?:(?:https?|ftp|all|no)_proxy|buildkit_\w+)$/i;

/**
 * The build arguments that a target's stages can see, sorted by name: `[name, value]`.
 *
 * @param globals all of the file's, since an argument may come into a FROM by any of them
 */
export function effectiveArguments(
  given: Readonly<Record<string, string>>,
  stages: readonly ClosureStage[],
  globals: readonly Instruction[],
): readonly (readonly [string, string])[] {
  const own = stages.flatMap(({ stage }) => stage.instructions);
  const declared = new Set([...globals, ...own].flatMap(declaredNames));
  return Object.entries(given)
    .filter(([name]) => declared.has(name) || PREDEFINED.test(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The `ARG`s before the first FROM that any text of the stages mentions, directly or by another; the last first. */
export function effectiveGlobals(
  stages: readonly ClosureStage[],
  globals: readonly Instruction[],
): readonly string[] {
  let text = stages
    .flatMap(({ stage }) => [
      stage.platform ?? '',
      stage.from.text,
      ...stage.instructions.map((each) => each.text),
    ])
    .join('\n');
  // An argument's default may name those above it.
  return [...globals].reverse().flatMap((instruction) => {
    const isMentioned = declaredNames(instruction).some((name) =>
      new RegExp(`\\b${name}\\b`).test(text),
    );
    if (isMentioned) text += `\n${instruction.text}`;
    return isMentioned ? [instruction.text] : [];
  });
}

function declaredNames({ keyword, text }: Instruction): readonly string[] {
  if (keyword !== 'ARG') return [];
  return [...text.slice('ARG'.length).matchAll(/(?:^|\s)([A-Za-z_]\w*)/g)].flatMap(
    ([, name]) => name ?? [],
  );
}
