import { formatBytes, formatDistinct } from '../report/format-figure.ts';
import { formatMachine } from '../report/format-machine.ts';
import { formatProofs } from '../report/format-proof.ts';
import { formatTable } from '../report/format-table.ts';
import type { Results } from '../report/results.ts';
import { describeRuns } from './describe-runs.ts';
import { formatApart } from './format-apart.ts';
import { formatTimes } from './format-times.ts';

/**
 * The page about the bench, in Markdown: what was measured, on what, and how to measure again.
 *
 * @param apart results of the groups of cases that are measured only when they are named
 */
export function formatPage(results: Results, apart: readonly Results[]): string {
  const { services, machine, contenders, baseline } = results;
  const proofs = formatProofs(results);
  return `# Benchmark

After this page you know how long builds take with nx-slipway and with other tools, and how that was measured.

${services} services, half FastAPI behind gunicorn, half Dramatiq, with one library in one uv workspace; the same
projects and the same lock file for every contender, on one engine, by turns. \`npm run bench\` writes this page, the
picture and every run in \`tools/bench/results/peers.json\`.

![Times of every case and contender](bench.svg)

## Times

${describeRuns(results)}, Nx included if the contender uses it. The last column divides the figure of nx-slipway by
the smallest figure of the others that did the job${baseline in contenders ? `; \`${baseline}\` builds nothing and does not count` : ''}.

${formatTimes(results)}

_Stale_: images that the change affects were not rebuilt.${proofs && `\n\n${proofs}`}

## What was done

The columns are: RUN steps that the engine executed; processes of \`docker\`, and in parentheses those that build; bytes of
build contexts that were sent; bytes that reached the registry (after a build into the engine's store, all images were
pushed to count them); and images that changed, of those that had to.

${formatCounts(results)}

${formatApart(apart)}## The machine

${formatMachine(machine)}

## The contenders

${formatTable(
  ['', ''],
  Object.entries(contenders).map(([name, about]) => [`\`${name}\``, about]),
)}

All contenders except nx-slipway build from the same hand-written Dockerfiles (\`tools/bench/dockerfiles\`): \`base\` and
\`base-builder\` once, then for each service one RUN that installs its packages and one that installs its code, uv with a
cache mount, one ignore file. Attestations are off everywhere, because they give an unchanged image a new id. Each plugin
uses the newest Nx that it supports, as on CI: without the daemon, \`NX_ISOLATE_PLUGINS=false\`. For the other plugins, a
project.json names the library and the base of each service, so that they build in order and \`nx affected\` selects the
services that a change in either affects. The lock file is not among their inputs, which is their default: with it, every
change of it would build all services. With a registry, each has a build cache there, one reference per image, with
\`mode=max\`; nx-slipway has what \`--push\` gives. No contender finds in the engine's cache what another has run.

## Measure again

\`\`\`sh
npm run bench                                       # everything, and this page
npm run bench -- --services 3 --case noop,code      # a quick look, under five minutes
npm run bench -- --runs 1 --contender nx-slipway,raw-bake
npm run bench -- --add --case base                  # one case again; the others are kept
npm run bench -- --case platforms                   # what is measured apart
npm run bench -- --docs                             # this page again, from the saved figures
\`\`\`

It starts an engine if none is reachable. The cases \`cold\` and \`noop-registry\` empty the build cache; that of your own
engine only with \`--prune\`. Run it on a machine that does nothing else. peers.json has every run, and the load of the
minute before.
`;
}

function formatCounts({ rows, cases }: Results): string {
  const built = rows.filter(({ engineCalls }) => engineCalls.length > 0);
  const lines = built.map((row) => [
    `\`${row.case}\``,
    `\`${row.contender}\``,
    formatDistinct(row.runSteps),
    `${formatDistinct(row.engineCalls)} (${formatDistinct(row.buildCalls)})`,
    formatDistinct(row.contextBytes, formatBytes),
    formatDistinct(row.pushedBytes, formatBytes),
    `${formatDistinct(row.imagesChanged)} of ${formatDistinct(row.imagesDue)}`,
  ]);
  const head = ['case', 'contender', 'RUN', 'docker', 'context', 'pushed', 'images'];
  return Object.keys(cases).length === 0 ? '' : formatTable(head, lines);
}
