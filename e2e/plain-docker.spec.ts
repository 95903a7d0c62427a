import { expect, test } from 'vitest';
import { runToEnd } from '../tools/demo/containers/run-to-end.ts';
import { runQuiet } from '../tools/demo/run-quiet.ts';
import { namespace } from './namespace.ts';
import { scene } from './scene.ts';

test('plain docker build makes a working image of a generated Dockerfile', async () => {
  const image = `${namespace}/api-by-docker`;
  const { exitCode, output } = await runToEnd(scene, 'docker', [
    ...['buildx', 'build', '--load', '--provenance=false', '--progress=plain'],
    ...['--file', 'services/api/Dockerfile', '--tag', image, '.'],
  ]);
  expect(output).not.toContain('ERROR');
  expect(exitCode).toBe(0);

  const script = 'from api.app import greet; import asyncio; print(asyncio.run(greet("Ada")))';
  expect(await runQuiet(scene, 'docker', ['run', '--rm', image, 'python', '-c', script])).toBe(
    "message='Hello, Ada!'",
  );
});
