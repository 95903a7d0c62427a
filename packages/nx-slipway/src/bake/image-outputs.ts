import type { ImageOptions } from '../images/image-options';

/** buildx `--output` values: those asked for, else what `load` and `push` come to. */
export function imageOutputs(options: ImageOptions): readonly string[] {
  if (options.outputs.length > 0) {
    return options.outputs;
  }
  const outputs = [
    ...(options.load ? ['type=docker'] : []),
    ...(options.push ? ['type=registry'] : []),
  ];
  return outputs.length > 0 ? outputs : ['type=cacheonly'];
}
