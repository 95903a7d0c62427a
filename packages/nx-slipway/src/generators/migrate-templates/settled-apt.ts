import type { TemplateChange } from './change-template';
import { SETTLE, SETTLED } from './settle';

const title = 'What apt installs is the same layer, whenever it is built.';
const end = [
  ' && rm -rf /var/cache/debconf/*-old /var/cache/ldconfig/aux-cache /var/lib/dpkg/*-old \\',
  '      /var/log/alternatives.log /var/log/apt /var/log/dpkg.log \\',
  ` && ${SETTLE}`,
];
const ended = end.join('\n').replaceAll('$', '$$$$');

/** Steps of apt that leave no logs, no caches and no times of the clock. */
export const settledApt: readonly TemplateChange[] = [
  {
    title,
    file: 'stack',
    part: /(?<=^FROM base AS base-builder\n|^ {4}PYTHONUNBUFFERED=1\n)RUN --mount=type=cache,id=apt-cache,(?:[^\n]*\\\n)*[^\n]*\n/gm,
    old: /([^\n\\])\n$/,
    replacement: `$1 \\\n${ended}\n`,
    now: SETTLED,
    example: end,
  },
  {
    title,
    file: 'service',
    part: /^FROM \S+ AS system\n(?:ARG SOURCE_DATE_EPOCH\n)?RUN --mount=type=cache,id=apt-cache,(?:[^\n]*\\\n)*[^\n]*\n/gm,
    old: /^(FROM [^\n]*\n)(RUN (?:[^\n]*\\\n)*[^\n]*[^\n\\])\n$/,
    replacement: `$1ARG SOURCE_DATE_EPOCH\n$2 \\\n${ended}\n`,
    now: SETTLED,
    example: ['ARG SOURCE_DATE_EPOCH', ...end],
  },
  {
    title,
    file: 'service',
    // The head of a file whose step needs the time.
    part: /(?<![\s\S])(?:#[^\n]*\n)+(?:ARG SOURCE_DATE_EPOCH=[^\n]*\n)?(?=[\s\S]*^FROM \S+ AS system\nARG SOURCE_DATE_EPOCH\n)/gm,
    old: /\n$/,
    replacement: '\nARG SOURCE_DATE_EPOCH=315532800\n',
    now: /^ARG /m,
    example: ['ARG SOURCE_DATE_EPOCH=315532800'],
  },
];
