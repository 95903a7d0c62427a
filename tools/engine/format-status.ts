export interface ServiceStatus {
  readonly name: string;
  readonly at: string;
  readonly log: string;
  readonly answers: boolean;
  /** Absent where no process of ours runs. */
  readonly pid?: number;
}

export interface Status {
  readonly checkout: string;
  readonly state: string;
  readonly cache: string;
  readonly network: string;
  readonly indexCutOff: boolean;
  readonly services: readonly ServiceStatus[];
}

/** A status as lines of text. */
export function formatStatus(status: Status): string {
  return [
    `checkout  ${status.checkout}`,
    `state     ${status.state}`,
    `cache     ${status.cache}`,
    `network   ${status.network}`,
    ...status.services.map(
      (service) =>
        `${service.name.padEnd(9)} ${stateOf(service)}, ${service.at}, log ${service.log}`,
    ),
    ...(status.indexCutOff ? ['the package index is cut off by a running process'] : []),
    '',
  ].join('\n');
}

function stateOf({ pid, answers }: ServiceStatus): string {
  if (pid === undefined) {
    return answers ? 'answers, but was not started here' : 'down';
  }
  return answers ? `up (pid ${pid})` : `does not answer (pid ${pid})`;
}
