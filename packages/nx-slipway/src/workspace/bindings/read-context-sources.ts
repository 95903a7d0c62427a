import { posix } from 'node:path';
import { checkContextSources } from '../../images/bindings/check-context-sources';
import { contextSources } from '../../images/bindings/context-sources';
import { OWN_LINES_MARK } from '../../images/bindings/ignore-file';
import type { Image } from '../../images/model/image';
import type { ImageModel } from '../../images/model/image-model';
import { applySettings } from '../../images/model/image-setting';
import { isGeneratedService } from '../../images/model/is-generated-service';
import type { Problem } from '../../problems/problem';
import type { WheelFileReaders } from './read-wheel-files';

/**
 * Reads whether the build context of an image holds what its Dockerfile takes by name, in each of its settings. What
 * a generated context lacks is a problem. With files that their authors keep themselves it is a note: BuildKit has
 * the last word there.
 *
 * @param bound stages that are not built as they are written
 */
export function readContextSources(
  image: Image,
  { catalogue, settings }: Pick<ImageModel, 'catalogue' | 'settings'>,
  bound: readonly string[],
  { read, hasFile }: WheelFileReaders,
): { readonly problems: readonly Problem[]; readonly notes: readonly Problem[] } {
  const file = catalogue.dockerfiles.get(image.dockerfile);
  const applied = file ? applySettings(image, file, settings) : [];
  const found = applied.flatMap(({ dockerfile, stage, context }) => {
    const sources = stage ? contextSources(dockerfile, [stage], bound) : [];
    // BuildKit reads one ignore file, and that of the context only where none is beside the Dockerfile.
    const [ignoreFile] = [`${image.dockerfile}.dockerignore`, posix.join(context, '.dockerignore')]
      .map((name) => ({ file: name, text: read(name) }))
      .flatMap(({ file: name, text }) => (text === undefined ? [] : [{ file: name, text }]));
    const isOurs =
      isGeneratedService(dockerfile) || (ignoreFile?.text.includes(OWN_LINES_MARK) ?? false);
    const facts = { sources, context, hasFile, ...(ignoreFile && { ignoreFile }) };
    return checkContextSources(facts).map((problem) => ({ problem, isOurs }));
  });
  const those = (isOurs: boolean): readonly Problem[] =>
    found.filter((each) => each.isOurs === isOurs).map(({ problem }) => problem);
  return { problems: those(true), notes: those(false) };
}
