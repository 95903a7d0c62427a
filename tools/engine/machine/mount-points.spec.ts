import { expect, it } from 'vitest';
import { parseMountPoints } from './mount-points.ts';

const mountInfo = `22 1 254:0 / / rw shared:1 - ext4 /dev/vda rw
40 22 254:0 /s/a/data /s/a/data rw - ext4 /dev/vda rw
41 40 0:50 / /s/a/data/with\\040blank rw - overlay overlay rw
42 22 254:0 /s/ab /s/ab rw - ext4 /dev/vda rw
`;

it('finds what is mounted in a folder, innermost first, and not in one whose name begins alike', () => {
  expect(parseMountPoints(mountInfo, ['/s/a'])).toEqual(['/s/a/data/with blank', '/s/a/data']);
});
