import { isStale } from '../measure/is-stale.ts';
import { formatBytes, formatSeconds } from '../report/format-figure.ts';
import { planComparison } from '../report/plan-comparison.ts';
import type { ResultRow, Results } from '../report/results.ts';
import { describeRuns } from './describe-runs.ts';

/** Pixels. */
const page = { width: 960, margin: 24, header: 98, footer: 40 };
const card = {
  columns: 3,
  gap: 14,
  padding: 14,
  head: 50,
  bar: 13,
  pitch: 19,
  label: 82,
  value: 62,
};

const style = `
  svg { font-family: -apple-system, "Segoe UI", Helvetica, Arial, sans-serif }
  .page { fill: #ffffff } .card { fill: #f6f8fa; stroke: #d8dee4 }
  text { fill: #1f2328; font-size: 11px } .soft { fill: #59636e }
  .title { font-size: 20px; font-weight: 600 } .case { font-size: 13px; font-weight: 600 }
  .factor { font-size: 20px; font-weight: 700; fill: #0b6e4f } .behind { fill: #59636e }
  .other { fill: #b6c0ca } .our { fill: #12a06e } .none { fill: none; stroke: #8c959f; stroke-dasharray: 3 2 }
  .bold { font-weight: 600 }
  @media (prefers-color-scheme: dark) {
    .page { fill: #0d1117 } .card { fill: #151b23; stroke: #30363d }
    text { fill: #e6edf3 } .soft, .behind { fill: #9198a1 } .factor { fill: #3fd09c }
    .other { fill: #4a535d } .our { fill: #2fbf8a } .none { stroke: #6e7681 }
  }`;

/** The figures as a picture: a card for each case, with a bar for each contender. */
export function formatPicture(results: Results): string {
  const names = Object.keys(results.cases);
  const cards = names.map((name) => results.rows.filter((row) => row.case === name));
  const height = (rows: readonly ResultRow[]): number =>
    card.head + rows.length * card.pitch + card.padding - (card.pitch - card.bar);
  const lines = Array.from({ length: Math.ceil(cards.length / card.columns) }, (_, line) =>
    cards.slice(line * card.columns, (line + 1) * card.columns),
  );
  let top = page.header;
  const drawn = lines.flatMap((line) => {
    const tallest = Math.max(...line.map(height));
    const width = (page.width - 2 * page.margin - (line.length - 1) * card.gap) / line.length;
    const texts = line.map((rows, column) =>
      drawCard(results, rows, {
        ...{ x: page.margin + column * (width + card.gap), y: top },
        ...{ width, height: tallest },
      }),
    );
    top += tallest + card.gap;
    return texts;
  });
  const total = top - card.gap + page.footer;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${page.width} ${total}" width="${page.width}" height="${total}" role="img" aria-labelledby="title">`,
    `<title id="title">${escapeText(title(results))}</title>`,
    `<style>${style}\n</style>`,
    `<rect class="page" width="${page.width}" height="${total}" rx="10"/>`,
    text('title', page.margin, 38, title(results)),
    ...subtitle(results).map((line, index) => text('soft', page.margin, 62 + index * 17, line)),
    ...drawn,
    text('soft', page.margin, total - 16, footer(results)),
    '</svg>',
  ].join('\n')}\n`;
}

function title({ services }: Results): string {
  return `${services} Python services in one workspace: time to build their images`;
}

function subtitle(results: Results): readonly string[] {
  return [
    `Same projects, lock file and engine; packages and base image cached nearby. ${describeRuns(results)}, shorter is better.`,
    'Large numbers: how many times longer the best other tool takes.',
  ];
}

function footer({ machine }: Results): string {
  return `${machine.date.slice(0, 10)} · ${machine.cores} cores, ${machine.memoryGiB} GiB · Docker ${machine.engine}, buildx ${machine.buildx.replace(/^v/, '')} · npm run bench`;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function drawCard(results: Results, rows: readonly ResultRow[], box: Box): string {
  const { x, y, width, height } = box;
  const longest = Math.max(...rows.filter((row) => !isStale(row)).map(figure));
  const comparison = planComparison(results, rows);
  const isAhead = comparison === undefined || comparison.factor >= 1;
  return [
    `<rect class="card" x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>`,
    text('case', x + card.padding, y + 30, results.cases[rows[0]?.case ?? ''] ?? ''),
    ...(comparison
      ? [
          text(
            isAhead ? 'factor' : 'factor behind',
            x + width - card.padding,
            y + 32,
            formatFactor(comparison.factor),
            'end',
          ),
        ]
      : []),
    ...rows.map((row, index) =>
      drawBar(results, row, {
        ...{ x: x + card.padding, y: y + card.head + index * card.pitch },
        width: (width - 2 * card.padding - card.label - card.value) * (figure(row) / longest),
        height: card.bar,
      }),
    ),
  ].join('\n');
}

function drawBar({ of, baseline }: Results, row: ResultRow, box: Box): string {
  const isOurs = row.contender === of;
  const start = box.x + card.label;
  const kind = isOurs ? 'our' : isStale(row) || row.contender === baseline ? 'none' : 'other';
  const width = isStale(row) ? 3 : Math.max(box.width, 2);
  const weight = isOurs ? 'bold' : 'soft';
  const value = isStale(row)
    ? 'leaves images stale'
    : row.distinctBytes === undefined
      ? formatSeconds(figure(row))
      : formatBytes(row.distinctBytes);
  const baselineY = box.y + box.height - 3;
  return [
    text(weight, box.x, baselineY, row.contender),
    `<rect class="${kind}" x="${start}" y="${box.y}" width="${width.toFixed(1)}" height="${box.height}" rx="2"/>`,
    text(weight, start + width + 6, baselineY, value),
  ].join('\n');
}

function figure({ distinctBytes, medianSeconds }: ResultRow): number {
  return distinctBytes ?? medianSeconds ?? 0;
}

/** `4.2×` where ahead, `0.8×` where behind: how many times the best other's figure is ours. */
function formatFactor(factor: number): string {
  return `${factor.toFixed(factor < 9.95 ? 1 : 0)}×`;
}

function text(kind: string, x: number, y: number, content: string, anchor = 'start'): string {
  return `<text class="${kind}" x="${x.toFixed(1)}" y="${y}" text-anchor="${anchor}">${escapeText(content)}</text>`;
}

function escapeText(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
