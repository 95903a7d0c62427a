import { expect, test } from 'vitest';
import { linkPlatforms, type OwnLinks } from './own-links';

const own = 'linux/amd64';
const ownLinks: OwnLinks = {
  links: new Map([
    ['api', { builder: { platforms: ['linux/arm64', 'linux/arm/v7'], alsoFor: ['linux/arm/v7'] } }],
  ]),
  portable: new Set(['library']),
};

test.each<[string, string, string, readonly string[]]>([
  ['builder', 'base-builder', 'linux/arm64', ['linux/amd64']],
  ['builder', 'base-builder', 'linux/arm/v7', ['linux/amd64', 'linux/arm/v7']],
  ['builder', 'base-builder', 'linux/s390x', ['linux/s390x']],
  ['builder', 'base-builder', 'linux/amd64', ['linux/amd64']],
  ['base', 'base', 'linux/arm64', ['linux/arm64']],
  ['library-1', 'library', 'linux/arm64', ['linux/amd64']],
])(
  'a context %s that links to %s is needed by one for %s for %j',
  (context, link, platform, expected) => {
    expect(linkPlatforms(ownLinks, { target: 'api', context, link }, { platform, own })).toEqual(
      expected,
    );
  },
);
