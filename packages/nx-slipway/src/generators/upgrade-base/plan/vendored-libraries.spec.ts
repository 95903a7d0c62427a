import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { expect, test } from 'vitest';
import { sha256 } from '../../../workspace/cache/sha256';
import { vendoredLibraries } from './vendored-libraries';

test('shared libraries with what they hold, whatever their bytes', async () => {
  const tree = createTreeWithEmptyWorkspace();
  const bytes = Buffer.from([0x7f, 0x45, 0xff, 0x00]);
  tree.write('services/api/native.so', bytes);
  tree.write('libs/x/libx.so.1.2', 'x');
  tree.write('libs/x/x.sock', '');
  expect(await vendoredLibraries(tree)).toEqual(
    new Map([
      ['libs/x/libx.so.1.2', sha256('x')],
      ['services/api/native.so', sha256(bytes)],
    ]),
  );
});
