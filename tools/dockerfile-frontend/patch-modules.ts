import { chmod, cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';

/** One changed place of a file: exactly this text, as often as it is said, becomes the other. */
interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** A Go module that does not compile to WebAssembly, or does not say all it knows, as it is published. */
interface PatchedModule {
  readonly module: string;
  readonly changes: readonly Change[];
  /** Files of our own below `go/_patch` that are put into it, by path. */
  readonly added: Readonly<Record<string, string>>;
}

const patches: readonly PatchedModule[] = [
  {
    module: 'github.com/moby/buildkit',
    changes: [
      {
        file: 'frontend/dockerfile/dockerfile2llb/convert.go',
        from: '\tallReachable, err := dctx.resolveStages(ctx, target)\n',
        to: '\tdctx.inspect(dockerfile.EscapeToken, argCmds, stages)\n\n\tallReachable, err := dctx.resolveStages(ctx, target)\n',
        count: 1,
      },
      {
        file: 'frontend/dockerfile/dockerfile2llb/convert.go',
        from: '\topts := filterPaths(ctxPaths)\n',
        to: '\tContextPaths = ctxPaths\n\topts := filterPaths(ctxPaths)\n',
        count: 1,
      },
    ],
    added: {
      'frontend/dockerfile/dockerfile2llb/inspect.go': 'dockerfile2llb/inspect.go',
    },
  },
  {
    // WebAssembly has no access(2).
    module: 'github.com/in-toto/in-toto-golang',
    changes: [
      {
        file: 'in_toto/util_unix.go',
        from: '\terr := unix.Access(path, unix.W_OK)\n\tif err != nil {\n\t\treturn err\n\t}\n',
        to: '',
        count: 1,
      },
      {
        file: 'in_toto/util_unix.go',
        from: 'import "golang.org/x/sys/unix"\n',
        to: '',
        count: 1,
      },
    ],
    added: {},
  },
  {
    // A signal is an unsigned byte there, and none has a name.
    module: 'github.com/moby/sys/signal',
    changes: [
      { file: 'signal.go', from: 'return -1, fmt.Errorf(', to: 'return 0, fmt.Errorf(', count: 2 },
    ],
    added: { 'signal_unsupported.go': 'signal/signal_unsupported.go' },
  },
];

/** Where modules are patched. */
export interface PatchPlace {
  /** Path of the program `go`. */
  readonly go: string;
  /** Folder of the go.mod that they are replaced in. */
  readonly main: string;
  /** Folder for their copies. */
  readonly copies: string;
}

/**
 * Copies modules, changes the copies and has go.mod name those. @throws where a module is another than the
 * one a change was made for
 */
export async function patchModules({ go, main, copies }: PatchPlace): Promise<void> {
  const env = { GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod' };
  for (const { module, changes, added } of patches) {
    await execa(go, ['mod', 'download', module], { cwd: main, env });
    const { stdout: published } = await execa(go, ['list', '-m', '-f', '{{.Dir}}', module], {
      cwd: main,
      env,
    });
    const copy = join(copies, module);
    await cp(published, copy, { recursive: true });
    await makeWritable(copy);
    for (const change of changes) await applyChange(module, copy, change);
    for (const [file, own] of Object.entries(added)) {
      await cp(join(main, '_patch', own), join(copy, file));
    }
    await execa(go, ['mod', 'edit', `-replace=${module}=${copy}`], { cwd: main, env });
  }
}

async function applyChange(module: string, copy: string, change: Change): Promise<void> {
  const path = join(copy, change.file);
  const pieces = (await readFile(path, 'utf8')).split(change.from);
  if (pieces.length !== change.count + 1) {
    throw new Error(`${module}: ${change.file} is another file than the one this change is for`);
  }
  await writeFile(path, pieces.join(change.to));
}

/** Go keeps modules read-only. */
async function makeWritable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  }
}
