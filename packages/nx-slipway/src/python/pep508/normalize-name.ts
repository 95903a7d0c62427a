/** A project, extra or group name as tools compare it (PEP 503, PEP 685, PEP 735): `Foo_.Bar` is `foo-bar`. */
export function normalizeName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}
