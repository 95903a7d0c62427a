import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BakeTarget } from '../src/bake/bake-file';
import { formatBakeFile } from '../src/bake/format-bake-file';
import { tracesEnvironment } from '../src/engine/docker/traces-environment';
import { runCommand } from '../src/process/run-command';
import { contextOf, linksOf, type Subject } from './subject';

/** What plain builds made: a digest of every image's files and config by service; none of one that does not build. */
export type Contents = ReadonlyMap<string, string>;

/**
 * Builds services as anybody would without this package: each Dockerfile with its own options, images of the workspace
 * linked by name. What fails is left out, with all that is built from it.
 *
 * @param scratch folder for what is built
 * @param doubtful services that most likely fail and are not tried: each failure ends the whole call
 */
export async function buildContents(
  root: string,
  subjects: readonly Subject[],
  scratch: string,
  doubtful: ReadonlySet<string> = new Set(),
): Promise<Contents> {
  const failed = new Set(doubtful);
  const output = join(scratch, 'output');
  for (;;) {
    const without = withDependents(failed, subjects);
    const left = subjects.filter(({ name }) => !without.has(name));
    if (left.length === 0) return new Map();
    rmSync(output, { recursive: true, force: true });
    const file = join(scratch, 'bake.json');
    const group = { default: { targets: left.map(({ name }) => name) } };
    const target = Object.fromEntries(
      left.map((subject) => [subject.name, targetOf(root, subject, output)]),
    );
    writeFileSync(file, formatBakeFile({ group, target }));
    const { exitCode, stderr } = await runCommand({
      command: 'docker',
      args: ['buildx', 'bake', `--file=${file}`, '--progress=plain', `--allow=fs=${scratch}`],
      cwd: root,
      env: {
        ...tracesEnvironment(process.env),
        BUILDX_BAKE_ENTITLEMENTS_FS: '0',
        BUILDX_METADATA_PROVENANCE: 'disabled',
      },
    });
    if (exitCode === 0) {
      return new Map(left.map(({ name }) => [name, digestImage(join(output, name))]));
    }
    const names = [...stderr.matchAll(/^ERROR: target (s\d+): /gm)].map(([, name = '']) => name);
    // Of one target alone the name is not said.
    if (names.length === 0 && left.length > 1) throw new Error(stderr.slice(-3000));
    for (const name of names.length > 0 ? names : left.map((each) => each.name)) failed.add(name);
  }
}

/** Those that fail, and all that are built from them. */
export function withDependents(
  failed: ReadonlySet<string>,
  subjects: readonly Subject[],
): ReadonlySet<string> {
  const all = new Set(failed);
  // Services are built from those before them only.
  for (const subject of subjects) {
    if (linksOf(subject).some((each) => all.has(each))) all.add(subject.name);
  }
  return all;
}

function targetOf(root: string, subject: Subject, output: string): BakeTarget {
  const { name, args, named, labels, target } = subject;
  return {
    context: join(root, contextOf(subject)),
    dockerfile: `${root}/services/${name}/Dockerfile`,
    args,
    contexts: {
      ...(named && { named: `${root}/named/${name}` }),
      ...Object.fromEntries(linksOf(subject).map((each) => [`acme/${each}`, `target:${each}`])),
    },
    ...(labels && { labels }),
    ...(target !== undefined && { target }),
    output: [
      `type=local,dest=${output}/${name}/files`,
      `type=oci,tar=false,dest=${output}/${name}/image`,
    ],
    attest: ['type=provenance,disabled=true'],
  };
}

/** What an image holds and what its containers start with. */
function digestImage(folder: string): string {
  const config = readConfig(join(folder, 'image'));
  return createHash('sha256')
    .update(digestFolder(join(folder, 'files')))
    .update(JSON.stringify(config))
    .digest('hex');
}

/** The config of the one image of an OCI layout, without what names layers and times. */
function readConfig(layout: string): unknown {
  const readJson = (path: string): Record<string, unknown> =>
    JSON.parse(readFileSync(join(layout, path), 'utf8'));
  const readBlob = ({ digest }: { readonly digest: string }): Record<string, unknown> =>
    readJson(`blobs/${digest.replace(':', '/')}`);
  const [manifest] = readJson('index.json').manifests as { digest: string }[];
  const image = readBlob(readBlob(manifest as never).config as never);
  const { created: _, history: __, rootfs: ___, ...config } = image;
  return config;
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
