import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KnownBase } from '../../bake/keys/read-targets';
import type { Problem } from '../../problems/problem';
import { formatCommand } from '../../process/format-command';
import { type RunCommand, runCommand } from '../../process/run-command';
import { makeRunFolder } from '../../workspace/files/run-folder';
import { classifyFailure } from './classify-failure';
import { digestCommand } from './digest-command';
import { parseBase } from './parse-base';

/** What a reference is now, or why nobody knows. */
export type ReadBase = KnownBase | { readonly problem: Problem };

/** How a base is asked for. */
export interface BaseQuestion {
  readonly run?: RunCommand;
  /** buildx builder; absent for the current one. */
  readonly builder?: string;
  /** That it is asked for, since only one may have an `ONBUILD`; absent for the builder's own. */
  readonly platform?: string;
  /** Whether what the engine has already does not count. */
  readonly pull?: boolean;
  /** In milliseconds. */
  readonly timeout?: number;
}

/**
 * Asks the engine, its mirrors included, what a reference is: builds nothing from it, and reads how it was done. A
 * build from an image with an `ONBUILD` has further steps, or fails in one.
 */
export async function readBase(
  reference: string,
  { run = runCommand, builder, platform, pull = false, timeout = 30_000 }: BaseQuestion = {},
): Promise<ReadBase> {
  const { path: folder, dispose } = makeRunFolder();
  try {
    writeFileSync(join(folder, 'Dockerfile'), `FROM ${reference}\n`);
    const command = digestCommand(folder, {
      pull,
      ...(builder && { builder }),
      ...(platform && { platform }),
    });
    const failed = (detail: string): ReadBase => ({
      problem: classifyFailure(detail, formatCommand(command)),
    });
    const abort = AbortSignal.timeout(timeout);
    const { exitCode, stderr, failure } = await run(command, { abort });
    if (abort.aborted) return failed(`no answer within ${timeout / 1000} s`);
    if (exitCode !== 0) {
      const detail = aboutReference(stderr);
      if (detail === undefined) {
        const [, digest] = /@(sha256:[0-9a-f]{64})$/.exec(reference) ?? [];
        const isStep = digest !== undefined && STEP_FAILED.test(stderr);
        return isStep ? { digest, hasTriggers: true } : failed(failure ?? stderr);
      }
      return {
        problem: saysUnknown(detail)
          ? { kind: 'reference-unknown', reference, detail }
          : { kind: 'engine-failed', detail, command: formatCommand(command) },
      };
    }
    const base = parseBase(readFileSync(join(folder, 'metadata.json'), 'utf8'));
    return base ?? failed('the provenance names no image');
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

/** A step of an `ONBUILD` that did not find its files, or did not succeed. */
const STEP_FAILED = /failed to solve: (process "|failed to compute cache key|.*: not found)/;
