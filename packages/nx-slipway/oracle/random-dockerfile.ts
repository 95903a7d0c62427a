// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of Dockerfiles
import { chance, pick, type Random } from './random';
import { randomMetadata } from './random-metadata';

/** What a Dockerfile may name. */
export interface Vocabulary {
  /** Stands before each file's name. */
  readonly prefix: string;
  readonly files: readonly string[];
  /** Images of the workspace it may be built from. */
  readonly below: readonly string[];
  readonly hasNamed: boolean;
  /** Reference of an image with a shell. */
  readonly base: string;
}

/** The lines of a Dockerfile that is mostly valid, out of everything readers get wrong. */
export function randomDockerfile(random: Random, words: Vocabulary): readonly string[] {
  const lines: string[] = [];
  const name = pick(random, ['one', 'two']);
  lines.push(pick(random, [`ARG BASE=${name}`, 'ARG BASE=one', 'ARG V=one\nARG BASE=${V}']));
  if (chance(random, 0.3)) lines.push('ARG WHAT=a.txt');
  const stages = ['one', 'two'];
  lines.push('FROM scratch AS one', ...instructions(random, words, []));
  const platform = pick(random, ['', '', '--platform=$BUILDPLATFORM ', '--platform=linux/amd64 ']);
  lines.push(
    pick(random, [`FROM ${platform}scratch AS two`, 'FROM one AS two', 'FROM scratch AS Two']),
    ...instructions(random, words, ['one', '0']),
  );
  if (chance(random, 0.2)) {
    lines.push('FROM scratch AS at-amd64', ...instructions(random, words, ['one']));
    lines.push('FROM at-${TARGETARCH} AS three');
    stages.push('three');
  }
  // Few, since running something takes as long as many copies.
  const hasRun = chance(random, 0.04);
  if (hasRun) lines.push(...runStage(random, words, stages));
  const froms = [
    'FROM scratch',
    'FROM ${BASE}',
    'FROM "one"',
    'FROM ${BASE:-two}',
    ...stages.map((each) => `FROM ${each}`),
  ];
  const linked = words.below.length > 0 ? [`FROM acme/${pick(random, words.below)}`] : [];
  lines.push(pick(random, [...froms, ...linked, ...linked]));
  lines.push(...instructions(random, words, [...stages, '1']));
  if (hasRun) lines.push('COPY --from=run /out /run/');
  while (chance(random, 0.3)) lines.push(randomMetadata(random));
  return lines.flatMap((line) => line.split('\n'));
}

/** A stage whose steps leave in `/out` what was mounted for them. */
function runStage(random: Random, words: Vocabulary, from: readonly string[]): readonly string[] {
  const lines = [`FROM ${words.base} AS run`];
  if (chance(random, 0.4)) lines.push(pick(random, ['ARG WHAT', 'ARG WHAT=d', 'ENV PART=d']));
  if (chance(random, 0.3)) lines.push(instruction(random, words, from));
  const count = pick(random, [1, 1, 2]);
  for (let index = 0; index < count; index += 1) {
    const copy = `mkdir -p /out && cp -a /t${index} /out/`;
    const command = pick(random, [
      copy,
      copy,
      `mkdir -p /out && echo "$WHAT" > /out/what && cp -a /t${index} /out/`,
      `<<EOF\n${copy}\nEOF`,
      JSON.stringify(['sh', '-c', copy]),
    ]);
    lines.push(`RUN ${mount(random, words, from, `/t${index}`)}${command}`);
  }
  return lines;
}

/** Flags with one mount at a target, and others that decide nothing. */
function mount(
  random: Random,
  { prefix, files, below, hasNamed }: Vocabulary,
  from: readonly string[],
  target: string,
): string {
  const keys = ['source', 'src'] as const;
  const plain = files.filter((file) => /^[\w./-]+$/.test(file));
  const path = (): string =>
    `${prefix}${pick(random, [...plain, 'd', 'd/f', '$WHAT', '${PART:-d}', 'ln', './d/../d'])}`;
  const sources = pick(random, [
    () => [`${pick(random, keys)}=${path()}`],
    () => [`source=${path()}`, `src=${path()}`],
    () => [`src=${path()}`, `source=${path()}`],
    ...(prefix === '' ? [() => []] : []),
    () => [`from=${pick(random, from)}`],
    ...(below.length > 0 ? [() => [`from=acme/${pick(random, below)}`]] : []),
    ...(hasNamed ? [() => ['from=named', pick(random, ['source=n.txt', 'src=/'])]] : []),
  ])();
  const fields = [
    ...pick(random, [[], ['type=bind'], ['type=BIND'], ['type=Bind']]),
    ...sources,
    `${pick(random, ['target', 'dst', 'destination'])}=${target}`,
    ...pick(random, [[], [], ['ro'], ['rw'], ['readonly=true']]),
  ];
  const idle = [
    '--mount=type=cache,target=/cache ',
    '--mount=type=tmpfs,target=/m ',
    '--mount=type=secret,id=none ',
    '--network=none ',
  ];
  return `--mount=${fields.join()} ${pick(random, ['', '', ...idle])}`;
}

