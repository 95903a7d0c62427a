import { buildFrontend } from '../dockerfile-frontend/build-frontend.ts';
import { engineUp } from '../engine/engine-up.ts';
import { showServices } from './containers/show-services.ts';
import { demoPlace } from './demo-place.ts';
import { demoServices } from './demo-services.ts';
import { runShown } from './run-shown.ts';
import { stopOnSignal } from './stop-on-signal.ts';
import { prepareWorkspace } from './workspace/prepare-workspace.ts';
import { workspaceEnv } from './workspace/workspace-env.ts';

const namespace = 'slipway-demo';

/**
 * Shows nx-slipway from its packed tarball to running containers: generates a workspace, builds all its
 * images, runs them, and tells what was seen. Run again, it finds the workspace made and every step cached.
 */
async function main(abort: AbortSignal): Promise<void> {
  const started = performance.now();
  const place = demoPlace();
  const [engine] = await Promise.all([engineUp(), buildFrontend()]);
  const scene = { folder: place.workspace, env: workspaceEnv(place.workspace, engine), abort };
  console.log(`Workspace: ${scene.folder}`);
  const isNew = await prepareWorkspace(scene, place, { engine, namespace });
  if (!isNew) {
    console.log('It was made from this package by an earlier run and stays as it is.');
  }

  const built = await runShown(scene, 'nx', ['run-many', '-t', 'build-image']);
  const seen = await showServices(scene, {
    ...{ prefix: place.prefix, namespace },
    services: demoServices,
  });
  const seconds = (performance.now() - started) / 1000;
  console.log(
    [
      '',
      'Seen:',
      `  images         ${built.split('\n').findLast((line) => / steps run, /.test(line)) ?? ''}`,
      ...seen.map(
        ({ name, said, stopped }) =>
          `  ${name.padEnd(14)} ${said.trim()}; SIGTERM: exit code ${stopped.exitCode} after ${stopped.seconds.toFixed(1)} s`,
      ),
      '  all ran with a read-only root; containers and network are removed',
      `  all in         ${seconds.toFixed(1)} s`,
      `The workspace is ${scene.folder}`,
      ...(engine.kind === 'private'
        ? [
            'To build in it yourself: eval "$(npm run --silent engine up)" and npx nx build-image api there.',
          ]
        : []),
    ].join('\n'),
  );
}

const abort = stopOnSignal();
main(abort).catch((error: unknown) => {
  const reason: unknown = abort.aborted ? abort.reason : error;
  console.error(`\n${reason instanceof Error ? reason.message : String(reason)}`);
  process.exitCode = abort.aborted ? 130 : 1;
});
