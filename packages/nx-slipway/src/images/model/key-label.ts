/**
 * Label of an image that says under which key it was built. By itself it proves nothing: whatever is
 * built FROM the image has it as well.
 */
export const KEY_LABEL = 'dev.nx-slipway.key';

/** Tag under which a registry has the image of a key. */
export function keyTag(key: string): string {
  return `key-${key.slice(0, 32)}`;
}
