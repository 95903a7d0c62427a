import { expect, test } from 'vitest';
import { missingLibrary } from './missing-library';

test.each([
  [
    'ImportError: libpq.so.5: cannot open shared object file: No such file or directory',
    { library: 'libpq.so.5', package: 'libpq5' },
  ],
  [
    'uwsgi: error while loading shared libraries: libpcre2-8.so.0: cannot open shared object file: No such file',
    { library: 'libpcre2-8.so.0', package: 'libpcre2-8-0' },
  ],
  ['OSError: libodd.so: cannot open shared object file', { library: 'libodd.so' }],
  ['libGL.so.1: cannot open shared object file', { library: 'libGL.so.1', package: 'libgl1' }],
  ['INFO: libpq.so.5 was opened', undefined],
])('%s', (line, expected) => expect(missingLibrary(line)).toEqual(expected));
