import type { UpgradedImage } from '../images/facts/compare-upgraded-images';
import { type Difference, titleOf } from '../images/facts/difference';
import { probeWords } from '../images/facts/image-facts';
import {
  checksOf,
  type ProofCheck,
  type ProvenImage,
  type ServiceProof,
  type UpgradeProof,
  verdictOf,
} from '../images/upgrade/proof';
import { formatBytes } from './format-bytes';
import { formatTable } from './format-table';

/** Formats what an upgrade was found to do: a row for each image, what is different, and what did not pass. */
export function formatProof({ services, isStopped }: UpgradeProof): string {
  const table = formatTable(
    ['service', 'image', 'result', 'build', 'tests', 'start', 'libraries', 'size', 'started in'],
    services.flatMap(rowsOf),
    7,
  );
  const differences = formatDifferences(services);
  const failures = services.flatMap(formatOutputs);
  return [
    table,
    ...(differences.length === 0 ? [] : [`Different in the images:\n${differences.join('\n')}`]),
    ...failures,
    ...(isStopped ? ['Stopped before all was tried.'] : []),
  ].join('\n\n');
}

/** The same for programs; its fields stay what they are. */
export function proofAsJson({ services, isStopped }: UpgradeProof): string {
  const proof = services.map((service) => ({
    ...{ service: service.name, result: verdictOf(service), checks: service.checks },
    images: service.images.map(({ before, after, ...rest }) => ({
      ...rest,
      differences: rest.differences.map((each) => {
        const { area: _, name: __, ...sides } = each;
        return { what: titleOf(each), ...sides };
      }),
      ...(before && { before: plainFacts(before) }),
      ...(after && { after: plainFacts(after) }),
    })),
  }));
  return JSON.stringify({ proof, isStopped }, null, 2);
}

function plainFacts(image: UpgradedImage) {
  // Values of variables may be secret; those that differ are named in the differences.
  const { reference, id, size, user, workdir, entrypoint, command, contents } = image;
  const { ports, volumes, stopSignal } = image;
  const healthcheck = probeWords(image);
  return {
    ...{ reference, id, size, user, workdir, entrypoint, command, ports, volumes, stopSignal },
    ...(healthcheck && { healthcheck }),
    ...(contents && {
      packages: Object.fromEntries(contents.packages),
      missingLibraries: contents.missingLibraries,
      ...(contents.python !== undefined && { python: contents.python }),
    }),
  };
}

function rowsOf(service: ServiceProof): readonly (readonly string[])[] {
  const head = (image?: ProvenImage): readonly string[] => [
    service.name,
    image?.reference ?? '',
    verdictOf(service),
    detailOf(service.checks, 'build'),
    detailOf(service.checks, 'tests'),
    detailOf(image?.checks ?? [], 'start'),
    detailOf(image?.checks ?? [], 'libraries'),
    image ? change(sizeOf(image.before), sizeOf(image.after)) : '',
    image ? change(secondsOf(image.startBefore), secondsOf(image.startAfter)) : '',
  ];
  return service.images.length === 0 ? [head()] : service.images.map(head);
}

function detailOf(checks: readonly ProofCheck[], what: ProofCheck['what']): string {
  const check = checks.find((each) => each.what === what);
  if (!check) return '-';
  return check.verdict === 'failed' ? `FAILED: ${check.detail}` : check.detail;
}

function change(before: string | undefined, after: string | undefined): string {
  return before === undefined && after === undefined ? '' : `${before ?? '?'} -> ${after ?? '?'}`;
}

function sizeOf(facts: UpgradedImage | undefined): string | undefined {
  return facts && formatBytes(facts.size);
}

function secondsOf(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : `${seconds.toFixed(1)} s`;
}

/** Each difference once, with the images that have it. */
function formatDifferences(services: readonly ServiceProof[]): readonly string[] {
  const images = services.flatMap((service) => service.images);
  const byText = new Map<string, string[]>();
  for (const { reference, differences } of images) {
    for (const each of differences) {
      const text = formatDifference(each);
      byText.set(text, [...(byText.get(text) ?? []), reference]);
    }
  }
  return [...byText].map(
    ([text, own]) => `  ${own.length === images.length ? 'all' : own.join(', ')}: ${text}`,
  );
}

function formatDifference(difference: Difference): string {
  const { before, after } = difference;
  return `${titleOf(difference)} ${before ?? '(none)'} -> ${after ?? '(none)'}`;
}

function formatOutputs(service: ServiceProof): readonly string[] {
  return checksOf(service).flatMap(({ what, verdict, detail, output = [] }) => {
    if (verdict === 'passed' || output.length === 0) return [];
    const lines = output.map((line) => `  ${line}`).join('\n');
    return [`${service.name}, ${what}: ${verdict} (${detail})\n${lines}`];
  });
}