function instructions(random: Random, words: Vocabulary, from: readonly string[]): string[] {
  const count = 1 + Math.floor(random() * 3);
  return Array.from({ length: count }, () => instruction(random, words, from));
}

function instruction(random: Random, words: Vocabulary, from: readonly string[]): string {
  const { below, hasNamed } = words;
  const roll = random();
  const to = `/o${Math.floor(random() * 1e6)}/`;
  if (roll < 0.08) return pick(random, ['ENV WHAT=b.txt', 'ENV PART=d', randomMetadata(random)]);
  if (roll < 0.16) return pick(random, ['ARG WHAT', 'ARG WHAT=d', 'ARG PART=a', 'ARG UNUSED']);
  if (roll < 0.24 && from.length > 0) {
    return `COPY --from=${pick(random, from)} ${pick(random, ['/ ', '/. '])}${to}`;
  }
  if (roll < 0.28 && below.length > 0) return `COPY --from=acme/${pick(random, below)} / ${to}`;
  if (roll < 0.33 && hasNamed)
    return `COPY --from=named ${pick(random, ['n.txt', '.', '*.txt'])} ${to}`;
  if (roll < 0.36) {
    const end = pick(random, ['EOF', 'EOF', '"EOF"']);
    return `COPY <<${end} ${to}${pick(random, ['here', '$WHAT'])}\n# ${to}\nCOPY $WHAT /\nEOF`;
  }
  if (roll < 0.4) return `ONBUILD COPY ${source(random, words, 'a.txt')} ${to}`;
  const flags = pick(random, [
    ...['', '', '', '--link ', '--chmod=600 ', '--exclude=*.md ', '--chown=7:8 '],
    ...['--chmod=${MODE:-640} ', '--chown=${OWNER:-9} ', '--exclude=$WHAT '],
    ...(chance(random, 0.3) ? ['--link --chmod=755 --exclude=**/*.md '] : []),
  ]);
  const keyword = pick(random, ['COPY', 'COPY', 'COPY', 'copy', 'ADD']);
  const isPlain = keyword !== 'ADD' || !flags.includes('exclude');
  const named = Array.from({ length: pick(random, [1, 1, 1, 2]) }, () => pick(random, words.files));
  // Blanks part words even within quotes.
  if (named.some((file) => /\s/u.test(file)) || chance(random, 0.15)) {
    const paths = named.map((file) => `${words.prefix}${file}`);
    return `${keyword} ${isPlain ? flags : ''}${JSON.stringify([...paths, to])}`;
  }
  const sources = named.map((file) => source(random, words, file));
  const between = pick(random, [' ', ' ', ' ', ' \\\n  ']);
  return `${keyword} ${isPlain ? flags : ''}${[...sources, to].join(between)}`;
}

/** One source in one of the ways to write it. */
function source(random: Random, { prefix }: Vocabulary, file: string): string {
  const path = `${prefix}${file}`;
  const odd = /[\s"'\\]/u.test(path);
  const quoted = `"${path.replace(/["\\$]/g, '\\$&')}"`;
  const half =
    path.length > 2 ? `${path.slice(0, 1)}"${path.slice(1).replace(/["\\$]/g, '\\$&')}"` : quoted;
  const escaped = path.replace(/([\s"'\\$])/gu, '\\$1');
  if (odd) return pick(random, [quoted, quoted, escaped, half]);
  return pick(random, [
    path,
    path,
    quoted,
    half,
    `./${path}`,
    `/${path}`,
    `../${path}`,
    `${prefix}d`,
    `${prefix}d/`,
    `${prefix}./d/../d`,
    `${prefix}*.txt`,
    `${prefix}?.txt`,
    `${prefix}[ab].txt`,
    `${prefix}d/f*`,
    `${prefix}*/e.txt`,
    `${prefix}+(a)*`,
    `${prefix}$WHAT`,
    `${prefix}\${WHAT:-a.txt}`,
    `${prefix}\${PART:-d}`,
    `${prefix}\${PART:+d}`,
    `${prefix}\${WHAT%.txt}*`,
    prefix === '' ? '.' : prefix,
    `${prefix}ln`,
    `${prefix}ln/e.txt`,
    `${prefix}l*`,
    `${prefix}deep`,
  ]);
}
