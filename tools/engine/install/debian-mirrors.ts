/** The Debian archives that this machine's apt is set up to use, without a trailing slash. */
export interface DebianMirrors {
  readonly archive: string;
  /** Absent where apt has no security archive. */
  readonly security?: string;
}

/**
 * The archives named by `apt-get indextargets`, whose stanzas are `Key: value` lines, so that no mirror's
 * name need stand in this repository.
 * @param override the archive to use where apt has none of Debian's own, as on Ubuntu
 * @throws when neither apt nor the override names an archive
 */
export function parseDebianMirrors(indexTargets: string, override?: string): DebianMirrors {
  const targets = indexTargets.split(/\n{2,}/).map(readStanza);
  const site = (label: string): string | undefined =>
    targets.find((t) => t.get('Origin') === 'Debian' && t.get('Label') === label)?.get('Repo-URI');
  const archive = override || site('Debian');
  const security = site('Debian-Security');
  if (!archive) {
    throw new Error(
      'apt names no Debian archive on this machine; set NX_SLIPWAY_DEBIAN_MIRROR to the URL of one',
    );
  }
  return { archive: trim(archive), ...(security ? { security: trim(security) } : {}) };
}

function readStanza(stanza: string): ReadonlyMap<string, string> {
  return new Map(
    stanza.split('\n').map((line): [string, string] => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
}

function trim(url: string): string {
  return url.replace(/\/+$/, '');
}
