import { expect, test } from 'vitest';
import type { Explanation } from '../../packages/nx-slipway/src/problems/explanation.ts';
import { explanations } from '../../packages/nx-slipway/src/problems/problem.ts';
import { type Facts, problemAreas } from './problem-kinds.ts';

/** The start of a command that a problem tells to type. */
const COMMAND = new RegExp(
  [
    String.raw`(?<![\w/.-])(?:npx \w+`,
    'nx (?:g|run|run-many|sync)',
    'git (?:checkout|commit|describe|fetch|restore|status|tag)',
    'uv (?:add|lock|pip|sync)|poetry (?:add|lock|update)',
    String.raw`docker (?:build|compose|login|pull|run|system)|podman \w+|apt-file \w+)(?!\w)`,
  ].join('|'),
);

const kinds = problemAreas().flatMap(({ kinds }) => [...kinds]);

test.each(kinds)('what %s tells to type can be copied', (kind, examples) => {
  const explain = explanations[kind as keyof typeof explanations] as (facts: Facts) => Explanation;
  const lines = examples.flatMap((facts) => explain(facts).next.split('\n'));
  expect(lines.filter((line) => !isCopied(line))).toEqual([]);
});

test.each([
  ['Add it: nx g nx-slipway:init --release', true],
  ['Add it with `nx g nx-slipway:init --release`, and go on.', true],
  ['Start Docker or an engine.', true],
  ['Add it with nx g nx-slipway:init --release, and go on.', false],
  ['Build it: nx run-many -t build-image. Then push it.', false],
  ['Set it: nx g nx-slipway:ci --github, or nx g nx-slipway:ci --gitlab', false],
])('%s', (line, expected) => expect(isCopied(line)).toBe(expected));

/** A command is in backticks, or it is all that follows a colon to the end of the line. */
function isCopied(line: string): boolean {
  const text = line.replace(/`[^`]*`/g, '');
  const at = text.search(COMMAND);
  if (at === -1) return true;
  return (
    /(^|: |&& )$/.test(text.slice(0, at)) && !/[.,;]( |$)| (?:without|then) /.test(text.slice(at))
  );
}
