import { wheelTags } from './wheel-tags';

/**
 * Whether a wheel can be installed on CPython on Linux with glibc.
 *
 * Rule: PyPA's specification "Platform compatibility tags".
 *
 * @param file its name: `numpy-2.3.0-cp313-cp313-manylinux_2_28_x86_64.whl`
 * @param python `3.13`, with or without a patch release; without one, whether some CPython 3 takes it
 * @param machine `x86_64`; without one, whether some machine takes it
 */
export function wheelFits(file: string, python?: string, machine = ''): boolean {
  const { pythons, abis, platforms } = wheelTags(file);
  const minor = python === undefined ? undefined : Number(python.split('.')[1]);
  return (
    platforms.some(
      (each) => each === 'any' || (/^(many)?linux/.test(each) && each.endsWith(machine)),
    ) && pythons.some((tag) => abis.some((abi) => tagFits(tag, abi, minor)))
  );
}

function tagFits(tag: string, abi: string, minor: number | undefined): boolean {
  const [, kind, digits] = /^(py|cp)3(\d*)$/.exec(tag) ?? [];
  if (kind === undefined) return false;
  if (minor === undefined) return true;
  const least = Number(digits);
  if (kind === 'py') return abi === 'none' && least <= minor;
  if (abi === 'abi3') return least <= minor;
  return (digits === '' || least === minor) && (abi === 'none' || abi === `cp3${minor}`);
}
