import { uvEnvironment } from '../../images/installers/uv';
import type { TemplateChange } from './change-template';
import { SETTLE } from './settle';

const title = 'The same files become the same layers, whenever and wherever they are built.';
const normalize = 'normalize-layer /venv';
const compile = 'normalize-layer --compile /venv';
const sources = (file: 'service' | 'stack'): TemplateChange => ({
  title,
  file,
  part: /^RUN (?:python -m compileall|normalize-layer) [^\n]*\/app$/gm,
  old: /^RUN python -m compileall -q \/app$/,
  replacement: 'RUN normalize-layer --compile /app',
  now: /normalize-layer/,
  example: ['RUN normalize-layer --compile /app'],
});
/** The end of the script `install-projects`. */
const INSTALL_BY_NAME = [
  '# By name: of a path uv records which one it was.',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the shell
  'names=$(cd "$wheels" && for wheel in *.whl; do echo "${wheel%%-*}"; done)',
  '# shellcheck disable=SC2086',
  'uv pip install --quiet --offline --no-index --no-deps --compile-bytecode --find-links "$wheels" \\',
  '  --python /venv/bin/python --target /app $names',
  "# uv's own note of when the wheel was made.",
  "sed -i '/\\.dist-info\\/uv_cache\\.json,/d' /app/*.dist-info/RECORD",
  'rm -f /app/*.dist-info/uv_cache.json',
  'normalize-layer /app',
  '',
];

/** Layers whose bytes depend on nothing but what they are made from. */
export const normalizedLayers: readonly TemplateChange[] = [
  {
    title,
    file: 'stack',
    part: /(?:^#[^\n]*\n)*^FROM [^\n]+ AS base\n(?:ARG SOURCE_DATE_EPOCH\n)?/gm,
    old: /^((?:#[^\n]*\n)*)(FROM [^\n]+ AS base\n)$/,
    replacement:
      '# Time of files and images: what is built from the same files is the same, whenever it is built.\nARG SOURCE_DATE_EPOCH=315532800\n\n$1$2ARG SOURCE_DATE_EPOCH\n',
    now: /ARG SOURCE_DATE_EPOCH\n$/,
    example: ['ARG SOURCE_DATE_EPOCH'],
  },
  {
    title,
    file: 'stack',
    part: /^ && useradd [^\n]*\n(?: && [^\n]*\n)*/gm,
    old: /^( && useradd [^\n]*[^\n\\])\n$/,
    replacement: `$1 \\\n && ${SETTLE}\n`,
    now: /touch -hcd/,
    example: [` && ${SETTLE}`],
  },
  {
    title,
    file: 'stack',
    part: /^ENV PATH=\$PATH:\/opt\/builder\/bin(?:[^\n]*\\\n)*[^\n]*$/gm,
    old: /^( {4}SSL_CERT_FILE=[^\n]*\\\n)/m,
    replacement: `$1${uvEnvironment
      .slice(0, 2)
      .map((variable) => `    ${variable.replaceAll('$', '$$$$')} \\\n`)
      .join('')}`,
    now: /SOURCE_DATE_EPOCH/,
    example: uvEnvironment.slice(0, 2).map((variable) => `    ${variable} \\`),
  },
  {
    title,
    file: 'stack',
    part: /^COPY --chmod=755 [^\n]*\/install-projects [^\n]*$/gm,
    old: /^COPY --chmod=755 (\S*)\/install-projects \/usr\/local\/bin\/$/,
    replacement: 'COPY --chmod=755 $1/install-projects $1/normalize-layer /usr/local/bin/',
    now: /normalize-layer/,
    example: ['COPY --chmod=755 …/install-projects …/normalize-layer /usr/local/bin/'],
  },
  sources('stack'),
  sources('service'),
  {
    title,
    file: 'service',
    part: /^ {4}uv sync (?:[^\n]*\\\n)*[^\n]*$/gm,
    old: /^( {4}uv sync [^\n\\]*)$/,
    replacement: `$1 \\\n && ${normalize}`,
    now: /normalize-layer/,
    example: [` && ${normalize}`],
  },
  {
    title,
    file: 'service',
    part: /^ {4}VIRTUAL_ENV=\/venv poetry install (?:[^\n]*\\\n)*[^\n]*$/gm,
    old: /^( {4}VIRTUAL_ENV=\/venv poetry install [^\n\\]*) --compile( [^\n\\]*)$/,
    replacement: `$1$2 \\\n && ${compile}`,
    now: /normalize-layer/,
    example: [` && ${compile}`],
  },
  {
    title,
    file: 'service',
    part: /^ && pip --python \/venv\/bin\/python install (?:[^\n]*\\\n)*[^\n]*$/gm,
    old: /^( && pip --python \/venv\/bin\/python install --disable-pip-version-check)( [^\n\\]*)$/,
    replacement: `$1 --no-compile$2 \\\n && ${compile}`,
    now: /normalize-layer/,
    example: [` && ${compile}`],
  },
  {
    title,
    file: 'install-projects',
    part: /^(?:#[^\n]*\n)*uv pip install [^\n]*\\\n[^\n]*\n?/gm,
    old: /^uv pip install --quiet --offline --no-index --no-deps --compile-bytecode \\\n {2}--python \/venv\/bin\/python --target \/app "\$wheels"\/\*\.whl\n?$/,
    replacement: INSTALL_BY_NAME.join('\n').replaceAll('$', '$$$$'),
    now: /--find-links/,
    example: INSTALL_BY_NAME,
  },
];
