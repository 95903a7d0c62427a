import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chance, pick, type Random } from './random';
import { randomDockerfile } from './random-dockerfile';

/** One service of the oracle: everything that may decide its image, as values. */
export interface Subject {
  /** `s7`; also its Nx project and the last part of its reference. */
  readonly name: string;
  readonly dockerfile: readonly string[];
  /** Lines of the ignore file beside the Dockerfile; undefined for none. */
  readonly ignore?: readonly string[];
  /** Files by path below the context's part of this service: text, permissions, or the target of a link. */
  readonly files: Readonly<Record<string, Entry>>;
  /** Build arguments of the task. */
  readonly args: Readonly<Record<string, string>>;
  /** Whether the context is the service's own folder; else it is the workspace root, by its option or not. */
  readonly context: 'own' | 'root' | 'link';
  /** Whether a folder of its own is a named context. */
  readonly hasNamed: boolean;
}

export type Entry =
  | { readonly text: string; readonly mode: number }
  | { readonly link: string }
  | { readonly folder: number };

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
  ['gone', 'nowhere'],
];

/** Makes a service. @param below names of those before it, which it may be built from */
export function randomSubject(name: string, below: readonly string[], random: Random): Subject {
  const files: Record<string, Entry> = {};
  for (const file of NAMES) {
    if (chance(random, 0.55)) files[file] = { text: `${file} of ${name}\n`, mode: 0o644 };
  }
  for (const [file, target] of LINKS) if (chance(random, 0.4)) files[file] = { link: target };
  files['a.txt'] ??= { text: 'a\n', mode: 0o644 };
  files['d/e.txt'] ??= { text: 'e\n', mode: 0o644 };
  const args: Record<string, string> = {};
  if (chance(random, 0.5)) args.WHAT = pick(random, ['a.txt', 'd', 'b.txt', 'd/e.txt']);
  if (chance(random, 0.3)) args.BASE = pick(random, ['one', 'two', 'scratch']);
  if (chance(random, 0.2)) args.UNUSED = pick(random, ['1', '2']);
  const context = pick(random, ['own', 'root', 'root', 'link'] as const);
  const hasNamed = chance(random, 0.3);
  return {
    name,
    files,
    args,
    context,
    hasNamed,
    ...(chance(random, 0.5) && { ignore: randomIgnore(random, prefixOf({ name, context })) }),
    dockerfile: randomDockerfile(random, {
      prefix: prefixOf({ name, context }),
      files: Object.keys(files),
      args: Object.keys(args),
      below,
      hasNamed,
    }),
  };
}

/** What stands before a file's name in a Dockerfile of this context. */
export function prefixOf({ name, context }: Pick<Subject, 'name' | 'context'>): string {
  return context === 'root' ? `data/${name}/` : '';
}

/** Folder of a service's files, relative to the workspace root. */
export function folderOf({ name, context }: Pick<Subject, 'name' | 'context'>): string {
  return context === 'own' ? `services/${name}` : `data/${name}`;
}

export function randomIgnore(random: Random, prefix: string): readonly string[] {
  const lines = [
    ...['*.md', '**/*.md', `${prefix}d`, `!${prefix}d/f`, `${prefix}d/**`, `!${prefix}d/e.txt`],
    ...['**/g.txt', `/${prefix}b.txt`, '# note', '', `${prefix}deep/*`, `!${prefix}deep/er`],
    ...[`${prefix}[cU]*`, `${prefix}?.md`, ' ', `${prefix}s p`, '**/.hidden', `./${prefix}r/`],
  ];
  return Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(random, lines));
}

/** Writes a service below a workspace, in the place of what was there of it. */
export function writeSubject(root: string, subject: Subject): void {
  const { name, files, dockerfile, ignore, args, context, hasNamed } = subject;
  const services = join(root, 'services', name);
  const data = join(root, folderOf(subject));
  for (const folder of [services, data, join(root, 'named', name), join(root, 'links', name)]) {
    rmSync(folder, { recursive: true, force: true });
  }
  mkdirSync(services, { recursive: true });
  for (const [file, entry] of Object.entries(files)) {
    const path = join(data, file);
    mkdirSync(dirname(path), { recursive: true });
    if ('link' in entry) symlinkSync(entry.link, path);
    else if ('folder' in entry) mkdirSync(path, { recursive: true, mode: entry.folder });
    else writeFileSync(path, entry.text, { mode: entry.mode });
  }
  if (hasNamed) {
    mkdirSync(join(root, 'named', name), { recursive: true });
    for (const file of ['n.txt', 'm.txt']) {
      writeFileSync(
        join(root, 'named', name, file),
        files[file] ? JSON.stringify(files[file]) : file,
      );
    }
  }
  if (context === 'link') {
    mkdirSync(join(root, 'links'), { recursive: true });
    symlinkSync(`../data/${name}`, join(root, 'links', name));
  }
  writeFileSync(join(services, 'Dockerfile'), `${dockerfile.join('\n')}\n`);
  if (ignore) writeFileSync(join(services, 'Dockerfile.dockerignore'), `${ignore.join('\n')}\n`);
  const options = {
    buildArgs: args,
    ...(context === 'link' && { context: `links/${name}` }),
    ...(context === 'own' && { context: `services/${name}` }),
    ...(hasNamed && { contexts: { named: `named/${name}` } }),
  };
  writeFileSync(
    join(services, 'project.json'),
    JSON.stringify({ name, targets: { 'build-image': { options } } }),
  );
  writeFileSync(join(services, 'pyproject.toml'), `[project]\nname = "${name}"\nversion = "1"\n`);
}
