import type { Random } from './random';
import { chance, pick } from './random';
import { randomDockerfile } from './random-dockerfile';
import {
  type Entry,
  folderOf,
  NAMES,
  prefixOf,
  randomIgnore,
  type Subject,
} from './random-workspace';

/** A service after something was done to it. */
export interface Edited {
  readonly subject: Subject;
  /** What was done, for people. */
  readonly what: string;
  /** Files that git sees as changed, relative to the workspace root. */
  readonly touched: readonly string[];
}

/** Does one thing to a service. @param below names of those before it */
export function randomEdit(subject: Subject, below: readonly string[], random: Random): Edited {
  const { files, name } = subject;
  const names = Object.keys(files);
  const plain = names.filter((file) => 'text' in (files[file] as Entry));
  const links = names.filter((file) => 'link' in (files[file] as Entry));
  const at = (file: string): string => `${folderOf(subject)}/${file}`;
  const withFiles = (more: Record<string, Entry | undefined>): Subject => ({
    ...subject,
    files: Object.fromEntries(
      Object.entries({ ...files, ...more }).flatMap(([file, entry]) =>
        entry === undefined ? [] : [[file, entry] as const],
      ),
    ),
  });
  const roll = random();
  const file = pick(random, plain);
  const entry = files[file] as Extract<Entry, { text: string }>;
  if (roll < 0.36) {
    const text = `${entry.text}${Math.floor(random() * 1e9)}\n`;
    const edited = withFiles({ [file]: { ...entry, text } });
    return { subject: edited, what: `edit ${file}`, touched: [at(file)] };
  }
  if (roll < 0.44) {
    const mode = pick(random, [0o600, 0o644, 0o755, 0o604, 0o664]);
    return {
      subject: withFiles({ [file]: { ...entry, mode } }),
      what: `chmod ${file}`,
      touched: [],
    };
  }
  if (roll < 0.54) {
    const added = pick(random, NAMES);
    const edited = withFiles({ [added]: { text: `new ${random()}\n`, mode: 0o644 } });
    return { subject: edited, what: `add ${added}`, touched: [at(added)] };
  }
  if (roll < 0.6 && file !== 'a.txt' && file !== 'd/e.txt') {
    return {
      subject: withFiles({ [file]: undefined }),
      what: `remove ${file}`,
      touched: [at(file)],
    };
  }
  if (roll < 0.66 && file !== 'a.txt' && file !== 'd/e.txt') {
    const to = `${file}2`;
    const edited = withFiles({ [file]: undefined, [to]: entry });
    return { subject: edited, what: `rename ${file}`, touched: [at(file), at(to)] };
  }
  if (roll < 0.72 && links.length > 0) {
    const link = pick(random, links);
    const target = pick(random, ['d', 'a.txt', 'd/f', 'b.txt', 'nowhere']);
    const edited = withFiles({ [link]: { link: target } });
    return { subject: edited, what: `link ${link} to ${target}`, touched: [at(link)] };
  }
  if (roll < 0.8) {
    const ignore = chance(random, 0.2) ? undefined : randomIgnore(random, prefixOf(subject));
    const { ignore: _, ...rest } = subject;
    return {
      subject: { ...rest, ...(ignore && { ignore }) },
      what: 'ignore file',
      touched: [`services/${name}/Dockerfile.dockerignore`],
    };
  }
  if (roll < 0.9) {
    const args = {
      WHAT: pick(random, ['a.txt', 'd', 'b.txt', 'd/e.txt']),
      ...(chance(random, 0.4) && { BASE: pick(random, ['one', 'two']) }),
      UNUSED: `${random()}`,
    };
    return { subject: { ...subject, args }, what: 'arguments', touched: [] };
  }
  const dockerfile = randomDockerfile(random, {
    prefix: prefixOf(subject),
    files: names,
    args: Object.keys(subject.args),
    below,
    hasNamed: subject.hasNamed,
  });
  return {
    subject: { ...subject, dockerfile },
    what: 'Dockerfile',
    touched: [`services/${name}/Dockerfile`],
  };
}
