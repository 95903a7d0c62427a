import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Among the files of a context: what keeps others out of it where the Dockerfile has no ignore file of its own. */
export const IGNORE_FILE = '.dockerignore';

/** A service of a random workspace: all that its image may be made of. */
export interface Subject {
  readonly name: string;
  /** Files of its context by path. */
  readonly files: Readonly<Record<string, Entry>>;
  readonly dockerfile: readonly string[];
  /** Lines of its `Dockerfile.dockerignore`. */
  readonly ignore?: readonly string[];
  readonly args: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  /** Stage that is built; the last one where none is named. */
  readonly target?: string;
  /** Its own folder, a link to a folder, or the workspace with its files below `data/<name>`. */
  readonly context: 'own' | 'link' | 'root';
  /** Files of the folder that is its context `named`; absent where it has none. */
  readonly named?: Readonly<Record<string, string>>;
}

/** One entry of a context. */
export type Entry = { readonly text: string; readonly mode: number } | { readonly link: string };

/** What stands before a file's name in a Dockerfile of this context. */
export function prefixOf({ name, context }: Pick<Subject, 'name' | 'context'>): string {
  return context === 'root' ? `data/${name}/` : '';
}

/** Folder of a service's files, relative to the workspace root. */
export function folderOf({ name, context }: Pick<Subject, 'name' | 'context'>): string {
  return context === 'own' ? `services/${name}` : `data/${name}`;
}

/** Folder that is a service's context, relative to the workspace root. */
export function contextOf({ name, context }: Pick<Subject, 'name' | 'context'>): string {
  return { own: `services/${name}`, link: `links/${name}`, root: '.' }[context];
}

/** Services that a service is built from. */
export function linksOf({ dockerfile }: Pick<Subject, 'dockerfile'>): readonly string[] {
  const names = [...dockerfile.join('\n').matchAll(/\bacme\/(s\d+)/g)].map(([, name = '']) => name);
  return [...new Set(names)];
}

/** Options of the service's tasks, in the words of project.json. */
export function optionsOf({
  name,
  args,
  context,
  named,
  labels,
  target,
}: Subject): Record<string, unknown> {
  return {
    buildArgs: args,
    ...(context !== 'root' && { context: contextOf({ name, context }) }),
    ...(named && { contexts: { named: `named/${name}` } }),
    ...(labels && { labels }),
    // A stage that nothing needs is an image too.
    ...(target !== undefined && { image: name, target }),
  };
}

/** Writes a service below a workspace, in the place of what was there of it. */
export function writeSubject(root: string, subject: Subject): void {
  const { name, files, dockerfile, ignore, context, named } = subject;
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
    else writeFileSync(path, entry.text, { mode: entry.mode });
  }
  for (const [file, text] of Object.entries(named ?? {})) {
    mkdirSync(join(root, 'named', name), { recursive: true });
    writeFileSync(join(root, 'named', name, file), text);
  }
  if (context === 'link') {
    mkdirSync(join(root, 'links'), { recursive: true });
    symlinkSync(`../data/${name}`, join(root, 'links', name));
  }
  writeFileSync(join(services, 'Dockerfile'), `${dockerfile.join('\n')}\n`);
  if (ignore) writeFileSync(join(services, 'Dockerfile.dockerignore'), `${ignore.join('\n')}\n`);
  const targets = { 'build-image': { options: optionsOf(subject) } };
  writeFileSync(join(services, 'project.json'), JSON.stringify({ name, targets }));
  writeFileSync(join(services, 'pyproject.toml'), `[project]\nname = "${name}"\nversion = "1"\n`);
}
