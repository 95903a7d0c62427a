import type { ImageOptions } from '../../images/options/image-options';

/** buildx `--output` values of the build: those asked for, else those that `load` means. Pushing is a later step. */
export function imageOutputs(options: ImageOptions): readonly string[] {
  if (options.outputs.length > 0) {
    return options.outputs;
  }
  return options.load ? ['type=docker'] : ['type=cacheonly'];
}
