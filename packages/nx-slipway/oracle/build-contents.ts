import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDockerfile } from 'dockerfile-frontend';
import type { BakeTarget } from '../src/bake/bake-file';
import { formatBakeFile } from '../src/bake/format-bake-file';
import { runCommand } from '../src/engine/run-command';
import { contextReader } from '../src/workspace/context-reader';
import type { Subject } from './random-workspace';

/** What plain builds made: a digest of every image's files by service; none of one that does not build. */
export type Contents = ReadonlyMap<string, string>;

/**
 * Builds services as anybody would without this package: each Dockerfile with its own options, images of the workspace
 * linked by name. What fails is left out, with all that is built from it.
 *
 * @param given services that failed before, and are not tried again: each failure ends the whole call
 */
export async function buildContents(
  root: string,
  subjects: readonly Subject[],
  scratch: string,
  given: ReadonlySet<string> = new Set(),
): Promise<Contents> {
  const failed = new Set([
    ...given,
    ...subjects.filter((each) => misses(root, each)).map(({ name }) => name),
  ]);
  const output = join(scratch, 'output');
  for (let tries = 0; tries < subjects.length + 1; tries += 1) {
    const without = withDependents(failed, subjects);
    const left = subjects.filter(({ name }) => !without.has(name));
    if (left.length === 0) return new Map();
    rmSync(output, { recursive: true, force: true });
    const target = Object.fromEntries(
      left.map((subject) => [subject.name, targetOf(root, subject, output)]),
    );
    const file = join(scratch, 'bake.json');
    const group = { default: { targets: left.map(({ name }) => name) } };
    writeFileSync(file, formatBakeFile({ group, target }));
    const { exitCode, stderr } = await runCommand({
      command: 'docker',
      args: ['buildx', 'bake', `--file=${file}`, '--progress=plain', `--allow=fs=${scratch}`],
      cwd: root,
      env: { BUILDX_BAKE_ENTITLEMENTS_FS: '0' },
    });
    if (exitCode === 0) {
      return new Map(left.map(({ name }) => [name, digestFolder(join(output, name))]));
    }
    const names = [...stderr.matchAll(/^ERROR: target (s\d+): /gm)].map(([, name = '']) => name);
    if (names.length === 0) throw new Error(stderr.slice(-3000));
    for (const name of names) failed.add(name);
  }
  throw new Error('more failures than services');
}

/** Those that fail, and all that are built from them. */
function withDependents(
  failed: ReadonlySet<string>,
  subjects: readonly Subject[],
): ReadonlySet<string> {
  const all = new Set(failed);
  // Services are built from those before them only.
  for (const { name, dockerfile } of subjects) {
    if (linksOf(dockerfile).some((each) => all.has(each))) all.add(name);
  }
  return all;
}

function linksOf(dockerfile: readonly string[]): readonly string[] {
  return [...dockerfile.join('\n').matchAll(/\bacme\/(s\d+)/g)].map(([, name = '']) => name);
}

/**
 * Whether a Dockerfile most likely fails, for want of a file or of sense: asking the engine one by one would take most
 * of the time. Nothing else is decided by it.
 */
function misses(root: string, { name, context, args, dockerfile }: Subject): boolean {
  const { result } = readDockerfile({
    dockerfile: `${dockerfile.join('\n')}\n`,
    buildArgs: args,
    contexts: { named: { isFolder: true } },
    platform: 'linux/amd64',
    buildPlatform: 'linux/amd64',
  });
  const folder = contextOf(root, { name, context });
  const ignore = { files: [`${root}/services/${name}/Dockerfile.dockerignore`] };
  const reader = contextReader(root);
  const all = reader.digest({ folder, source: '.', ignore });
  const paths = result?.locals.find((each) => each.name === 'context')?.followPaths ?? [];
  return !result || paths.some((source) => reader.digest({ folder, source, ignore }) === all);
}

function contextOf(root: string, { name, context }: Pick<Subject, 'name' | 'context'>): string {
  return { own: `${root}/services/${name}`, link: `${root}/links/${name}`, root }[context];
}

function targetOf(root: string, subject: Subject, output: string): BakeTarget {
  const { name, args, context, hasNamed, dockerfile } = subject;
  return {
    context: contextOf(root, { name, context }),
    dockerfile: `${root}/services/${name}/Dockerfile`,
    args,
    contexts: {
      ...(hasNamed && { named: `${root}/named/${name}` }),
      ...Object.fromEntries(linksOf(dockerfile).map((each) => [`acme/${each}`, `target:${each}`])),
    },
    output: [`type=local,dest=${output}/${name}`],
    attest: ['type=provenance,disabled=true'],
  };
}

/** Paths, kinds, permissions but the group's, and contents; no times. */
function digestFolder(folder: string): string {
  const hash = createHash('sha256');
  const walk = (path: string, name: string): void => {
    const stat = lstatSync(path);
    const mode = (stat.mode & 0o7707).toString(8);
    if (stat.isSymbolicLink()) hash.update(`l ${name}\0${readlinkSync(path)}\0`);
    else if (stat.isDirectory()) {
      if (name !== '') hash.update(`d ${name}\0${mode}\0`);
      for (const each of readdirSync(path).sort()) walk(join(path, each), `${name}/${each}`);
    } else hash.update(`f ${name}\0${mode}\0`).update(readFileSync(path)).update('\0');
  };
  walk(folder, '');
  return hash.digest('hex');
}
