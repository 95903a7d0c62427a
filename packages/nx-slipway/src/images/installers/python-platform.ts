/** Machines that uv installs wheels for from another one, as Python calls them. */
const MACHINES: readonly string[] = ['aarch64', 'x86_64'];

/** The minor versions of glibc 2 that uv has a name for. */
const GLIBC = '(17, 28, *range(31, 41))';

/**
 * Returns the words of a shell for uv's name of a platform: a machine, with the glibc of the image that the command runs
 * in, which the image of the other platform has as well. Undefined for machines uv has no name for.
 *
 * Rule: `--python-platform` of uv 0.13.
 */
export function pythonPlatform(machine: string): string | undefined {
  if (!MACHINES.includes(machine)) return undefined;
  const newest = `print(max(each for each in ${GLIBC} if each <= minor))`;
  const program = `import os; minor = int(os.confstr("CS_GNU_LIBC_VERSION").split(".")[1]); ${newest}`;
  return `${machine}-manylinux_2_$(python -c '${program}')`;
}
