/** Markers that hold in part of the environments: by Python, platform and implementation. */
export const RANDOM_MARKERS: readonly string[] = [
  ...["sys_platform == 'linux'", "sys_platform == 'win32'", "sys_platform != 'darwin'"],
  ...["python_version >= '3.12'", "python_version < '3.12'", "python_full_version < '3.13.2'"],
  ...["platform_machine == 'aarch64'", "implementation_name == 'pypy'", "os_name != 'nt'"],
  ...["sys_platform == 'linux' and python_version >= '3.12'"],
  ...["platform_system == 'Darwin' or platform_python_implementation == 'CPython'"],
];
