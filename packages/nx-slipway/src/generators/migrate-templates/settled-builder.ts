import type { TemplateChange } from './change-template';
import { SETTLE, SETTLE_LINE, SETTLED } from './settle';

const title = 'base-builder is the same in every checkout, whenever it is built.';
const settle = ` && ${SETTLE}`;
const requirements =
  'RUN --mount=type=bind,source=$1/builder-requirements.txt,target=/mnt/builder-requirements.txt \\';
const linked = [
  '# Compiled without debug information: it names the folder that it is compiled in, another one each time.',
  'ENV LDFLAGS=-Wl,-S',
];

/** Steps of base-builder that leave nothing of the clock, and of the times of a checkout. */
export const settledBuilder: readonly TemplateChange[] = [
  {
    title: 'Compiled packages are the same wherever they are compiled.',
    file: 'stack',
    // A file that names LDFLAGS anywhere has its own, which would be lost or would come after.
    part: /^ENV PATH=\$PATH:\/opt\/builder\/bin [^\n]*\n(?<!^(?!#)[^\n]*LDFLAGS[\s\S]*)(?![\s\S]*^(?!#)[^\n]*LDFLAGS)|^(?!#)[^\n]*LDFLAGS[^\n]*\n/gm,
    old: /^ENV PATH=/,
    replacement: `${linked.join('\n')}\nENV PATH=`,
    now: /-Wl,-S/,
    example: linked,
  },
  settledAfter(/^ && python -m compileall -q -j 0 [^\n]*\n(?: && [^\n]*\n)*/gm),
  settledAfter(/^ {4}uv sync [^\n]*--all-packages --no-install-local[^\n]*\n(?: && [^\n]*\n)*/gm),
  settledAfter(
    /^ && \/opt\/builder\/bin\/python -c "\$purelib" > [^\n]*\/builder\.pth"[^\n]*\n(?: && [^\n]*\n)*/gm,
  ),
  {
    title,
    file: 'stack',
    part: /^COPY [^\n]*\/builder-requirements\.txt [^\n]*\nRUN (?:[^\n]*\\\n)*[^\n]*\n/gm,
    old: /^COPY --chmod=644 (\S+)\/builder-requirements\.txt \/opt\/builder-requirements\.txt\nRUN (--mount=type=cache,id=pip,(?:[^\n]*\\\n)* && \/opt\/builder\/bin\/python -m pip install [^\n]*--requirement )\/opt\/builder-requirements\.txt\n$/,
    replacement: `${requirements}\n    $2/mnt/builder-requirements.txt \\\n${SETTLE_LINE}\n`,
    now: SETTLED,
    example: [requirements.replace('$1', '…'), settle],
  },
  {
    title,
    file: 'stack',
    part: /^COPY --chmod=755 [^\n]*\/install-projects [^\n]*$/gm,
    old: /^COPY --chmod=755 (\S+)\/install-projects \1\/normalize-layer \/usr\/local\/bin\/$/,
    replacement: (_part, directory = '') => scripts(directory).join('\n'),
    now: SETTLED,
    example: scripts('…'),
  },
];

/** The last line of a step that is followed by one that gives its files one time. */
function settledAfter(part: RegExp): TemplateChange {
  return {
    ...{ title, file: 'stack', part, now: SETTLED, example: [settle] },
    old: /^([^\n]*[^\n\\])\n$/,
    replacement: `$1 \\\n${SETTLE_LINE}\n`,
  };
}

/** @param directory of the stack */
function scripts(directory: string): readonly string[] {
  return [
    '# Installed by a step, because a COPY keeps the times of the checkout.',
    `RUN --mount=type=bind,source=${directory}/install-projects,target=/mnt/install-projects \\`,
    `    --mount=type=bind,source=${directory}/normalize-layer,target=/mnt/normalize-layer \\`,
    '    install --mode=755 /mnt/install-projects /mnt/normalize-layer /usr/local/bin/ \\',
    settle,
  ];
}
