/** bake allows letters, digits, `-` and `_` in a target's name. */
const PLAIN = /[a-zA-Z0-9-]/;

/** Between the parts of a name; no encoded part contains it. */
const SEPARATOR = '__';

/**
 * The bake target of an image, or of something generated for it (`library`, `foundation`, …): parts are
 * encoded so that names stay unique and can be read back with {@link parseTargetName}. Each byte of UTF-8
 * that bake does not allow, and the underscore, becomes `_` and two hexadecimal digits:
 * `libs/shared` -> `libs_2fshared`.
 */
export function targetName(...parts: readonly string[]): string {
  return parts.map(encodePart).join(SEPARATOR);
}

/** The parts a target's name was made of. */
export function parseTargetName(name: string): readonly string[] {
  return name
    .split(SEPARATOR)
    .map((part) =>
      decodeURIComponent(part.replace(/_([0-9a-f]{2})/g, (_, hex: string) => `%${hex}`)),
    );
}

function encodePart(part: string): string {
  return Array.from(Buffer.from(part, 'utf8'), (byte) => {
    const character = String.fromCharCode(byte);
    return byte < 128 && PLAIN.test(character)
      ? character
      : `_${byte.toString(16).padStart(2, '0')}`;
  }).join('');
}
