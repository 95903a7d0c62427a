/** `1.2 s`, `57 s`. */
export function formatSeconds(seconds: number): string {
  return `${seconds.toFixed(seconds < 9.95 ? 1 : 0)} s`;
}

/** Bytes in the decimal unit that leaves one to three digits before the point. */
export function formatBytes(bytes: number): string {
  const [size, unit] =
    bytes < 1e3 ? [1, 'B'] : bytes < 1e6 ? [1e3, 'kB'] : bytes < 1e9 ? [1e6, 'MB'] : [1e9, 'GB'];
  const number = bytes / size;
  return `${number.toFixed(size === 1 || number >= 9.95 ? 0 : 1)} ${unit}`;
}

/** What a case has of all its runs: one number where they are the same, else every one. */
export function formatDistinct(
  numbers: readonly number[],
  format: (number: number) => string = String,
): string {
  const texts = numbers.map(format);
  return (new Set(texts).size === 1 ? texts.slice(0, 1) : texts).join(' ');
}
