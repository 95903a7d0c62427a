import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { packPackage } from '../demo/workspace/pack-package.ts';
import { buildFrontend } from '../dockerfile-frontend/build-frontend.ts';
import type { Engine } from '../engine/engine.ts';
import { enginePlace } from '../engine/engine-place.ts';
import { engineUp } from '../engine/engine-up.ts';
import { installBuildkit } from '../engine/install/install-buildkit.ts';
import { installPodman } from '../engine/install/install-podman.ts';
import { installPoetry } from '../engine/install/install-poetry.ts';
import { installS3Server } from '../engine/install/install-s3-server.ts';
import { installUv } from '../engine/install/install-uv.ts';
import { dockerRoot } from '../engine/install/unpack-docker.ts';
import { withIndex } from '../engine/services/index-proxy-switch.ts';
import { runTier, type TierResult } from './run-tier.ts';
import { chooseTiers, groupTiers, type Tier } from './tiers.ts';

/** What vitest is told for the oracle of the installers without the oracle of keys. */
const INSTALLERS: readonly string[] = ['oracle/installers/'];

/** A second Python, for what differs by it. */
const otherBases = ['3.11-slim-bookworm'];

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs test tiers against a real engine, which is brought up first where none answers, and closes with
 * one line that counts all of them: `N passed, N failed`.
 */
async function main(argv: readonly string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      installers: { type: 'boolean' },
      pairs: { type: 'string' },
      seed: { type: 'string' },
      tier: { type: 'string', multiple: true, default: [] },
      update: { type: 'boolean', default: false },
      workspaces: { type: 'string' },
    },
  });
  const names = positionals.length > 0 ? positionals : ['test'];
  const tiers = chooseTiers(names, values.tier);
  // Neither waits for the other.
  const [, frontend] = await Promise.allSettled([engineUp({ bases: otherBases }), buildFrontend()]);
  if (frontend.status === 'rejected') throw frontend.reason;
  // Nightly tests build for two platforms, on the default base alone.
  const engine = await engineUp({
    emulate: tiers.some(({ projects }) => projects.includes('nightly')),
  });
  const env = {
    ...engine.env,
    PATH: [
      // It stands beside the private engine, as root.
      ...(engine.kind === 'private' && names.includes('fleet') ? [await installPodman()] : []),
      await installUv(),
      await installPoetry(),
      engine.env.PATH ?? process.env.PATH,
    ].join(':'),
    NX_DAEMON: 'false',
    UV_DEFAULT_INDEX: engine.index.hostUrl,
    UV_PYTHON_DOWNLOADS: 'never',
    NX_SLIPWAY_REGISTRY: engine.registry,
    ...(values.pairs !== undefined && { SLIPWAY_ORACLE_PAIRS: values.pairs }),
    ...(values.seed !== undefined && { SLIPWAY_ORACLE_SEED: values.seed }),
    ...(values.workspaces !== undefined && { SLIPWAY_ORACLE_WORKSPACES: values.workspaces }),
    // Both need root, as the private engine does, and the first is the private engine's own.
    ...(engine.kind === 'private' && {
      SLIPWAY_DOCKERD: join(dockerRoot(enginePlace()), 'usr/sbin/dockerd'),
    }),
    ...(engine.kind === 'private' &&
      names.includes('fleet') && {
        SLIPWAY_BUILDKIT: await installBuildkit(),
        SLIPWAY_S3_SERVER: await installS3Server(),
      }),
  };
  await execa('npx', ['nx', 'run', 'nx-slipway:build'], { cwd: root, env, stdio: 'inherit' });

  const temporary = await mkdtemp(join(tmpdir(), 'slipway-tests-'));
  const args = [...(values.installers ? INSTALLERS : []), ...(values.update ? ['--update'] : [])];
  const results: TierResult[] = [];
  try {
    // Once for all, and before the first test: packing changes files that tests load.
    const isPacked = tiers.some(({ folder }) => folder.startsWith('e2e'));
    const packed = isPacked && { SLIPWAY_TARBALL: (await packPackage(temporary)).tarball };
    for (const together of groupTiers(tiers.filter((tier) => !isLeftOut(tier, engine)))) {
      const running = together.map((tier, index) => {
        const report = join(temporary, `${tiers.indexOf(tier)}.json`);
        const run = () =>
          runTier(tier, { env: { ...env, ...packed }, args, report, isShown: index === 0 });
        return tier.needsIndex ? withIndex(run) : run();
      });
      const ended = await Promise.all(running);
      for (const { output } of ended) if (output !== '') console.log(output);
      results.push(...ended);
    }
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  const sum = (of: 'passed' | 'failed' | 'skipped'): number =>
    results.reduce((total, result) => total + result[of], 0);
  // Once more at the end: what is printed in between is long.
  for (const failure of results.flatMap(({ failures }) => failures))
    console.log(`\nFAILED ${failure}`);
  const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
  console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
}

/** Says so of a tier that this engine cannot have. */
function isLeftOut({ needs, projects }: Tier, { kind }: Engine): boolean {
  if (needs === undefined || needs === kind) return false;
  const names = projects.join(', ').toUpperCase();
  console.log(`THE TIER ${names} IS LEFT OUT: it needs an engine that is brought up here.`);
  return true;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
