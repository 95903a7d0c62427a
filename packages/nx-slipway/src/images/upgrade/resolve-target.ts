import type { Problem } from '../../problems/problem';
import { checkApt } from '../references/check-apt';
import { debianReleases } from '../references/debian-releases';
import { deriveReference } from '../references/derive-reference';
import { parseReference } from '../references/parse-reference';
import { pythonOfReference } from '../references/python-of-reference';
import { suiteOfReference } from '../references/suite-of-reference';
import type { Change } from './check-facts';

/** What to upgrade to, as it is asked for. */
export interface AskedTarget {
  /** A full reference. */
  readonly to?: string;
  /** The Python to upgrade to; beside `to`, the one that its image has. */
  readonly python?: string;
  /** The Debian release to upgrade to; beside `to`, the one that its image has. */
  readonly suite?: string;
  /** Only the digest is renewed. */
  readonly digest: boolean;
}

/** What a stack is to start from. */
export interface UpgradeTarget {
  readonly to: string;
  readonly python: Change;
  readonly suite: Change;
  /** Whether the image keeps its name and its tag, and with them its Python. */
  readonly isRefresh: boolean;
}

/**
 * Resolves what is asked for against the base there is.
 *
 * @param current the reference that the stack starts from
 * @param stack its project
 */
export function resolveTarget(
  asked: AskedTarget,
  { current, stack }: { readonly current: string; readonly stack: string },
): { readonly target: UpgradeTarget } | { readonly problems: readonly Problem[] } {
  const wrong = checkValues(asked);
  if (wrong.length > 0) return { problems: wrong };
  const old = change('from', pythonOfReference(current));
  const oldSuite = suiteOfReference(current);
  const { to, python, suite, digest } = asked;
  if (to !== undefined) {
    const problems = checkReference(asked, to, current);
    if (problems.length > 0) return { problems };
    return {
      target: {
        to,
        python: { ...old, ...change('to', python ?? pythonOfReference(to)) },
        suite: { ...change('from', oldSuite), ...change('to', suite ?? suiteOfReference(to)) },
        isRefresh: python === undefined && isSameTag(current, to),
      },
    };
  }
  if (digest) {
    const { name, tag } = parseReference(current) ?? {};
    if (tag === undefined) {
      const why = `${current} has no tag`;
      return { problems: [{ kind: 'upgrade-not-derived', stack, reference: current, why }] };
    }
    return {
      target: {
        to: `${name}:${tag}`,
        python: { ...old, ...change('to', old.from) },
        suite: { ...change('from', oldSuite), ...change('to', oldSuite) },
        isRefresh: true,
      },
    };
  }
  if (python === undefined && suite === undefined) {
    return { problems: [{ kind: 'upgrade-target-missing', stack }] };
  }
  const derived = deriveReference(current, {
    ...(python !== undefined && { python }),
    ...(suite !== undefined && { suite }),
  });
  if ('why' in derived) {
    const { why } = derived;
    return { problems: [{ kind: 'upgrade-not-derived', stack, reference: current, why }] };
  }
  const problems = checkApt(derived.reference);
  if (problems.length > 0) return { problems };
  return {
    target: {
      to: derived.reference,
      python: { ...change('from', derived.python), ...change('to', python ?? derived.python) },
      suite: { ...change('from', derived.suite), ...change('to', suite ?? derived.suite) },
      isRefresh: isSameTag(current, derived.reference),
    },
  };
}

function change(key: keyof Change, value: string | undefined): Change {
  return value === undefined ? {} : { [key]: value };
}

function isSameTag(current: string, to: string): boolean {
  const [one, other] = [parseReference(current), parseReference(to)];
  return other?.tag !== undefined && one?.name === other.name && one.tag === other.tag;
}

function invalid(option: string, value: string, expected: string): Problem {
  return { kind: 'generator-option-invalid', option, value, expected };
}

function checkValues({ to, python, suite, digest }: AskedTarget): readonly Problem[] {
  if (digest && (to !== undefined || python !== undefined || suite !== undefined)) {
    return [invalid('digest', 'true', 'no --to, --python or --suite beside it')];
  }
  return [
    ...(python !== undefined && !/^3\.\d+(\.\d+)?$/.test(python)
      ? [invalid('python', python, 'a version of Python: --python=3.13')]
      : []),
    ...(suite !== undefined && !debianReleases.some(({ name }) => name === suite)
      ? [invalid('suite', suite, 'the name of a Debian release: trixie, bookworm')]
      : []),
  ];
}

function checkReference(
  { python, suite }: AskedTarget,
  to: string,
  current: string,
): readonly Problem[] {
  const parsed = parseReference(to);
  if (!parsed) return [invalid('to', to, 'a full reference: python:3.13-slim-trixie')];
  if (parsed.tag === undefined && parsed.digest === undefined) {
    // A word with a digit in front is a tag far more often than an image.
    const name = parseReference(current)?.name ?? 'python';
    const full = /^[\d.]/.test(to) ? `${name}:${to}` : `${to}:<tag>`;
    return [invalid('to', to, `a full reference, with a tag: --to=${full}`)];
  }
  const [ownPython, ownSuite] = [pythonOfReference(to), suiteOfReference(to)];
  return [
    ...checkApt(to),
    ...(python !== undefined && ownPython !== undefined && !`${python}.`.startsWith(`${ownPython}.`)
      ? [invalid('python', python, `--python=${ownPython}, as ${to} says, or leave it out`)]
      : []),
    ...(suite !== undefined && ownSuite !== undefined && suite !== ownSuite
      ? [invalid('suite', suite, `--suite=${ownSuite}, as ${to} says, or leave it out`)]
      : []),
  ];
}
