/** The indexes that pip is configured for; both absent where it uses its default. */
export interface PipIndex {
  readonly index?: string;
  readonly extra?: readonly string[];
}

/** Reads them out of `pip config list`, where the environment wins over `install` and that over `global`. */
export function parsePipIndex(configList: string): PipIndex {
  const read = (key: string): string | undefined => {
    const values = ['install', ':env:', 'global'].map(
      (section) => new RegExp(`^${section}\\.${key}=(['"])(.*)\\1$`, 'm').exec(configList)?.[2],
    );
    // An environment variable is pip's last word.
    return values[1] ?? values[0] ?? values[2];
  };
  const index = read('index-url');
  const extra = read('extra-index-url');
  return {
    ...(index ? { index } : {}),
    ...(extra ? { extra: extra.split(/\\n|\s+/).filter((url) => url !== '') } : {}),
  };
}
