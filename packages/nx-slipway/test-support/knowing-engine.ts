import { readFileSync, writeFileSync } from 'node:fs';
import type { RunCommand } from '../src/process/run-command';

/**
 * An engine that knows every base it is asked for, as one without an ONBUILD; everything else fails.
 *
 * @param digestOf hexadecimal digits of what a reference is now
 */
export function knowingEngine(
  digestOf: (reference: string) => string = () => 'ab'.repeat(32),
): RunCommand {
  return async ({ args, cwd }) => {
    const isQuestion = args.includes('--output=type=cacheonly');
    if (!isQuestion) return { exitCode: 1, stdout: '', stderr: 'no engine' };
    const reference = readFileSync(`${cwd}/Dockerfile`, 'utf8').trim().replace('FROM ', '');
    const [, pinned] = /@sha256:([0-9a-f]+)$/.exec(reference) ?? [];
    const material = { uri: 'pkg:docker/x', digest: { sha256: pinned ?? digestOf(reference) } };
    const buildConfig = { llbDefinition: [{ op: { Op: { source: {} } } }, { op: { Op: {} } }] };
    const metadata = { 'buildx.build.provenance': { materials: [material], buildConfig } };
    writeFileSync(`${cwd}/metadata.json`, JSON.stringify(metadata));
    return { exitCode: 0, stdout: '', stderr: '' };
  };
}
