import { type ProofSeconds, proofRatio } from '../calls/proof-seconds.ts';
import { formatSeconds } from './format-figure.ts';
import { median } from './median.ts';
import type { ResultRow, Results } from './results.ts';

/** How much longer than its build a proven upgrade may take, apart from its probes. */
export const PROOF_GOAL = 1.1;

/** The parts of one upgrade in a few words: `(12 s build, 10 s probes, ratio 2.50)`. */
export function formatProof(wallSeconds: number, proof: ProofSeconds): string {
  const [build, probes] = [proof.buildSeconds, proof.probeSeconds].map(formatSeconds);
  return `(${build} build, ${probes} probes, ratio ${proofRatio(wallSeconds, proof).toFixed(2)})`;
}

/** What the docs say of upgrades that were proven: the middle of all runs, and the plan; empty where there are none. */
export function formatProofs({ rows, of }: Pick<Results, 'rows' | 'of'>): string {
  const proven = rows.find((row) => row.contender === of && row.proofs);
  if (!proven) return '';
  const { proofs = [], plan } = proven;
  const middle = (name: keyof ProofSeconds): string =>
    formatSeconds(median(proofs.map((proof) => proof[name])));
  const ratio = ratioOf(proven, proofs);
  return `_Proven_: in the case \`${proven.case}\`, ${of} runs \`upgrade-base --verify\`, and the others only build. Its time is that
of the plan, ${middle('buildSeconds')} of bake, and ${middle('probeSeconds')} in which each image is started on both bases. Without these probes it is
${ratio.toFixed(2)} of the time of bake alone; the goal is ${PROOF_GOAL}.${plan ? `\n\n\`\`\`text\n${plan}\n\`\`\`` : ''}`;
}

function ratioOf({ wallSeconds }: ResultRow, proofs: readonly ProofSeconds[]): number {
  return median(proofs.map((proof, run) => proofRatio(wallSeconds[run] ?? Number.NaN, proof)));
}
