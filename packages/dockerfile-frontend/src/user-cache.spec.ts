import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { homeFolder, userCacheFolder } from './user-cache.ts';

afterEach(() => vi.unstubAllEnvs());

test('caches are where XDG_CACHE_HOME says, else in the home folder', () => {
  expect(userCacheFolder({ XDG_CACHE_HOME: '/cache' })).toBe('/cache/nx-slipway');
  const own = join(homedir(), '.cache/nx-slipway');
  expect(userCacheFolder({})).toBe(own);
  expect(userCacheFolder({ XDG_CACHE_HOME: 'relative' })).toBe(own);
});

test.each(['', 'relative', '.'])('with HOME=%j nothing is a path of the workspace', (home) => {
  vi.stubEnv('HOME', home);
  expect(homeFolder()).toBe(userInfo().homedir);
  expect(userCacheFolder({})).toBe(join(userInfo().homedir, '.cache/nx-slipway'));
});
