import { parseArgs } from 'node:util';
import { defaultBases } from './bases/base-images.ts';
import { engineDown } from './engine-down.ts';
import { engineStatus } from './engine-status.ts';
import { engineUp } from './engine-up.ts';
import { formatExports } from './format-exports.ts';

const usage = `usage: engine up [--base TAG]… [--emulate] | down [--purge] | status
  up      bring an engine up, or use the one that answers; prints lines for a shell to eval;
          --emulate: one that runs arm64 on amd64 and amd64 on arm64, with bases of both
  down    end what up started; --purge also removes the engine's images and build cache
  status  what runs, and where
`;

async function main(argv: readonly string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      base: { type: 'string', multiple: true },
      emulate: { type: 'boolean' },
      purge: { type: 'boolean' },
    },
  });
  switch (positionals.join(' ')) {
    case 'up':
      process.stdout.write(
        formatExports(
          await engineUp({ bases: values.base ?? defaultBases, emulate: values.emulate ?? false }),
        ),
      );
      break;
    case 'down':
      await engineDown(values.purge);
      break;
    case 'status':
      process.stdout.write(await engineStatus());
      break;
    default:
      throw new Error(usage);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
