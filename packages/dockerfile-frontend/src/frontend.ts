import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { WASI } from '@bjorn3/browser_wasi_shim';

/** The compiled module beside this file, as the build of the package leaves it. */
const MODULE_FILE = new URL('frontend.wasm.br', import.meta.url);

/** Its digest in hexadecimal digits. */
export const MODULE_DIGEST = new URL('frontend.sha256', import.meta.url);

/** What the module exports; see `go/main.go`. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly allocate: (size: number) => number;
  readonly read: () => number;
  readonly answered: () => number;
}

let instance: Exports | undefined;

/**
 * Hands a question to BuildKit's frontend and returns its answer, both JSON. Throws where the question is nested
 * deeper than the module's stack. The first question of a process
 * loads the module, which takes about half a second; the first fifty are slow as well, while V8 compiles.
 */
export function askFrontend(question: string): string {
  instance ??= load();
  try {
    return answerOf(instance, question);
  } catch (error) {
    // What is left of one that ran out of its stack cannot be asked again.
    instance = undefined;
    throw error;
  }
}

function answerOf({ memory, allocate, read, answered }: Exports, question: string): string {
  const bytes = new TextEncoder().encode(question);
  const at = allocate(bytes.length);
  // The memory is another one whenever it has grown.
  new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
  const size = read();
  return new TextDecoder().decode(new Uint8Array(memory.buffer, answered(), size));
}

function load(): Exports {
  const wasi = new WASI([], [], [], { debug: false });
  const module = new WebAssembly.Module(brotliDecompressSync(readFileSync(MODULE_FILE)));
  const loaded = new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi.wasiImport });
  wasi.initialize(loaded as Parameters<WASI['initialize']>[0]);
  return loaded.exports as unknown as Exports;
}
