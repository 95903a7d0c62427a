import { severities } from '../../../images/upgrade/finding';
import { countFindings, findingsOf, type UpgradePlan } from '../../../images/upgrade/upgrade-plan';
import { formatProblem } from '../../../problems/format-problem';
import { changesOf, formatCounts } from './format-upgrade';

/** The plans of an upgrade as JSON, for programs; its fields stay what they are. */
export function upgradeAsJson(plans: readonly UpgradePlan[]): string {
  const stacks = plans.map((plan) => {
    const { findings, services, places, buildTarget: _, ...rest } = plan;
    return {
      ...rest,
      places: places.map(({ file, line, how, old }) => ({ file, line, how, old })),
      counts: countFindings(findings),
      services: services.map((service) => ({
        ...service,
        counts: countFindings(findingsOf(plan, service.name)),
      })),
      findings: findings.map(({ severity, problem, services: own, fixes = [] }) => {
        const [what = '', next = ''] = formatProblem(problem).split('\n  ');
        const place = 'place' in problem ? problem.place : undefined;
        const where = place && [place.file, place.line, place.column].filter(Boolean).join(':');
        const message = where === undefined ? what : what.slice(where.length + 2);
        return {
          ...{ severity, kind: problem.kind, services: own },
          ...(place && { file: place.file, ...(place.line !== undefined && { line: place.line }) }),
          ...{ message, next, canFix: fixes.length > 0 },
        };
      }),
    };
  });
  return JSON.stringify({ stacks }, null, 2);
}

/** The plans of an upgrade as the text of a pull request. */
export function upgradeAsMarkdown(plans: readonly UpgradePlan[]): string {
  return plans.map(formatPlan).join('\n\n');
}

function formatPlan(plan: UpgradePlan): string {
  const { stack, from, to, places, services, findings } = plan;
  const changes = changesOf(plan);
  const table = [
    '| service | images | found |',
    '| --- | --- | --- |',
    ...services.map(
      ({ name, images }) =>
        `| ${name} | ${images.join(', ')} | ${formatCounts(findingsOf(plan, name)) || 'nothing'} |`,
    ),
  ];
  return [
    `## ${stack}${changes === '' ? '' : `: ${changes}`}`,
    `\`${from}\` becomes \`${to}\` in ${places.map(({ file, line }) => `\`${file}:${line}\``).join(', ') || 'no file'}.`,
    ...(services.length === 0 ? [] : [table.join('\n')]),
    ...severities.flatMap((severity) => {
      const own = findings.filter((each) => each.severity === severity);
      if (own.length === 0) return [];
      const items = own.map(({ problem, services: concerned }) => {
        const [what = '', ...next] = formatProblem(problem).split('\n');
        const who = concerned.length === 0 ? stack : concerned.join(', ');
        return [
          `- [ ] **${who}**: ${escaped(what)}`,
          ...next.map((each) => `  ${escaped(each.trim())}`),
        ].join('\n');
      });
      return [`### ${TITLES[severity]}`, items.join('\n')];
    }),
  ].join('\n\n');
}

const TITLES = {
  problem: 'Problems',
  warning: 'Warnings',
  note: 'Notes',
  unchecked: 'Not checked',
} as const;

/** Escapes what Markdown would take for HTML; code between backticks means itself. */
function escaped(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replaceAll('<', '&lt;')))
    .join('');
}
