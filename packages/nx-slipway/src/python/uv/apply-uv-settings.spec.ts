import { describe, expect, test } from 'vitest';
import type { ThirdPartyPackage } from '../pyproject/third-party-package';
import { applyUvSettings } from './apply-uv-settings';

function locked(name: string, more: Partial<ThirdPartyPackage> = {}): ThirdPartyPackage {
  return {
    ...{ name, version: '1.0', isCertain: true, hasWheel: true },
    ...{ requirement: `${name}==1.0 --hash=sha256:00`, ...more },
  };
}
const PACKAGES = [
  locked('my-tool'),
  locked('page', { index: 'https://index.example/page.html' }),
  locked('sdist', { hasWheel: false }),
];
const ALL = ['my-tool', 'page', 'sdist'];
function pinned(uv: Parameters<typeof applyUvSettings>[1], hasBuildConstraints = false) {
  return applyUvSettings(PACKAGES, uv, { hasBuildConstraints }).flatMap(({ name, requirement }) =>
    requirement === undefined ? [] : [name],
  );
}

describe('what uv installs without more ado', () => {
  test.each([
    {},
    { 'link-mode': 'copy', index: [{ name: 'a', url: 'https://index.example/simple' }] },
    { 'no-binary': false, 'find-links': [], 'config-settings': {} },
    { 'no-binary-package': ['other'], 'extra-build-dependencies': { other: ['cython'] } },
  ])('%j', (uv) => {
    expect(pinned(uv)).toEqual(ALL);
  });
});

test.each([
  [{ 'no-binary': true }, []],
  [{ 'find-links': ['https://index.example/page.html'] }, []],
  [{ 'allow-insecure-host': ['index.example'] }, []],
  [{ 'no-binary-package': ['My_Tool'] }, ['page', 'sdist']],
  [{ 'config-settings-package': { 'my-tool': { a: '1' } } }, ['page', 'sdist']],
  [{ index: [{ url: 'https://index.example/page.html', format: 'flat' }] }, ['my-tool', 'sdist']],
  [{ 'config-settings': { a: '1' } }, ['my-tool', 'page']],
  [{ 'no-build': true }, ['my-tool', 'page']],
  [{ 'no-build-isolation': true }, []],
  [{ 'no-build-isolation-package': ['sdist'] }, []],
  [{ 'extra-build-dependencies': { 'my-tool': [{ requirement: 'page' }] } }, []],
])('%j leaves %j', (uv, expected) => {
  expect(pinned(uv)).toEqual(expected);
});

test('constraints of the lock on what sdists are built with count for what has no wheel', () => {
  expect(pinned({}, true)).toEqual(['my-tool', 'page']);
});
