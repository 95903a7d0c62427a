import { tmpdir } from 'node:os';
import type { Engine } from '../../../engine/engine';
import { familiarReference } from '../../../images/model/image-catalogue';
import { type ImageLinks, parseImageLinks } from '../../../images/upgrade/linked/image-links';
import type { LinkedImages, UnknownLinks } from '../../../images/upgrade/linked/linked-answers';
import { LINKS_SCRIPT } from '../../../images/upgrade/linked/links-script';
import { inParallel } from '../../../process/in-parallel';
import type { RunCommand } from '../../../process/run-command';
import type { KnownLinks } from '../../../workspace/cache/linked-images';
import { askContainer, lastLine } from './ask-container';

/** Containers at a time. */
const AT_ONCE = 4;

/** Calls the image's Python with the script, by either of its names. */
const SCRIPT = `
python=$(command -v python3 || command -v python) || { echo 'Python was not found' >&2; exit 3; }
exec "$python" -c "$1"
`.trim();

/** What an engine ends with where an image does not have the program that it is to start, or cannot start it. */
const NO_SHELL: readonly number[] = [126, 127];

/** Who is asked about built images. */
export interface LinksContext {
  readonly engine: Engine;
  readonly run: RunCommand;
  /** What is known of images that were asked before. */
  readonly links?: KnownLinks;
}

/**
 * Asks built images what their compiled files are linked with, each in one container, those with the same contents once,
 * and those whose contents are as when they were last asked not again. Images that the engine does not have are left
 * out, and none is pulled.
 */
export async function askLinks(
  references: readonly string[],
  context: LinksContext,
): Promise<LinkedImages> {
  const [first] = references;
  if (first === undefined) return new Map();
  const { engine, run, links } = context;
  const stored = await engine.readStoredImages(references, { run, cwd: tmpdir() });
  const images = new Map(
    stored.flatMap((image) => image.tags.map((tag) => [familiarReference(tag), image] as const)),
  );
  const built = references.flatMap((reference) => {
    const image = images.get(familiarReference(reference));
    if (!image) return [];
    const { id, contents } = image;
    return [{ reference, id, contents, known: links?.read(reference, contents) }];
  });
  if (built.length === 0) {
    // An engine that does not answer looks like one that has no images.
    const answer = await askImage(first, context);
    const isDown = answer && 'why' in answer && answer.isDown;
    return new Map(answer ? (isDown ? references : [first]).map((each) => [each, answer]) : []);
  }
  const answers = new Map<string, ImageLinks | UnknownLinks | undefined>(
    built.flatMap(({ contents, known }) => (known ? [[contents, known] as const] : [])),
  );
  const asked = new Map(
    built.flatMap(({ contents, id }) => (answers.has(contents) ? [] : [[contents, id] as const])),
  );
  await inParallel([...asked], AT_ONCE, async ([contents, id]) => {
    answers.set(contents, await askImage(id, context));
  });
  return new Map(
    built.flatMap(({ reference, contents, known }) => {
      const answer = answers.get(contents);
      if (!known && answer && 'linked' in answer) links?.write(reference, contents, answer);
      return answer ? [[reference, answer] as const] : [];
    }),
  );
}

/** @returns undefined where the engine does not have it */
async function askImage(
  image: string,
  context: LinksContext,
): Promise<ImageLinks | UnknownLinks | undefined> {
  const options = ['--pull=never', '--network=none', '--user=0:0'];
  const question = {
    options,
    script: SCRIPT,
    words: [LINKS_SCRIPT],
    answers: [0, 1, 3, ...NO_SHELL],
  };
  const answer = await askContainer(image, question, context);
  if ('why' in answer) return answer.isAbsent ? undefined : { why: answer.why, isDown: true };
  if (NO_SHELL.includes(answer.exitCode)) return { why: 'a shell was not found' };
  const links = answer.exitCode === 0 ? parseImageLinks(answer.stdout) : undefined;
  const said = lastLine(answer.stderr);
  return links ?? { why: said || 'the answer of a container could not be read' };
}
