import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../problems/problem';
import { makeRunFolder } from '../workspace/run-folder';
import { classifyFailure } from './classify-failure';
import { digestCommand } from './digest-command';
import { formatCommand } from './format-command';
import { parseDigest } from './parse-digest';
import { type RunCommand, runCommand } from './run-command';

/** The digest a reference has now, or why there is none. */
export type ResolvedDigest = { readonly digest: string } | { readonly problem: Problem };

/**
 * Asks the engine, its mirrors included, for the digest a reference has now.
 *
 * @param options.timeout in milliseconds
 */
export async function resolveDigest(
  reference: string,
  {
    run = runCommand,
    timeout = 30_000,
  }: { readonly run?: RunCommand; readonly timeout?: number } = {},
): Promise<ResolvedDigest> {
  const { path: folder, dispose } = makeRunFolder();
  try {
    writeFileSync(join(folder, 'Dockerfile'), `FROM ${reference}\n`);
    const command = digestCommand(folder);
    const failed = (detail: string): ResolvedDigest => ({
      problem: classifyFailure(detail, formatCommand(command)),
    });
    const abort = AbortSignal.timeout(timeout);
    const { exitCode, stderr, failure } = await run(command, { abort });
    if (abort.aborted) return failed(`no answer within ${timeout / 1000} s`);
    if (exitCode !== 0) {
      const detail = aboutReference(stderr);
      if (detail === undefined) return failed(failure ?? stderr);
      return {
        problem: saysUnknown(detail)
          ? { kind: 'reference-unknown', reference, detail }
          : { kind: 'engine-failed', detail, command: formatCommand(command) },
      };
    }
    const digest = parseDigest(readFileSync(join(folder, 'metadata.json'), 'utf8'));
    return digest ? { digest } : failed('the provenance names no image');
  } finally {
    dispose();
  }
}

/** What the engine says of the reference; undefined where no engine came to ask for it. */
function aboutReference(stderr: string): string | undefined {
  return /^ERROR: .*failed to resolve source metadata for \S+: (.*)$/m.exec(stderr)?.[1];
}

/** A registry's own "no", in containerd's words or in its own; that none was reached is another matter. */
export function saysUnknown(detail: string): boolean {
  return /^\S+: not found$|manifest unknown|name unknown|repository does not exist/i.test(detail);
}
