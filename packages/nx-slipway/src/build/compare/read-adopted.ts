import type { Engine, EngineContext } from '../../engine/engine';
import type { AdoptedImage } from '../../images/facts/compare-adopted-images';
import type { ImageFacts } from '../../images/facts/image-facts';
import { CONTENTS_PROGRAM, parseProjectContents } from '../../images/facts/project-contents';
import type { Problem } from '../../problems/problem';
import { inspectImage } from './inspect-image';

/** Which image of an engine's store is read. */
export interface ImageQuestion {
  readonly reference: string;
  /** Normalised name of the project's distribution, whose files are read. */
  readonly distribution: string;
}

/** Reads what an image in the engine's store is and holds, by a container that ends at once and has no network. */
export async function readAdopted(
  { reference, distribution }: ImageQuestion,
  engine: Pick<Engine, 'containerCommand' | 'classifyFailure' | 'readImageSizes'>,
  { run, cwd }: EngineContext,
): Promise<{ readonly image: AdoptedImage } | { readonly problem: Problem }> {
  const inspected = await inspectImage(reference, engine, { run, cwd });
  if ('problem' in inspected) return inspected;
  const { facts } = inspected;
  let detail = '';
  for (const [program = 'python', ...words] of interpreters(facts)) {
    const start = ['run', '--rm', '--network=none', `--entrypoint=${program}`, reference, ...words];
    const command = engine.containerCommand([...start, '-c', CONTENTS_PROGRAM, distribution], cwd);
    const ended = await run(command);
    const contents = ended.exitCode === 0 ? parseProjectContents(ended.stdout) : undefined;
    if (contents) {
      // What `inspect` says of it is compressed in some stores and not in others.
      const sizes = await engine.readImageSizes([reference], { run, cwd });
      return { image: { ...facts, size: sizes.get(reference) ?? '', contents } };
    }
    detail = ended.failure ?? ended.stderr;
  }
  return { problem: { kind: 'image-contents-unread', reference, detail: detail.trim() } };
}

/** Ways to start the Python that the image's command runs on, the likeliest first. */
function interpreters({
  entrypoint,
  command,
}: Pick<ImageFacts, 'entrypoint' | 'command'>): readonly (readonly string[])[] {
  const text = [...entrypoint, ...command].join(' ');
  const runner = /\b(poetry|uv) run\b/.exec(text)?.[1];
  const folder = /^(\/\S*\/bin)\//.exec(text)?.[1];
  return [
    ...(runner === 'uv' ? [['uv', 'run', '--no-sync', '--offline', 'python']] : []),
    ...(runner === 'poetry' ? [['poetry', 'run', 'python']] : []),
    ...(folder === undefined || /^\/(usr\/)?bin$/.test(folder) ? [] : [[`${folder}/python`]]),
    ...[['python'], ['python3']],
  ];
}
