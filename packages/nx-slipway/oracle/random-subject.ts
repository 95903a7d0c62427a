import { chance, pick, type Random } from './random';
import { randomDockerfile } from './random-dockerfile';
import { type Entry, IGNORE_FILE, prefixOf, type Subject } from './subject';

/** Names that readers of Dockerfiles get wrong. */
export const NAMES: readonly string[] = [
  ...['a.txt', 'b.txt', 'c.md', 'd/e.txt', 'd/f/g.txt', 'd/f/h.md', 'UP.txt', '.hidden'],
  ...['s p', 'd/q t', 'x\u00a0y', 'x\u2003z', "o'k", 'k"q', '+(a)b.txt', 'no.txt+', 'w[x].txt'],
  ...['deep/er/one', 'deep/er/two', 'r/x.txt', 'tests/t.txt', 'dist/w.txt', 'build/b.txt'],
];

const LINKS: readonly (readonly [name: string, target: string])[] = [
  ['ln', 'd'],
  ['lf', 'a.txt'],
  ['deep/up', '../d/f'],
];

/** What a random service is made with. */
export interface SubjectScope {
  /** Names of services it may be built from. */
  readonly below: readonly string[];
  /** Reference of an image with a shell. */
  readonly base: string;
}

/** Makes a service. */
export function randomSubject(name: string, scope: SubjectScope, random: Random): Subject {
  const context = pick(random, ['own', 'root', 'root', 'link'] as const);
  const files: Record<string, Entry> = {};
  for (const file of NAMES) {
    if (chance(random, 0.55)) files[file] = { text: `${file} of ${name}\n`, mode: 0o644 };
  }
  for (const [file, target] of LINKS) if (chance(random, 0.4)) files[file] = { link: target };
  if (context !== 'root' && chance(random, 0.3)) {
    files[IGNORE_FILE] = { text: randomIgnore(random, '').join('\n'), mode: 0o644 };
  }
  files['a.txt'] ??= { text: 'a\n', mode: 0o644 };
  files['d/e.txt'] ??= { text: 'e\n', mode: 0o644 };
  const args: Record<string, string> = {};
  if (chance(random, 0.5)) args.WHAT = pick(random, ['a.txt', 'd', 'b.txt', 'd/e.txt']);
  if (chance(random, 0.3)) args.BASE = pick(random, ['one', 'two', 'scratch']);
  if (chance(random, 0.2)) args.UNUSED = pick(random, ['1', '2']);
  if (chance(random, 0.2)) Object.assign(args, randomFlagValues(random));
  const named = chance(random, 0.3) ? { 'n.txt': 'n\n', 'm.txt': 'm\n' } : undefined;
  const subject = {
    ...{ name, files, args, context, dockerfile: [] },
    ...(named && { named }),
    ...(chance(random, 0.15) && { labels: randomLabels(random) }),
    ...(chance(random, 0.1) && { target: pick(random, ['one', 'two', 'TWO']) }),
    ...(chance(random, 0.5) && { ignore: randomIgnore(random, prefixOf({ name, context })) }),
  };
  return { ...subject, dockerfile: randomDockerfileOf(subject, scope, random) };
}

/** Arguments that stand in flags and in the image's config. */
export function randomFlagValues(random: Random): Record<string, string> {
  return pick(random, [
    ...[{ MODE: '600' }, { MODE: '755' }, { OWNER: '7' }, { OWNER: '8:9' }],
    ...[{ PORT: '81' }, { SIGNAL: 'INT' }, { SOURCE_DATE_EPOCH: '1700000000' }],
  ]);
}

/** Labels that the service's options add. */
export function randomLabels(random: Random): Readonly<Record<string, string>> {
  return pick(random, [{ own: 'option' }, { own: '$WHAT' }, { 'of.options': `${random()}` }, {}]);
}

/** Another Dockerfile for a service. */
export function randomDockerfileOf(
  subject: Subject,
  { below, base }: SubjectScope,
  random: Random,
): readonly string[] {
  return randomDockerfile(random, {
    prefix: prefixOf(subject),
    files: Object.keys(subject.files),
    hasNamed: subject.named !== undefined,
    ...{ below, base },
  });
}

/** Lines of an ignore file. */
export function randomIgnore(random: Random, prefix: string): readonly string[] {
  const lines = [
    ...['*.md', '**/*.md', `${prefix}d`, `!${prefix}d/f`, `${prefix}d/**`, `!${prefix}d/e.txt`],
    ...['**/g.txt', `/${prefix}b.txt`, '# note', '', `${prefix}deep/*`, `!${prefix}deep/er`],
    ...[`${prefix}[cU]*`, `${prefix}?.md`, ' ', `${prefix}s p`, '**/.hidden', `./${prefix}r/`],
  ];
  return Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(random, lines));
}
