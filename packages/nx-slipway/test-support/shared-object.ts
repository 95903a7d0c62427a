/** Numbers of machines in ELF, by Node's names. */
const MACHINES: Readonly<Record<string, number>> = { x64: 62, arm64: 183 };

const [HEADER, PROGRAM, ENTRY, SYMBOL] = [64, 56, 16, 24];

/**
 * The bytes of a shared object of this machine that needs a library and holds nothing: what `ldd` reads of a compiled
 * module.
 *
 * @param needs name of the library: `libicuuc.so.72`
 */
export function sharedObject(needs: string): Buffer {
  const names = Buffer.from(`\0${needs}\0`);
  const dynamicAt = HEADER + 3 * PROGRAM;
  const symbolsAt = dynamicAt + 6 * ENTRY;
  const namesAt = symbolsAt + SYMBOL;
  const size = namesAt + names.length;
  const header = Buffer.alloc(HEADER);
  header.write('\x7fELF\x02\x01\x01', 'latin1');
  // A shared object; then its machine and the version of ELF.
  header.writeUInt16LE(3, 16);
  header.writeUInt16LE(MACHINES[process.arch] ?? 0, 18);
  header.writeUInt32LE(1, 20);
  header.writeBigUInt64LE(BigInt(HEADER), 32);
  [HEADER, PROGRAM, 3].forEach((each, index) => {
    header.writeUInt16LE(each, 52 + 2 * index);
  });
  return Buffer.concat([
    header,
    // PT_LOAD, PT_DYNAMIC and PT_GNU_STACK, all to be read and written.
    program(1, { at: 0, size, align: 0x10000 }),
    program(2, { at: dynamicAt, size: 6 * ENTRY, align: 8 }),
    program(0x6474e551, { at: 0, size: 0, align: 16 }),
    // DT_NEEDED, DT_STRTAB, DT_SYMTAB, DT_STRSZ, DT_SYMENT, DT_NULL.
    ...[...[1, 1, 5, namesAt, 6, symbolsAt], ...[10, names.length, 11, SYMBOL, 0, 0]].map(word),
    Buffer.alloc(SYMBOL),
    names,
  ]);
}

function program(
  type: number,
  { at, size, align }: { readonly at: number; readonly size: number; readonly align: number },
): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(type, 0);
  head.writeUInt32LE(6, 4);
  return Buffer.concat([head, ...[at, at, at, size, size, align].map(word)]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
