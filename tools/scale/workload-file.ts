import type { Job, Step, Workload } from './workload.ts';

/** What a workload is written to and read from. */
interface WorkloadFile {
  readonly steps: readonly Step[];
  readonly jobs: readonly Job[];
  readonly outsideSeconds?: number;
}

/** Characters of a step's name that are kept; of a RUN the first words tell what it is. */
const nameLength = 100;

/** A workload as a file that can be reviewed: a line for each step and job, short ids. */
export function formatWorkload({ steps, jobs, outsideSeconds = 0 }: Workload): string {
  const ids = new Map([...steps.keys()].map((id, index) => [id, `${index}`]));
  const short = (id: string): string => ids.get(id) ?? id;
  const lines = {
    steps: [...steps.values()].map((step) => ({
      ...step,
      id: short(step.id),
      name: step.name
        .replace(/ --mount=\S+/g, '')
        .replace(/\s+/g, ' ')
        .slice(0, nameLength),
      needs: step.needs.map(short),
    })),
    jobs: jobs.map((job) => ({ ...job, results: job.results.map(short) })),
  };
  const list = (items: readonly unknown[]): string =>
    items.map((item) => `    ${JSON.stringify(item)}`).join(',\n');
  return `{\n  "outsideSeconds": ${outsideSeconds},\n  "steps": [\n${list(lines.steps)}\n  ],\n  "jobs": [\n${list(lines.jobs)}\n  ]\n}\n`;
}

export function parseWorkload(text: string): Workload {
  const { steps, ...rest } = JSON.parse(text) as WorkloadFile;
  return { steps: new Map(steps.map((step) => [step.id, step])), ...rest };
}
