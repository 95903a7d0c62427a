/**
 * Label of an image that says under which key it was built. By itself it proves nothing: whatever is
 * built FROM the image has it as well.
 */
export const KEY_LABEL = 'dev.nx-slipway.key';

/**
 * Tag under which a registry has the image of a key.
 *
 * @param more attestations that the image was pushed with, and what its layers are compressed with: neither its key nor
 *   its labels tell of them
 */
export function keyTag(key: string, more: readonly string[] = []): string {
  return ['key', key.slice(0, 32), ...[...more].sort()].join('-');
}
