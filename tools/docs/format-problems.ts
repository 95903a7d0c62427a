import type { Explanation } from '../../packages/nx-slipway/src/problems/explanation.ts';
import { explanations } from '../../packages/nx-slipway/src/problems/problem.ts';
import { type Facts, problemAreas } from './problem-kinds.ts';
import { toMarkdown } from './to-markdown.ts';

/** Titles of the areas, in the order of the page. */
const TITLES: Readonly<Record<string, string>> = {
  generator: 'Generators',
  stack: 'Stacks',
  locking: 'Who locks a project',
  entry: 'What a service runs',
  role: 'Roles',
  job: 'Jobs',
  compose: 'Compose files',
  dev: 'Tests, linters and locks',
  move: 'Moving a project',
  adopt: 'Adopting a hand-written Dockerfile',
  file: 'Files that commands write',
  nx: 'Nx',
  python: 'Projects',
  lock: 'Lock files',
  poetry: 'Poetry',
  requirements: 'Requirements files',
  dockerfile: 'Dockerfiles',
  image: 'Images',
  option: 'Options of targets',
  context: 'Build contexts',
  installer: 'Installers and build backends',
  step: 'Build steps',
  engine: 'Engine',
  podman: 'Podman',
  builder: 'Builders and caches',
  layers: 'Shared layers',
  cuda: 'CUDA',
  platform: 'Several platforms',
  key: 'Image keys',
  tag: 'Tags',
  push: 'Pushing',
  compression: 'Compression of layers',
  release: 'Releases',
  ci: 'CI workflows',
  base: 'Checks of bases',
  upgrade: 'Base upgrades',
  locked: 'Base upgrades: locked packages',
  system: 'Base upgrades: Debian packages and Dockerfiles',
  linked: 'Base upgrades: shared libraries',
  source: 'Base upgrades: sources and settings',
  verify: 'Base upgrades: proving and undoing',
};

/** All problems by area, one heading for each kind: what is wrong, and what to do. */
export function formatProblems(): string {
  const areas = new Map(problemAreas().map(({ name, kinds }) => [name, kinds]));
  const missing = [...areas.keys()].filter((name) => !(name in TITLES));
  if (missing.length > 0) throw new Error(`give these areas a title: ${missing.join(', ')}`);
  return Object.entries(TITLES)
    .flatMap(([name, title]) => [
      `## ${title}`,
      ...[...(areas.get(name) ?? [])].map(([kind, examples]) => formatKind(kind, examples)),
    ])
    .join('\n\n');
}

function formatKind(kind: string, examples: readonly Facts[]): string {
  const explain = explanations[kind as keyof typeof explanations] as (facts: Facts) => Explanation;
  const all = examples.map((facts) => explain(facts));
  const what = [...new Set(all.map((each) => each.what))];
  const next = [...new Set(all.map((each) => each.next))];
  const action = formatTexts(next);
  const lead = next.length > 1 ? '**What to do:**\n\n' : '**What to do:** ';
  return [`### ${kind}`, formatTexts(what), `${lead}${action}`].join('\n\n');
}

/** One text as a paragraph, several as a list. Lines stay lines. */
function formatTexts(texts: readonly string[]): string {
  const blocks = texts.map((text) => text.split('\n').map((line) => formatLine(line.trim())));
  if (blocks.length === 1) return blocks.map((lines) => lines.join('<br>\n')).join();
  return blocks.map((lines) => `- ${lines.join('<br>\n  ')}`).join('\n');
}

/** A line in which a command to type is code, also at the end of a sentence: `…: nx migrate 22.7`. */
function formatLine(line: string): string {
  const [, text = '', command = ''] =
    /^(.*?: )((?:npx |nx |git |uv |poetry |docker |FROM )[^`]*)$/.exec(line) ?? [];
  return command === '' ? toMarkdown(line) : `${toMarkdown(text)}\`${command}\``;
}
