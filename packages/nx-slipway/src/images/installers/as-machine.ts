/**
 * Commands of a shell that install for a machine on any other one: for as long as they run, the Python of /venv says that
 * it is of that machine, so that pip and Poetry choose its wheels and evaluate markers for it. Everything else they do as
 * they always do. Both must be told to build nothing, since a compiler would compile for the machine that it runs on.
 *
 * Python, `packaging` and with them pip and Poetry ask the kernel alone, by `os.uname`; what wheels need of glibc they ask
 * of the C library, which is the same version in images of both platforms. This holds for machines of 64 bits.
 *
 * @param machine as Python calls it: `aarch64`
 */
export function asMachine(machine: string, command: string): readonly string[] {
  return [
    `machine=$(/venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/machine.pth`,
    `echo "${machinePth(`'${machine}'`)}" > "$machine"`,
    `test "$(/venv/bin/python -c 'import platform; print(platform.machine())')" = ${machine}`,
    command,
    'rm "$machine"',
  ];
}

/** Reads the machine back out of the commands of {@link asMachine}; undefined for other commands. */
export function machineOfCommand(command: string): string | undefined {
  return /print\(platform\.machine\(\)\)'\)" = (\w+)/.exec(command)?.[1];
}

/**
 * A line that Python executes at its start, from a file `*.pth` in site-packages (Python, `site`).
 *
 * @param literal the machine as a string of Python: `'aarch64'`
 */
export function machinePth(literal: string): string {
  return `import os; os.uname = lambda was=os.uname_result((*os.uname()[:4], ${literal})): was`;
}
