import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { call } from './real-workspace';

/** Files that a server and its clients know each other by; absolute paths. */
export interface Certificates {
  readonly server: Readonly<Record<'ca' | 'cert' | 'key', string>>;
  /** By the names of buildx's driver options. */
  readonly client: Readonly<Record<'cacert' | 'cert' | 'key', string>>;
}

/** Makes an authority in a folder, and a certificate of it for a server on localhost and for its clients. */
export async function makeCertificates(folder: string): Promise<Certificates> {
  const at = (name: string): string => join(folder, name);
  const openssl = (...args: readonly string[]) => call('openssl', args, folder);
  const newKey = (name: string): readonly string[] => [
    ...['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-keyout', at(`${name}.key`), '-subj', `/CN=${name}`],
  ];
  await openssl('req', '-x509', ...newKey('authority'), '-days', '2', '-out', at('ca.pem'));
  writeFileSync(at('extensions'), 'subjectAltName = DNS:localhost\n');
  for (const name of ['server', 'client']) {
    await openssl('req', '-new', ...newKey(name), '-out', at(`${name}.csr`));
    await openssl(
      ...['x509', '-req', '-in', at(`${name}.csr`), '-days', '2', '-out', at(`${name}.pem`)],
      ...['-CA', at('ca.pem'), '-CAkey', at('authority.key'), '-CAcreateserial'],
      ...['-extfile', at('extensions')],
    );
  }
  return {
    server: { ca: at('ca.pem'), cert: at('server.pem'), key: at('server.key') },
    client: { cacert: at('ca.pem'), cert: at('client.pem'), key: at('client.key') },
  };
}
