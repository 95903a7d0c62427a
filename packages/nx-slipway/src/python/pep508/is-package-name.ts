/**
 * Whether a text can be the name of a package. A version number could by the rules be one as well, but
 * where names are asked for it is a mistake.
 *
 * Rule: PyPA's specification "Names and normalization".
 */
export function isPackageName(text: string): boolean {
  return /^([a-z0-9]|[a-z0-9][\w.-]*[a-z0-9])$/i.test(text) && !/^\d+\.[\d.]+/.test(text);
}
