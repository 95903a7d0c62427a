import { compare as comparePep440, explain, valid as validPep440 } from '@renovatebot/pep440';
import { array, assert, constant, constantFrom, nat, option, property, record } from 'fast-check';
import { compare as compareSemver } from 'semver';
import { expect, test } from 'vitest';
import { pep440OfSemver } from './pep440-of-semver';
import { semverOfPep440 } from './semver-of-pep440';

const release = array(nat(3000), { minLength: 3, maxLength: 3 }).map((parts) => parts.join('.'));
const local = option(constantFrom('+1', '+build.5', '+cu118', '+0a.0'), { nil: '' });

function semverWith(names: readonly string[]) {
  return record({
    release,
    prerelease: option(
      record({ name: constantFrom(...names), number: nat(3000) }).map(
        ({ name, number }) => `-${name}.${number}`,
      ),
      { nil: '' },
    ),
    local,
  }).map((parts) => parts.release + parts.prerelease + parts.local);
}

const anySemver = semverWith(['alpha', 'beta', 'rc', 'dev']);

test('every semver version that can be written is read back as it was', () => {
  assert(
    property(anySemver, (version) => {
      const written = pep440OfSemver(version) ?? '';
      expect(validPep440(written)).not.toBeNull();
      expect(semverOfPep440(written)).toBe(version);
    }),
  );
});

test('every spelling of a PEP 440 version is read, and written normalised', () => {
  const spelling = record({
    v: constantFrom('', 'v'),
    release,
    letters: constantFrom('a', 'alpha', '-b', '.beta', '_rc', 'c', 'preview', '.dev', 'DEV'),
    between: constantFrom('', '.', '-', '_'),
    number: option(nat(3000), { nil: '' }),
  });
  assert(
    property(spelling, ({ v, release: numbers, letters, between, number }) => {
      const text = `${v}${numbers}${letters}${number === '' ? '' : between}${number}`;
      expect(pep440OfSemver(semverOfPep440(text) ?? '')).toBe(explain(text)?.public);
    }),
  );
});

test('of two versions the same one is higher in both, as long as none is a development release', () => {
  const sign = (order: number) => Math.sign(order);
  const version = semverWith(['alpha', 'beta', 'rc']).map((each) => each.replace(/\+.*/, ''));
  // Versions so close to each other that not the first number alone decides.
  const near = constant(['1.2.0', '1.2.0-rc.1', '1.2.0-rc.10', '1.2.0-beta.2', '1.2.1-alpha.0']);
  assert(
    property(array(version, { minLength: 1, maxLength: 3 }), near, (some, close) => {
      const all = [...some, ...close];
      for (const a of all) {
        for (const b of all) {
          expect(sign(comparePep440(pep440OfSemver(a) ?? '', pep440OfSemver(b) ?? ''))).toBe(
            sign(compareSemver(a, b)),
          );
        }
      }
    }),
    { numRuns: 30 },
  );
});
