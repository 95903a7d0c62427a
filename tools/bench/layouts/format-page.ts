import { formatBytes, formatSeconds } from '../report/format-figure.ts';
import { formatMachine } from '../report/format-machine.ts';
import { formatTable } from '../report/format-table.ts';
import { type Comparison, compare, GOALS, type Measure } from './compare.ts';
import type { Results } from './results.ts';

/** The page about shapes of hand-written Dockerfiles and our layouts, in Markdown. */
export function formatPage(results: Results): string {
  const runs = [...new Set(results.rows.map(({ code }) => code.length))].sort().join(' or ');
  return `# Layouts, measured

After this page you know how large the images of each [layout](../how-to/layouts.md) are and how long they build, beside
Dockerfiles that were written by hand for the same shape.

The shapes come from four texts about Dockerfiles for Python. The Dockerfiles of the column _original_ are reconstructed from
these texts, not the files of their authors; they are in \`tools/bench/layouts/originals\`. Those of nx-slipway come from
generators by options alone, which are in \`tools/bench/layouts/shapes.ts\`. Both sides build the same application with the same
Poetry lock file on the same base image, in one run, by turns. \`npm run bench:layouts\` writes this page and every run in
\`tools/bench/results/layouts.json\`.

${runs === '' ? 'Nothing is measured yet.' : `Median of ${runs} runs.`} _Ratio_ is the figure of nx-slipway divided by the original's; _above goal_ is how much is left to the
goal, and empty where the goal is met.

## Size

Goal: at most ${GOALS.bytes} of the original. All layers, unpacked, as \`docker history\` lists them.

${formatMeasure(results, 'bytes', formatBytes)}

## Build without a cache

Goal: not slower; up to ${GOALS.uncached} counts as noise. The first step of each Dockerfile is new to the engine, and each cache
mount is empty, on both sides. The base image is at hand.

${formatMeasure(results, 'uncached', formatSeconds)}

## Change of code

Goal: at most ${GOALS.code} of the original. One line is added to the application.

${formatMeasure(results, 'code', formatSeconds)}

## New dependency

Goal: at most ${GOALS.dependency} of the original. One package is added to pyproject.toml and to the lock file, before the time is
taken. Cache mounts hold what the builds before have downloaded, on the sides that have them.

${formatMeasure(results, 'dependency', formatSeconds)}

## What is in the times

The time of nx-slipway is that of the whole command \`nx build-image <project>\` without the Nx daemon: Nx starts and reads its
graph, and the plugin reads the workspace and looks up the base image. The time of the original is that of \`docker buildx build\`.
An original that copies its sources as they are runs no step for a line of code, so that its time is little more than that of
the client; nx-slipway builds a wheel of the project, as an installed project needs it, and compiles its bytecode.

Sizes of nx-slipway include the bytecode of all packages; Poetry compiles none unless it is told to. Images of the layouts
\`slim\` and \`full\` hold all that builds in a stack: uv and a build backend beside Poetry, and the bytecode of the standard library.

## The machine

${formatMachine(results.machine)}

The full image of Python is a stand-in: the slim one with compilers, headers and git. The text of \`docker-multistage-builds\`
uses Alpine; here both sides use the same Debian image.

## Measure again

\`\`\`sh
npm run bench:layouts                                           # all shapes, two runs, and this page
npm run bench:layouts -- --add --shape basic-slim-image         # one shape again; the others are kept
npm run bench:layouts -- --docs                                 # this page again, from the saved figures
\`\`\`
`;
}

/** All comparisons in one table, for a terminal. */
export function formatRows({ rows }: Results): string {
  return formatTable(
    ['shape', 'side', 'bytes', 'uncached', 'code', 'dependency'],
    rows.map(({ shape, side, bytes, uncached, code, dependency }) => [
      ...[shape, side, formatBytes(bytes)],
      ...[uncached, code, dependency].map((runs) => runs.map(formatSeconds).join(' ')),
    ]),
  );
}

function formatMeasure(
  { rows }: Results,
  measure: Measure,
  format: (figure: number) => string,
): string {
  const line = ({ shape, original, slipway, ratio, left }: Comparison): readonly string[] => [
    `\`${shape}\``,
    ...[format(original), format(slipway), ratio.toFixed(2), left > 0 ? format(left) : ''],
  ];
  const head = ['shape', 'original', 'nx-slipway', 'ratio', 'above goal'];
  return formatTable(head, compare(rows, measure).map(line));
}
