import type { Comparison } from './plan-schedules.ts';

const width = 640;
const height = 360;
const frame = { left: 56, top: 56, right: 24, bottom: 44 };

/** The speed-up by the number of nodes, on logarithmic scales, as an SVG. */
export function drawComparison({ services, rows }: Comparison): string {
  const [first] = rows;
  const most = Math.max(2, ...rows.map(({ nodes }) => nodes));
  const across = (nodes: number): number =>
    frame.left + (Math.log2(nodes) / Math.log2(most)) * (width - frame.left - frame.right);
  const up = (factor: number): number =>
    height -
    frame.bottom -
    (Math.log2(factor) / Math.log2(most)) * (height - frame.top - frame.bottom);
  const ticks = rows.map(({ nodes }) => nodes);
  const line = (
    { label, color, dash = '' }: { label: string; color: string; dash?: string },
    factor: (row: Comparison['rows'][number]) => number,
  ): readonly string[] => {
    const points = rows.map((row) => ({ x: across(row.nodes), y: up(Math.max(1, factor(row))) }));
    const last = points.at(-1) ?? { x: 0, y: 0 };
    const path = points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
    return [
      `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="2"${dash && ` stroke-dasharray="${dash}"`}/>`,
      text(last.x, last.y - 6, label, { anchor: 'end', color }),
    ];
  };
  const seconds = (of: 'cold' | 'alone' | 'code') => (row: Comparison['rows'][number]) =>
    (first?.[of].seconds ?? 0) / row[of].seconds;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="-apple-system, Segoe UI, Helvetica, Arial, sans-serif" role="img" aria-labelledby="title">`,
    `<title id="title">How much faster fleets of several nodes build ${services} services than one node</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(20, 28, `${services} services: times faster than one node`, { size: 15, bold: true }),
    ...ticks.flatMap((tick) => [
      `<line x1="${across(tick).toFixed(1)}" y1="${frame.top}" x2="${across(tick).toFixed(1)}" y2="${height - frame.bottom}" stroke="#eaeef2"/>`,
      `<line x1="${frame.left}" y1="${up(tick).toFixed(1)}" x2="${width - frame.right}" y2="${up(tick).toFixed(1)}" stroke="#eaeef2"/>`,
      text(across(tick), height - frame.bottom + 18, `${tick}`, { anchor: 'middle' }),
      text(frame.left - 8, up(tick) + 4, `${tick}`, { anchor: 'end' }),
    ]),
    text(width - frame.right, height - 8, 'nodes', { anchor: 'end' }),
    ...line(
      { label: 'as many times as nodes', color: '#8c959f', dash: '4 4' },
      ({ nodes }) => nodes,
    ),
    ...line({ label: 'all, cold, with a shared cache', color: '#0969da' }, seconds('cold')),
    ...line({ label: 'without one', color: '#bc4c00' }, seconds('alone')),
    ...line({ label: 'a line in every service', color: '#1a7f37' }, seconds('code')),
    '</svg>',
    '',
  ].join('\n');
}

function text(
  x: number,
  y: number,
  words: string,
  {
    anchor = 'start',
    color = '#57606a',
    size = 12,
    bold = false,
  }: { anchor?: string; color?: string; size?: number; bold?: boolean } = {},
): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size}" text-anchor="${anchor}" fill="${color}"${bold ? ' font-weight="bold"' : ''}>${words}</text>`;
}
