import type { Change, UpgradePlan } from './upgrade-plan';

/** A plan as people read it before it is done. */
export function formatUpgrade(plan: UpgradePlan): string {
  const { stack, file, from, to, froms, services, buildTarget } = plan;
  if (froms.length === 0) return `${stack} starts from ${to} already: nothing to do.`;
  const changes = [describeChange('Python', plan.python), describeChange('Debian', plan.suite)]
    .flat()
    .join(', ');
  const width = Math.max(...services.map(({ name }) => name.length));
  return [
    `${stack}${changes === '' ? '' : `: ${changes}`}`,
    ...froms.map(({ line }) => `  ${file}:${line}`),
    `    from ${from}`,
    `    to   ${to}`,
    ...(services.length === 0
      ? ['Nothing is built from it yet.']
      : [
          'Built from it:',
          ...services.map(({ name, images }) => `  ${name.padEnd(width)}  ${images.join(', ')}`),
        ]),
    `Then: nx affected -t ${buildTarget}`,
  ].join('\n');
}

function describeChange(what: string, { from, to }: Change): readonly string[] {
  if (to === undefined) return from === undefined ? [] : [`${what} ${from} -> unknown`];
  return [`${what} ${from === undefined || from === to ? to : `${from} -> ${to}`}`];
}
