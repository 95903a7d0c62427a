import { expect, test } from 'vitest';
import type { Explanation } from '../../packages/nx-slipway/src/problems/explanation.ts';
import { explanations } from '../../packages/nx-slipway/src/problems/problem.ts';
import { type Facts, problemAreas } from './problem-kinds.ts';

/** The start of a command that a problem tells to type. */
const COMMAND = new RegExp(
  [
    String.raw`(?<![\w/.-])(?:npx \w+`,
    'nx (?:affected|build-image|g|migrate|push-image|reset|run|run-many|sync)',
    'nx release (?:prerelease|publish|version)',
    'git (?:checkout|commit|describe|fetch|restore|status|tag)',
    'uv (?:add|lock|pip|sync)|poetry (?:add|config|lock|update)|npm (?:ci|install)|chmod',
    String.raw`docker (?:build|compose|login|pull|run|system)|podman \w+|apt-file \w+)(?!\w)`,
    // Facts that are commands, as examples have them.
    '<(?:add|command)>',
  ].join('|'),
);

const kinds = problemAreas().flatMap(({ kinds }) => [...kinds]);

test.each(kinds)('what %s tells to type can be copied', (kind, examples) => {
  const explain = explanations[kind as keyof typeof explanations] as (facts: Facts) => Explanation;
  const lines = examples
    .flatMap((facts) => [facts, withTwo(facts)])
    .flatMap((facts) =>
      explain(facts)
        .next.split('\n')
        .map((line) => line.trim()),
    );
  expect(lines.filter((line) => !isCopied(line))).toEqual([]);
});

test.each([
  ['Add it: nx g nx-slipway:init --release', true],
  ['Add it with `nx g nx-slipway:init --release`, and go on.', true],
  ['Start Docker or an engine.', true],
  ['Add it with nx g nx-slipway:init --release, and go on.', false],
  ['Build it: nx run-many -t build-image. Then push it.', false],
  ['Set it: nx g nx-slipway:ci --github, or nx g nx-slipway:ci --gitlab', false],
  ['Lock a newer version: <command>, or add the packages.', false],
  ['Add a server: <add>, or <add>', false],
])('%s', (line, expected) => expect(isCopied(line)).toBe(expected));

/** Facts of which each list has two, as most of what is listed has. */
function withTwo(facts: Facts): Facts {
  const entries = Object.entries(facts).map(([name, value]) => [
    name,
    Array.isArray(value) && value.length === 1 ? [...value, ...value] : value,
  ]);
  return Object.fromEntries(entries) as Facts;
}

/** A command is in backticks, or it is all that follows a colon to the end of the line. */
function isCopied(line: string): boolean {
  const text = line.replace(/`[^`]*`/g, '');
  const at = text.search(COMMAND);
  if (at === -1) return true;
  return (
    /(^|: |&& )$/.test(text.slice(0, at)) && !/[.,;]( |$)| (?:without|then) /.test(text.slice(at))
  );
}
