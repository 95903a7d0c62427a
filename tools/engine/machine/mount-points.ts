/**
 * The mount points in or under some folders, innermost and latest first, as they are to be unmounted.
 * @param mountInfo the text of /proc/PID/mountinfo, proc(5)
 */
export function parseMountPoints(mountInfo: string, folders: readonly string[]): readonly string[] {
  return mountInfo
    .split('\n')
    .map((line) => unquote(line.split(' ')[4] ?? ''))
    .filter((point) => folders.some((folder) => `${point}/`.startsWith(`${folder}/`)))
    .reverse();
}

/** The kernel writes blanks and backslashes as three octal digits. */
function unquote(field: string): string {
  return field.replaceAll(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
}
