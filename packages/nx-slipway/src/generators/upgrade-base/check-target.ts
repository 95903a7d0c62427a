import { parseReference } from '../../images/references/parse-reference';
import { pythonOfReference } from '../../images/references/python-of-reference';
import type { GeneratorProblem } from '../../problems/kinds/generator-problem';
import { checkApt } from '../check-apt';
import type { UpgradeOptions } from './upgrade-options';

/**
 * What is wrong with the image that is asked for, as far as its reference tells.
 *
 * @param current name of the image there is now, without tag and digest
 */
export function checkTarget(
  { to, python }: UpgradeOptions,
  current: string,
): readonly GeneratorProblem[] {
  const invalid = (option: string, value: string, expected: string): GeneratorProblem => ({
    kind: 'generator-option-invalid',
    option,
    value,
    expected,
  });
  const parsed = parseReference(to);
  if (!parsed) return [invalid('to', to, 'a full reference: python:3.13-slim-trixie')];
  if (parsed.tag === undefined && parsed.digest === undefined) {
    // A word with a digit in front is a tag far more often than an image.
    const full = /^[\d.]/.test(to) ? `${current}:${to}` : `${to}:<tag>`;
    return [invalid('to', to, `a full reference, with a tag: --to=${full}`)];
  }
  const named = pythonOfReference(to);
  return [
    ...checkApt(to),
    ...(python !== undefined && !/^3\.\d+(\.\d+)?$/.test(python)
      ? [invalid('python', python, 'a version of Python: --python=3.13')]
      : python !== undefined && named !== undefined && !`${python}.`.startsWith(`${named}.`)
        ? [invalid('python', python, `--python=${named}, as ${to} says, or leave it out`)]
        : []),
  ];
}
