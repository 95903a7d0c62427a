import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32, deflateRawSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { lacking, sharingImage, thirdParty } from '../../../test-support/third-party';
import type { WheelRecordStore, WheelRecords } from '../../workspace/cache/wheel-records';
import { checkFiles } from './check-files';
import { formatUnchecked } from './format-unchecked';

/** A wheel whose RECORD lists files and their hashes, after some bytes of content. */
function wheelOf(name: string, files: Readonly<Record<string, string>>, bytes = 200_000): Buffer {
  const record = Object.entries(files).map(([path, hash]) => `${path},sha256=${hash},1\n`);
  return zipOf({
    [`${name}/data.bin`]: Buffer.alloc(bytes, 7),
    [`${name}-1.dist-info/RECORD`]: Buffer.from(record.join('')),
  });
}

/** A zip file: the first entry stored, the others deflated. */
function zipOf(entries: Readonly<Record<string, Buffer>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [index, [name, content]] of Object.entries(entries).entries()) {
    const data = index === 0 ? content : deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(index === 0 ? 0 : 8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name)]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    const head = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest]);
    directory.push(head, Buffer.from(name));
    parts.push(local, data);
    offset += local.length + data.length;
  }
  const [end, size] = [Buffer.alloc(22), Buffer.concat(directory).length];
  end.write('PK\x05\x06', 'latin1');
  for (const at of [8, 10]) end.writeUInt16LE(directory.length / 2, at);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

/** An index of wheels, by package; it counts requests and the bytes of wheels that it sends. */
async function startIndex(
  wheels: Readonly<Record<string, Buffer>>,
  {
    hasRanges = true,
    refusesLong = false,
  }: { readonly hasRanges?: boolean; readonly refusesLong?: boolean } = {},
) {
  let [sent, requests] = [0, 0];
  const server = createServer(({ url = '', headers }, answer) => {
    requests += 1;
    const [, kind, name = ''] = url.split('/');
    const wheel = wheels[name.split('-')[0] ?? ''];
    if (!wheel) return void answer.writeHead(404).end();
    if (kind === 'simple') {
      const filename = `${name}-1-py3-none-any.whl`;
      answer.setHeader('content-type', 'application/vnd.pypi.simple.v1+json');
      const file = { filename, url: `/files/${filename}`, hashes: { sha256: `${name}-1` } };
      return void answer.end(JSON.stringify({ files: [file] }));
    }
    const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '') ?? [];
    const isWhole = !hasRanges || headers.range === undefined;
    if (refusesLong && from === '' && Number(to) > wheel.length) {
      return void answer.writeHead(416, { 'content-range': `bytes */${wheel.length}` }).end();
    }
    if (isWhole) return void answer.setHeader('content-length', wheel.length).end(wheel);
    const start = from === '' ? Math.max(0, wheel.length - Number(to)) : Number(from);
    const part = wheel.subarray(start, from === '' ? undefined : Number(to) + 1);
    sent += part.length;
    const range = `bytes ${start}-${start + part.length - 1}/${wheel.length}`;
    answer.writeHead(206, { 'content-range': range }).end(part);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  return { index: `http://127.0.0.1:${port}/simple`, counts: () => ({ sent, requests }) };
}

function stacksOf(index: string, names: readonly string[]) {
  const packages = names.map((name) => thirdParty(name, { index }));
  return new Map([['python', [sharingImage('api', packages)]]]);
}

/** What was read of wheels, in memory. */
function recordsOf(): WheelRecordStore {
  let kept: WheelRecords = new Map();
  return {
    read: () => kept,
    write: (records) => {
      kept = records;
    },
  };
}

function check(index: string, names: readonly string[], records = recordsOf()) {
  return checkFiles(stacksOf(index, names), [], { fetchPage: fetch, records });
}

const jwt = wheelOf('jwt', { 'jwt/__init__.py': 'a', 'jwt/x.py': 'x' });
const pyjwt = wheelOf('pyjwt', { 'jwt/__init__.py': 'b', 'jwt/x.py': 'x' });
const CONFLICT = { image: 'api', packages: ['jwt', 'pyjwt'], file: 'jwt/__init__.py' };

test('wheels that install different contents of a file are found with few bytes of them', async () => {
  const { index, counts } = await startIndex({ jwt, pyjwt });
  const checked = await check(index, ['jwt', 'pyjwt']);
  expect(checked).toEqual({ conflicts: [CONFLICT], unchecked: [] });
  // A page and the end of the wheel, for each.
  expect(counts().requests).toBe(4);
  expect(counts().sent).toBeLessThan(150_000);
});

test('a wheel is read once, and forgotten with the lock that has it', async () => {
  const { index, counts } = await startIndex({ jwt, pyjwt });
  const records = recordsOf();
  await check(index, ['jwt', 'pyjwt'], records);
  const { requests } = counts();
  expect((await check(index, ['jwt', 'pyjwt'], records)).conflicts).toEqual([CONFLICT]);
  expect(counts().requests).toBe(requests);
  await check(index, ['jwt'], records);
  expect([...records.read().keys()]).toEqual(['jwt==1 --hash=sha256:jwt-1']);
});

test('a directory that is larger than the end that is fetched first', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 2000 }, (_, index) => [
      `pyjwt/${'x'.repeat(40)}${index}`,
      Buffer.from(''),
    ]),
  );
  const record = Buffer.from('jwt/__init__.py,sha256=b,1\n');
  const large = zipOf({ ...many, 'pyjwt-1.dist-info/RECORD': record });
  const { index } = await startIndex({ jwt, pyjwt: large });
  expect((await check(index, ['jwt', 'pyjwt'])).conflicts).toEqual([CONFLICT]);
});

