import { randomBytes } from 'node:crypto';
import { execa } from 'execa';
import { runQuiet } from '../../demo/run-quiet.ts';
import type { Subject } from '../workspace/subject.ts';

/**
 * Makes a base image that no engine has seen, of the one there is and a layer over it, and has it at hand
 * and in the registry.
 * @param platforms what it is for; none for the machine's own
 * @returns it with its digest
 */
export async function makeNewBase(
  { scene, base, registry }: Subject,
  platforms: readonly string[] = [],
): Promise<string> {
  const name = `${registry}/slipway-bench-base/${base.split('@')[0]}`;
  const token = randomBytes(8).toString('hex');
  const build = [
    'buildx',
    'build',
    '--quiet',
    '--load',
    '--provenance=false',
    ...(platforms.length > 0 ? [`--platform=${platforms.join()}`] : []),
    `--tag=${name}`,
    '-',
  ];
  await execa('docker', build, {
    cwd: scene.folder,
    env: scene.env,
    input: `FROM ${base}\nRUN echo ${token} > /etc/bench-release\n`,
    cancelSignal: scene.abort,
  });
  await runQuiet(scene, 'docker', ['image', 'push', '--quiet', name]);
  const format = '{{range .RepoDigests}}{{println .}}{{end}}';
  const digests = await runQuiet(scene, 'docker', ['image', 'inspect', '--format', format, name]);
  const own = digests
    .split('\n')
    .find((each) => each.startsWith(`${name.replace(/:[^/]*$/, '')}@`));
  if (own === undefined) {
    throw new Error(`${name} has no digest:\n${digests}`);
  }
  return `${name}@${own.split('@')[1]}`;
}
