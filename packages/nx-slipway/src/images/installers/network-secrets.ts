/**
 * The optional secrets of every RUN that reaches a package index: the machine's CA certificates and
 * the credentials of private indexes, which no layer keeps.
 */
export const networkSecrets: readonly string[] = [
  'type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt,required=false',
  'type=secret,id=netrc,target=/root/.netrc,required=false',
];
