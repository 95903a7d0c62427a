import { closureOf, type Job, type Step, type Workload } from './workload.ts';

/**
 * As many services as asked for, from the measured ones in turn. What a service alone needs it needs
 * again for each of its copies; what several share stays one.
 */
export function repeatServices(workload: Workload, count: number): Workload {
  const closures = new Map(
    workload.jobs.map(({ name, results }) => [name, closureOf(workload, results)]),
  );
  const users = new Map<string, number>();
  for (const id of [...closures.values()].flatMap((closure) => [...closure])) {
    users.set(id, (users.get(id) ?? 0) + 1);
  }
  const waitedFor = new Set(workload.jobs.flatMap(({ needs }) => needs));
  const bases = workload.jobs.filter(({ name }) => waitedFor.has(name));
  const services = workload.jobs.filter(({ name }) => !waitedFor.has(name));
  const steps = new Map<string, Step>();
  for (const id of bases.flatMap(({ name }) => [...(closures.get(name) ?? [])])) add(id, '');
  const copies = Array.from({ length: services.length === 0 ? 0 : count }, (_, index): Job[] => {
    const service = services[index % services.length];
    if (!service) return [];
    const copy = index < services.length ? '' : ` (${Math.floor(index / services.length) + 1})`;
    for (const id of closures.get(service.name) ?? []) add(id, copy);
    const results = service.results.map((id) => idOf(id, copy));
    return [{ ...service, name: `${service.name}${copy}`, results }];
  });
  return { ...workload, steps, jobs: [...bases, ...copies.flat()] };

  function idOf(id: string, copy: string): string {
    return users.get(id) === 1 ? `${id}${copy}` : id;
  }

  function add(id: string, copy: string): void {
    const step = workload.steps.get(id);
    if (!step) return;
    const own = idOf(id, copy);
    steps.set(own, { ...step, id: own, needs: step.needs.map((need) => idOf(need, copy)) });
  }
}
