/**
 * Python that reads ELF files, for scripts that run in images: these have Python, and no readelf. `elf(path)` returns
 * what a program or a shared library is linked with, or nothing for every other file.
 *
 * Rule: System V ABI, chapters 4 and 5; symbol versions as the Linux Standard Base has them (section 10.7). A version
 * that is needed weakly may be missing.
 */
export const READ_ELF = String.raw`
import mmap, struct

def elf(path):
    try:
        with open(path, "rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return linked(data)
    except (OSError, ValueError, KeyError, IndexError, struct.error):
        return None

def linked(data):
    if data[:4] != b"\x7fELF" or data[4] not in (1, 2) or data[5] not in (1, 2):
        return None
    wide, order = data[4] == 2, "<" if data[5] == 1 else ">"
    at = lambda form, where: struct.unpack_from(order + form, data, where)
    kind, machine = at("HH", 16)
    if kind not in (2, 3):
        return None
    found = {"machine": machine, "soname": None, "needed": [], "runpath": [], "needs": {}, "has": []}
    segments, (dynamic, length) = [], (0, 0)
    (table,), (size, count) = (at("Q", 32), at("HH", 54)) if wide else (at("I", 28), at("HH", 42))
    for each in range(table, table + size * count, size):
        kind, = at("I", each)
        offset, address, _, held = at("QQQQ", each + 8) if wide else at("IIII", each + 4)
        if kind == 1: segments.append((address, offset, held))
        if kind == 2: dynamic, length = offset, held
    def place(address):
        for start, offset, held in segments:
            if start <= address < start + held: return offset + address - start
        raise ValueError(address)
    tags, needed = {}, []
    for each in range(dynamic, dynamic + length, 16 if wide else 8):
        tag, value = at("qQ" if wide else "iI", each)
        if tag == 0: break
        if tag == 1: needed.append(value)
        tags[tag] = value
    if not tags:
        return found
    names = place(tags[5])
    def text(offset):
        return data[names + offset:data.find(b"\0", names + offset)].decode("utf-8", "replace")
    def chain(first, count, step):
        for _ in range(count):
            yield first
            after, = at("I", first + step)
            if after == 0: return
            first += after
    found["needed"] = [text(each) for each in needed]
    found["soname"] = text(tags[14]) if 14 in tags else None
    found["runpath"] = [folder for each in (15, 29) if each in tags for folder in text(tags[each]).split(":")]
    if 0x6ffffffe in tags:
        for each in chain(place(tags[0x6ffffffe]), tags[0x6fffffff], 12):
            _, count, library, first = at("HHII", each)
            wanted = [at("IHHI", one) for one in chain(each + first, count, 12)]
            found["needs"][text(library)] = [text(name) for _, flags, _, name in wanted if not flags & 2]
    if 0x6ffffffc in tags:
        for each in chain(place(tags[0x6ffffffc]), tags[0x6ffffffd], 16):
            first, = at("I", each + 12)
            found["has"].append(text(at("I", each + first)[0]))
    return found
`;
