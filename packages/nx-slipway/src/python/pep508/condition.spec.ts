import { describe, expect, test } from 'vitest';
import {
  ALWAYS,
  andMarker,
  type Condition,
  either,
  isAlways,
  markerOf,
  NEVER,
  sameCondition,
} from './condition';

const environment = { python: '3.13', machines: ['aarch64', 'x86_64'] };
const ARM = "platform_machine == 'aarch64'";
const PATCH = "python_full_version < '3.13.2'";

test.each<[string, Condition, string | undefined, Condition]>([
  ['no marker', ALWAYS, undefined, ALWAYS],
  ['one that holds', [[ARM]], "sys_platform == 'linux'", [[ARM]]],
  ['one that does not', [[ARM]], "sys_platform == 'win32'", NEVER],
  ['one that is not settled', ALWAYS, ARM, [[ARM]]],
  ['a second one', [[PATCH]], ARM, [[ARM, PATCH]]],
  ['the same one', [[ARM]], ARM, [[ARM]]],
  ['one on top of alternatives', [[ARM], [PATCH]], ARM, [[ARM]]],
  ['anything on top of what never holds', NEVER, ARM, NEVER],
])('and %s', (_, condition, marker, expected) => {
  expect(andMarker(condition, marker, environment)).toEqual(expected);
});

test.each<[Condition, Condition, Condition]>([
  [NEVER, NEVER, NEVER],
  [NEVER, [[ARM]], [[ARM]]],
  [ALWAYS, [[ARM]], ALWAYS],
  [[[PATCH]], [[ARM]], [[ARM], [PATCH]]],
  [[[ARM, PATCH]], [[ARM]], [[ARM]]],
  [[[ARM]], [[ARM]], [[ARM]]],
])('%j or %j', (a, b, expected) => {
  expect(either(a, b)).toEqual(expected);
  expect(sameCondition(either(b, a), expected)).toBe(true);
});

test.each<[Condition, boolean]>([
  [ALWAYS, true],
  [NEVER, false],
  [[[ARM]], false],
])('%j always holds: %s', (condition, expected) => {
  expect(isAlways(condition)).toBe(expected);
});

describe('as one marker', () => {
  const either3 = "extra == 'a' or extra == 'b'";
  test.each<[Condition, string | undefined]>([
    [ALWAYS, undefined],
    [[[ARM]], ARM],
    [[[ARM, PATCH]], `${ARM} and ${PATCH}`],
    [[[ARM], [PATCH]], `${ARM} or ${PATCH}`],
    [[[ARM, either3]], `${ARM} and (${either3})`],
    [[[either3]], `(${either3})`],
    [[[ARM, PATCH], [either3]], `(${ARM} and ${PATCH}) or ((${either3}))`],
  ])('%j', (condition, expected) => {
    expect(markerOf(condition)).toBe(expected);
  });
});
