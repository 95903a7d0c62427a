import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { KEY_LABEL } from '../src/images/model/key-label';
import { runCommand } from '../src/process/run-command';
import { call } from './real-workspace';

/**
 * Says where two images of the engine's store differ first: the layer, and in it the file and its byte, or what is
 * said of the file; undefined where layers and configs are the same.
 */
export async function firstDifference(one: string, other: string): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-difference-'));
  try {
    const [a, b] = [await unpack(one, join(folder, 'a')), await unpack(other, join(folder, 'b'))];
    const index = a.layers.findIndex(
      (layer, place) => basename(layer) !== basename(b.layers[place] ?? ''),
    );
    if (index >= 0) {
      const layers = [a.layers[index] ?? '', b.layers[index] ?? ''] as const;
      return `layer ${index + 1}: ${await layerDifference(layers, folder)}`;
    }
    const line = a.config.findIndex((each, place) => each !== b.config[place]);
    return line < 0 ? undefined : `config: ${a.config[line]} and ${b.config[line]}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface UnpackedImage {
  /** Lines, without the label of the image key, which only images that nx-slipway itself builds have. */
  readonly config: readonly string[];
  /** Paths of archives, named for their digests. */
  readonly layers: readonly string[];
}

async function unpack(image: string, folder: string): Promise<UnpackedImage> {
  mkdirSync(folder);
  await call('docker', ['save', `--output=${folder}.tar`, image]);
  await call('tar', ['--extract', `--file=${folder}.tar`, `--directory=${folder}`]);
  const json = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const [{ Config, Layers }] = json('manifest.json') as [{ Config: string; Layers: string[] }];
  const config = JSON.stringify(json(Config), undefined, 1).split('\n');
  return {
    config: config.filter((line) => !line.includes(`"${KEY_LABEL}"`)),
    layers: Layers.map((layer) => join(folder, layer)),
  };
}

async function layerDifference([a, b]: readonly [string, string], folder: string): Promise<string> {
  const listed = await Promise.all(
    [a, b].map(async (file) =>
      (
        await call('tar', ['--list', '--verbose', '--full-time', '--numeric-owner', '--file', file])
      ).split('\n'),
    ),
  );
  const line = listed[0]?.findIndex((each, index) => each !== listed[1]?.[index]) ?? -1;
  if (line >= 0) return `${listed[0]?.[line]} and ${listed[1]?.[line]}`;
  for (const [name, file] of Object.entries({ x: a, y: b })) {
    mkdirSync(join(folder, name));
    await call('tar', ['--extract', `--directory=${join(folder, name)}`, '--file', file]);
  }
  const compared = {
    command: 'diff',
    args: ['--recursive', '--brief', '--no-dereference', 'x', 'y'],
    cwd: folder,
  };
  const { stdout } = await runCommand(compared);
  const [, path] = /^Files x\/(.+) and /m.exec(stdout) ?? [];
  if (path === undefined) return `the archives alone: ${stdout}`;
  const bytes = { command: 'cmp', args: [`x/${path}`, `y/${path}`], cwd: folder };
  return (await runCommand(bytes)).stdout.trim();
}
