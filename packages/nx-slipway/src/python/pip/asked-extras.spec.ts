import { expect, test } from 'vitest';
import { askedExtras } from './asked-extras';
import { parseRequirementsFile } from './parse-requirements-file';

test('what is asked for with extras has its marker and no version', () => {
  const texts = [
    'six==1.17.0 --hash=sha256:aa\nRequests[Socks, use_chardet]==2.32.4 --hash=sha256:bb\n',
    'httpx[http2] @ https://a.example/httpx.whl --hash=sha256:cc\n-e ../core[one]\n',
    'requests[socks,use-chardet]==2.32.4\n',
    "coverage[toml]==7.6.0 ; python_version < '3.11' --hash=sha256:dd\n",
  ];
  const files = texts.map((text, index) => parseRequirementsFile(text, `${index}.txt`));
  expect(askedExtras(files)).toEqual([
    "coverage[toml] ; python_version < '3.11'",
    'httpx[http2]',
    'requests[socks,use-chardet]',
  ]);
});
