import type { Change } from '../../../images/upgrade/check-facts';
import { type Finding, severities } from '../../../images/upgrade/finding';
import { countFindings, findingsOf, type UpgradePlan } from '../../../images/upgrade/upgrade-plan';
import { formatProblem } from '../../../problems/format-problem';

/** A plan as people read it before it is done. */
export function formatUpgrade(plan: UpgradePlan): string {
  const { stack, from, to, places, services, buildTarget, findings } = plan;
  if (places.length === 0 && findings.length === 0) {
    return `${stack} starts from ${to} already: nothing to do.`;
  }
  const changes = changesOf(plan);
  return [
    `${stack}${changes === '' ? '' : `: ${changes}`}`,
    ...places.map((place) => `  ${place.file}:${place.line}${HOW[place.how]}`),
    ...(places.length === 0
      ? [`  starts from ${to} already`]
      : [`    from ${from}`, `    to   ${to}`]),
    ...(services.length === 0
      ? ['Nothing is built from it yet.']
      : ['Built from it:', ...formatServices(plan)]),
    ...groupsOf(findings).flatMap(({ title, findings: own }) => [
      `${title}:`,
      ...own.flatMap(formatFinding),
    ]),
    ...(places.length === 0 ? [] : [`Then: nx affected -t ${buildTarget}`]),
  ].join('\n');
}

const HOW = {
  from: '',
  argument: ' (default of an ARG)',
  copy: ' (COPY --from)',
  mount: ' (mount)',
} as const;

/** `Python 3.11 -> 3.13, Debian bookworm -> trixie` */
export function changesOf({ python, suite }: UpgradePlan): string {
  return [...describeChange('Python', python), ...describeChange('Debian', suite)].join(', ');
}

function describeChange(what: string, { from, to }: Change): readonly string[] {
  if (to === undefined) return from === undefined ? [] : [`${what} ${from} -> unknown`];
  return [`${what} ${from === undefined || from === to ? to : `${from} -> ${to}`}`];
}

function formatServices(plan: UpgradePlan): readonly string[] {
  const { services } = plan;
  const [names, images] = [
    services.map(({ name }) => name),
    services.map((each) => each.images.join(', ')),
  ];
  const [width, wide] = [names, images].map((texts) =>
    Math.max(...texts.map(({ length }) => length)),
  );
  return services.map(({ name }, index) => {
    const counts = formatCounts(findingsOf(plan, name));
    const line = `  ${name.padEnd(width ?? 0)}  ${(images[index] ?? '').padEnd(wide ?? 0)}  ${counts}`;
    return line.trimEnd();
  });
}

/** `2 problems, 1 warning`; nothing for none. */
export function formatCounts(findings: readonly Finding[]): string {
  const counts = countFindings(findings);
  return severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => {
      const count = counts[severity];
      return `${count} ${severity}${count === 1 || severity === 'unchecked' ? '' : 's'}`;
    })
    .join(', ');
}

/** Findings of one set of services. */
interface Group {
  readonly title: string;
  readonly findings: readonly Finding[];
}

/** Groups findings by the services that they concern, those of the stack first. */
export function groupsOf(findings: readonly Finding[]): readonly Group[] {
  const byTitle = new Map<string, Finding[]>();
  for (const each of findings) {
    const title = each.services.join(', ');
    byTitle.set(title, [...(byTitle.get(title) ?? []), each]);
  }
  return [...byTitle]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, own]) => ({ title: title === '' ? 'The stack' : title, findings: own }));
}

function formatFinding({ severity, problem, fixes }: Finding): readonly string[] {
  const [what = '', ...next] = formatProblem(problem).split('\n');
  const can = fixes && fixes.length > 0 ? ' [--apply-fixes]' : '';
  return [`  ${severity}${can}: ${what}`, ...next.map((each) => `  ${each}`)];
}
