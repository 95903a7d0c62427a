import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { Tier } from './tiers.ts';

/** What a tier came to. */
export interface TierResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** One paragraph per failed test, or per file that could not be loaded. */
  readonly failures: readonly string[];
  /** What it printed; empty where that was shown. */
  readonly output: string;
}

/** What vitest is called with. */
export interface TierRun {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Further arguments of vitest. */
  readonly args: readonly string[];
  /** Where its report is written, absolute. */
  readonly report: string;
  /** Whether what it prints is shown at once. */
  readonly isShown: boolean;
}

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

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the tests of one tier, and counts them. */
export async function runTier(
  tier: Tier,
  { env, args, report: file, isShown }: TierRun,
): Promise<TierResult> {
  const { exitCode, all } = await execa(
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
      ...args,
    ],
    {
      ...{ cwd: root, env: { ...env, ...tier.env }, reject: false },
      ...(isShown ? { stdio: 'inherit' as const } : { stdin: 'ignore' as const, all: true }),
    },
  );
  const report = JSON.parse(await readFile(file, 'utf8')) as Report;
  return {
    passed: report.numPassedTests,
    // A suite that fails to load has no failed test of its own.
    failed: Math.max(report.numFailedTests, exitCode === 0 ? 0 : 1),
    skipped: report.numPendingTests,
    failures: failuresOf(report),
    output: typeof all === 'string' ? all : '',
  };
}

function failuresOf({ testResults }: Report): readonly string[] {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    return assertionResults.length === 0 && message !== ''
      ? [`${file}\n${message}`]
      : failed.map((each) => [`${file} > ${each.fullName}`, ...each.failureMessages].join('\n'));
  });
}
