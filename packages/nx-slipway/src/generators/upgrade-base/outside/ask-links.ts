import { tmpdir } from 'node:os';
import type { Engine } from '../../../engine/engine';
import { familiarReference } from '../../../images/model/image-catalogue';
import { LINKS_SCRIPT, parseImageLinks } from '../../../images/upgrade/linked/image-links';
import type { LinkedImages } from '../../../images/upgrade/linked/linked-answers';
import { inParallel } from '../../../process/in-parallel';
import type { RunCommand } from '../../../process/run-command';
import { askContainer } from './ask-container';

/** Containers at a time. */
const AT_ONCE = 4;

/** Calls the image's Python with the script, by either of its names. */
const SCRIPT = `
python=$(command -v python3 || command -v python) || { echo 'it has no Python' >&2; exit 3; }
exec "$python" -c "$1"
`.trim();

/**
 * Asks built images what their compiled files are linked with, each in one container. Images that the engine does not
 * have are left out, and none is pulled.
 */
export async function askLinks(
  references: readonly string[],
  outside: { readonly engine: Engine; readonly run: RunCommand },
): Promise<LinkedImages> {
  if (references.length === 0) return new Map();
  const { engine, run } = outside;
  const stored = await engine.readStoredImages(references, { run, cwd: tmpdir() });
  const tags = new Set(stored.flatMap((each) => each.tags.map(familiarReference)));
  const built = references.filter((each) => tags.has(familiarReference(each)));
  // An engine that does not answer looks like one that has no images.
  const asked = built.length > 0 ? built : references.slice(0, 1);
  const answers = await inParallel(asked, AT_ONCE, async (reference) => {
    const options = ['--pull=never', '--network=none', '--user=0:0'];
    const question = { options, script: SCRIPT, words: [LINKS_SCRIPT], answers: [0, 1, 3] };
    const answer = await askContainer(reference, question, outside);
    if ('why' in answer)
      return answer.isAbsent ? undefined : { why: answer.why, isDown: true as const };
    const links = answer.exitCode === 0 ? parseImageLinks(answer.stdout) : undefined;
    return (
      links ?? { why: answer.stderr.trim().split('\n').at(-1) || 'it does not say what it has' }
    );
  });
  return new Map(
    asked.flatMap((reference, index) => {
      const answer = answers[index];
      return answer ? [[reference, answer] as const] : [];
    }),
  );
}
