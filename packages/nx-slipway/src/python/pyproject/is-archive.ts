/** Whether a path names a wheel or an archive instead of a folder. */
export function isArchive(path: string): boolean {
  return /\.(whl|zip|tgz|tar(\.\w+)?)$/.test(path);
}
