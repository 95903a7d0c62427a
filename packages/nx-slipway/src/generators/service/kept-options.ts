import type { Dockerfile } from '../../dockerfile/dockerfile';
import { isGeneratedService } from '../../images/model/is-generated-service';
import { healthPathOf } from '../../images/roles/health-check';
import type { ServiceOptions } from './service-options';

/** What a Dockerfile that is written again is not to lose; nothing else tells it. */
export type KeptOptions = Pick<ServiceOptions, 'port' | 'healthPath' | 'processes' | 'threads'>;

/** Reads the options that a generated Dockerfile was written with, as far as the project does not tell them. */
export function keptOptions(dockerfile: Dockerfile | undefined): KeptOptions {
  if (!dockerfile || !isGeneratedService(dockerfile)) return {};
  const instructions = dockerfile.stages.at(-1)?.instructions ?? [];
  const text = (keyword: string): string =>
    instructions.findLast((each) => each.keyword === keyword)?.text ?? '';
  const healthPath = healthPathOf(text('HEALTHCHECK'));
  const numbers = {
    port: numberIn(text('EXPOSE'), /^EXPOSE\s+(\d+)/i),
    processes:
      numberIn(text('ENV'), /\bWEB_CONCURRENCY=(\d+)/) ??
      numberIn(text('CMD'), /--(?:processes|workers)=(\d+)/),
    threads: numberIn(text('CMD'), /--threads=(\d+)/),
  };
  const known = Object.entries(numbers).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(known), ...(healthPath !== undefined && { healthPath }) };
}

function numberIn(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}
