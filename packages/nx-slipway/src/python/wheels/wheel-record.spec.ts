import { expect, test } from 'vitest';
import { parseWheelRecord } from './wheel-record';

test('files with their hashes, where they are installed', () => {
  const text = [
    'jwt/__init__.py,sha256=a,10',
    './jwt/api.py,sha256=b,10\r',
    '"jwt/a, ""b"".txt",sha256=c,10',
    'jwt/__pycache__/api.cpython-313.pyc,sha256=d,1',
    'pyjwt-2.10.1.data/purelib/jwt/x.py,sha256=e,1',
    'pyjwt-2.10.1.data/platlib/jwt/y.so,sha256=f,1',
    'pyjwt-2.10.1.data/scripts/jwt,sha256=g,1',
    'pyjwt-2.10.1.data/data/share/man/jwt.1,sha256=h,1',
    'pyjwt-2.10.1.data/headers/jwt.h,sha256=i,1',
    'pyjwt-2.10.1.dist-info/RECORD,,',
    '',
  ].join('\n');
  expect([...parseWheelRecord(text)]).toEqual([
    ['jwt/__init__.py', 'sha256=a'],
    ['jwt/api.py', 'sha256=b'],
    ['jwt/a, "b".txt', 'sha256=c'],
    ['jwt/x.py', 'sha256=e'],
    ['jwt/y.so', 'sha256=f'],
    ['../../../bin/jwt', 'sha256=g'],
    ['../../../share/man/jwt.1', 'sha256=h'],
  ]);
});
