import { expect, test } from 'vitest';
import { closestPlatform, normalizePlatform, servesPlatform } from './platform';
import { neededPlatforms } from './stages/needed-platforms';

test.each<[string, string | undefined]>([
  ['linux/amd64', 'linux/amd64'],
  ['linux/arm64/v8', 'linux/arm64'],
  ['LINUX/AMD64', 'linux/amd64'],
  ['aarch64', 'linux/arm64'],
  ['linux/x86_64', 'linux/amd64'],
  ['linux/arm', 'linux/arm/v7'],
  ['linux/amd64/v3', 'linux/amd64/v3'],
  ['linux/amd46', undefined],
  ['windows/amd64', undefined],
  ['linux', undefined],
  ['', undefined],
])('%s is %s', (text, expected) => {
  expect(normalizePlatform(text)).toBe(expected);
});

test.each<[string, string | undefined]>([
  ['linux/amd46', 'linux/amd64'],
  ['linux/arm46', 'linux/arm64'],
  ['linx/arm64', 'linux/arm64'],
  ['local', undefined],
])('%s most likely means %s', (text, expected) => {
  expect(closestPlatform(text)).toBe(expected);
});

test.each<[string, string, boolean]>([
  ['linux/amd64', 'linux/amd64', true],
  ['linux/amd64', 'linux/amd64/v3', true],
  ['linux/amd64/v3', 'linux/amd64', false],
  ['linux/arm', 'linux/arm64', false],
])('programs of %s serve %s: %s', (platform, wanted, expected) => {
  expect(servesPlatform(platform, wanted)).toBe(expected);
});

test.each<[string | undefined, readonly string[] | undefined]>([
  [undefined, ['linux/arm64']],
  ['$TARGETPLATFORM', ['linux/arm64']],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a Dockerfile's
  ['${BUILDPLATFORM}', ['linux/amd64']],
  ['linux/s390x', ['linux/s390x']],
  ['$OTHER', undefined],
])('FROM --platform=%s needs %j', (platform, expected) => {
  const around = { wanted: ['linux/arm64'], local: 'linux/amd64' };
  expect(neededPlatforms(platform === undefined ? {} : { platform }, around)).toEqual(expected);
});
