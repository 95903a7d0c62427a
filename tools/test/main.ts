import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { buildFrontend } from '../dockerfile-frontend/build-frontend.ts';
import { enginePlace } from '../engine/engine-place.ts';
import { engineUp } from '../engine/engine-up.ts';
import { installBuildkit } from '../engine/install/install-buildkit.ts';
import { installPodman } from '../engine/install/install-podman.ts';
import { installPoetry } from '../engine/install/install-poetry.ts';
import { installS3Server } from '../engine/install/install-s3-server.ts';
import { installUv } from '../engine/install/install-uv.ts';
import { dockerRoot } from '../engine/install/unpack-docker.ts';
import { chooseTiers } from './tiers.ts';

/** What vitest is told for the oracle of the installers without the oracle of keys. */
const INSTALLERS: readonly string[] = ['oracle/installers/'];

/** The part of vitest's JSON report that is counted. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    /** Why the file could not be loaded. */
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

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

  const reports = await mkdtemp(join(tmpdir(), 'slipway-reports-'));
  const total = { passed: 0, failed: 0, skipped: 0 };
  const failures: string[] = [];
  try {
    for (const [index, tier] of tiers.entries()) {
      if (tier.needs !== undefined && tier.needs !== engine.kind) {
        console.log(
          `THE TIER ${tier.projects.join(', ').toUpperCase()} IS LEFT OUT: it needs an engine that is brought up here.`,
        );
        continue;
      }
      const file = join(reports, `${index}.json`);
      const { exitCode } = await execa(
        'npx',
        [
          'vitest',
          'run',
          // npx runs in the folder of a package, which not every tier's is.
          `--root=${join(root, tier.folder)}`,
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${file}`,
          ...tier.projects.map((project) => `--project=${project}`),
          ...(values.installers ? INSTALLERS : []),
          ...(values.update ? ['--update'] : []),
        ],
        { cwd: root, env: { ...env, ...tier.env }, stdio: 'inherit', reject: false },
      );
      const report = JSON.parse(await readFile(file, 'utf8')) as Report;
      total.passed += report.numPassedTests;
      total.skipped += report.numPendingTests;
      failures.push(...failuresOf(report));
      // A suite that fails to load has no failed test of its own.
      total.failed += Math.max(report.numFailedTests, exitCode === 0 ? 0 : 1);
    }
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
  // Once more at the end: what is printed in between is long.
  for (const failure of failures) console.log(`\nFAILED ${failure}`);
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

/** One paragraph per failed test, or per file that could not be loaded. */
function failuresOf({ testResults }: Report): readonly string[] {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    return assertionResults.length === 0 && message !== ''
      ? [`${file}\n${message}`]
      : failed.map((each) => [`${file} > ${each.fullName}`, ...each.failureMessages].join('\n'));
  });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