test('of a server without range requests, small wheels are read as a whole', async () => {
  const { index } = await startIndex({ jwt, pyjwt }, { hasRanges: false });
  expect((await check(index, ['jwt', 'pyjwt'])).conflicts).toEqual([CONFLICT]);
});

test('of a server that refuses a range longer than a wheel, the wheel is read as a whole', async () => {
  const wheels = {
    jwt: wheelOf('jwt', { 'jwt/__init__.py': 'a' }, 10),
    pyjwt: wheelOf('pyjwt', { 'jwt/__init__.py': 'b' }, 10),
  };
  const { index, counts } = await startIndex(wheels, { refusesLong: true });
  expect((await check(index, ['jwt', 'pyjwt'])).conflicts).toEqual([CONFLICT]);
  expect(counts().requests).toBe(6);
});

test('a private index gets its login, for its pages and for its wheels', async () => {
  const { index } = await startIndex({ jwt });
  const logins: (string | null)[] = [];
  await checkFiles(stacksOf(index, ['jwt']), [], {
    records: recordsOf(),
    withLogin: (address) => address.replace('://', '://ada:secret@'),
    fetchPage: async (url, options) => {
      logins.push(new Headers(options.headers).get('authorization'));
      expect(url).not.toContain('secret');
      return await fetch(url, options);
    },
  });
  const login = `Basic ${Buffer.from('ada:secret').toString('base64')}`;
  expect(logins).toEqual([login, login]);
});

const LARGE = wheelOf('jwt', { a: 'a' }, 5_000_000);

test.each([
  ['that is large, without range requests', { jwt: LARGE }, { hasRanges: false }, 'has no range'],
  ['that is none', { jwt: Buffer.alloc(99) }, {}, 'not a zip file'],
  ['without RECORD', { jwt: zipOf({ a: Buffer.from('a') }) }, {}, 'it has no RECORD'],
  ['that the index does not have', {}, {}, 'the package index does not have them'],
])('a wheel %s is unchecked', async (_, wheels, options, why) => {
  const { index } = await startIndex(wheels, options);
  const records = recordsOf();
  const { conflicts, unchecked } = await check(index, ['jwt'], records);
  expect(conflicts).toEqual([]);
  expect(unchecked).toEqual([{ release: 'jwt 1', why: expect.stringContaining(why) }]);
  expect(records.read().size).toBe(0);
  expect(formatUnchecked(unchecked)).toMatch(/^unchecked before the build, .* files of jwt 1: /);
});

test('a package that its lock names no files of is unchecked', async () => {
  const stacks = new Map([
    ['python', [sharingImage('api', [lacking(thirdParty('x'), 'requirement')])]],
  ]);
  const { unchecked } = await checkFiles(stacks, [], { fetchPage: fetch, records: recordsOf() });
  expect(unchecked).toEqual([{ release: 'x 1', why: 'its lock file names no files of it' }]);
});

test('an index that cannot be reached leaves all of its packages unchecked', async () => {
  const { unchecked } = await check('http://127.0.0.1:9/simple', ['jwt', 'pyjwt']);
  expect(unchecked.map(({ release }) => release)).toEqual(['jwt 1', 'pyjwt 1']);
  expect(formatUnchecked(unchecked)).toMatch(/files of jwt 1 and 1 more: .* cannot be reached/);
  expect(formatUnchecked([])).toBeUndefined();
});
