import { expect, test } from 'vitest';
import { insteadOf, isNewName, successorPattern } from './renamed-packages';

test.each([
  ['libicu72', 'libicu76', true],
  ['libssl3', 'libssl3t64', true],
  ['libpcre3-dev', 'libpcre2-dev', true],
  ['libldap-2.5-0', 'libldap-2.6-0', true],
  ['openjdk-17-jre-headless', 'openjdk-21-jre-headless', true],
  ['openjdk-17-jre-headless', 'openjdk-21-jre', false],
  ['mysql-client', 'default-mysql-client', true],
  ['g++', 'gxx', false],
])('%s may be %s: %j', (name, other, expected) => {
  expect(new RegExp(`^${successorPattern(name)}$`).test(other)).toBe(expected);
});

test.each([
  ['libpcre3', 'bookworm', 'trixie', true, ['libpcre2-8-0']],
  ['libicu72', 'bookworm', 'trixie', true, ['libicu76']],
  ['libicu72', 'trixie', 'forky', false, []],
  ['libicu76', 'trixie', 'forky', true, ['libicu78']],
  ['wkhtmltopdf', 'bookworm', 'trixie', true, []],
  ['curl', 'buster', 'forky', false, []],
  ['libmagic1t64', 'trixie', 'bookworm', true, ['libmagic1']],
  ['libmagic1t64', 'trixie', 'forky', false, []],
  ['libicu72', 'trixie', 'bookworm', false, []],
  ['constructor', 'bookworm', 'trixie', false, []],
])('%s from %s to %s', (name, from, to, isGone, instead) => {
  expect(insteadOf(name, { from, to })).toEqual({ isGone, instead });
});

test.each([
  ['libicu72', 'libicu76', true],
  ['libmagic1t64', 'libmagic1', true],
  ['libgl1-mesa-glx', 'libgl1', true],
  ['libpcre3', 'libpcre2-8-0', false],
  ['libpcre3-dev', 'libpcre2-dev', false],
  ['software-properties-common', 'curl', false],
])('%s is %s by another name: %j', (name, other, expected) => {
  expect(isNewName(name, other)).toBe(expected);
});
