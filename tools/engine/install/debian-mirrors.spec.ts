import { describe, expect, it } from 'vitest';
import { parseDebianMirrors } from './debian-mirrors.ts';

const targets = `MetaKey: main/binary-amd64/Packages
Label: Nodes
Origin: Somebody
Repo-URI: http://nodes.test/

Label: Debian
Origin: Debian
Codename: bookworm
Repo-URI: http://mirror.test/debian/

Label: Debian-Security
Origin: Debian
Repo-URI: http://mirror.test/debian-security/
`;

describe('parseDebianMirrors', () => {
  it('takes the archive and the security archive, and no third party', () => {
    expect(parseDebianMirrors(targets)).toEqual({
      archive: 'http://mirror.test/debian',
      security: 'http://mirror.test/debian-security',
    });
  });

  it('leaves security out where apt has none', () => {
    expect(parseDebianMirrors(targets.split('\n\n').slice(0, 2).join('\n\n'))).toEqual({
      archive: 'http://mirror.test/debian',
    });
  });

  it('prefers the override', () => {
    expect(parseDebianMirrors('', 'http://other.test/d/').archive).toBe('http://other.test/d');
  });

  it('says what to set when there is none', () => {
    expect(() => parseDebianMirrors('')).toThrow('NX_SLIPWAY_DEBIAN_MIRROR');
  });
});
