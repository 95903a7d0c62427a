import type { CheckFacts, UpgradedService } from '../check-facts';
import { finding } from '../check-facts';
import type { Finding } from '../finding';
import type { LackingLibraries } from '../linked/base-libraries';
import type { ImageLinks, LinkedFiles, NeededLibrary } from '../linked/image-links';
import { linkedImages } from '../linked/library-questions';
import { type LinkContext, type LinkOrigin, linkOrigin } from '../linked/link-origin';
import type { UnknownLinks } from '../linked/linked-answers';
import { mayInstallMore, runtimePackages, runtimeStages } from '../linked/runtime-stages';

/**
 * Finds compiled files that images have in the same way on the new base, and that are linked with a library or with a
 * version of one that the new base does not have. What is compiled there again is linked with what is there.
 */
export function checkLinked(facts: CheckFacts): readonly Finding[] {
  const { linked } = facts.answers;
  if (!linked) return [];
  return [
    ...facts.services.flatMap((service) =>
      service.images.flatMap((reference) => {
        const [image, links] = [
          facts.catalogue.byReference.get(reference),
          linked.images.get(reference),
        ];
        if (!image || !links || 'why' in links) return [];
        const context = { facts, service, image, machine: links.machine };
        const lacking = 'why' in linked.lacking ? undefined : linked.lacking.get(reference);
        return [
          ...machinesDiffer(links, context),
          ...(lacking ? missing(links, lacking, context) : []),
        ];
      }),
    ),
    ...unchecked(facts),
  ];
}

function missing(
  { linked }: ImageLinks,
  lacking: LackingLibraries,
  context: LinkContext,
): readonly Finding[] {
  return linked.flatMap((each) =>
    each.needs.flatMap((need) => {
      const versions = (lacking.versions.get(need.name) ?? []).filter(
        (one) => one in need.versions,
      );
      const isMissing = lacking.libraries.includes(need.name);
      if (!isMissing && versions.length === 0) return [];
      const origin = linkOrigin(each, need.file, context);
      // What the new base has at the same place is its own.
      const isOfBase = !each.distribution && lacking.paths.includes(need.file);
      if (origin.kind === 'made' || (origin.kind === 'unsure' && isOfBase)) return [];
      return isMissing
        ? [libraryMissing(need, origin, context)]
        : [versionMissing(need, versions, origin, context)];
    }),
  );
}

type KnownOrigin = Exclude<LinkOrigin, { readonly kind: 'made' }>;

function libraryMissing(
  need: NeededLibrary,
  origin: KnownOrigin,
  { facts, service, image }: LinkContext,
): Finding {
  const { name: library, file: path, package: owner } = need;
  const base = { path, library, reference: facts.to };
  const chain = runtimeStages(facts.catalogue, image);
  const isNamed = owner !== undefined && runtimePackages(chain).includes(owner);
  const unsure = mayInstallMore(chain) && !isNamed ? ('packages' as const) : undefined;
  if (origin.kind === 'unsure' || unsure) {
    const why = origin.kind === 'unsure' ? origin.unsure : (unsure ?? 'unknown');
    return unsureLink({ ...base, unsure: why }, origin, service);
  }
  const { place, remedy } = origin;
  return finding(
    severityOf(origin),
    {
      ...{ kind: 'linked-library-missing', place, ...base, remedy },
      ...(owner !== undefined && { package: owner }),
    },
    [service.name],
  );
}

function versionMissing(
  { name: library, versions: files }: NeededLibrary,
  versions: readonly string[],
  origin: KnownOrigin,
  { facts, service }: LinkContext,
): Finding {
  const path = files[versions.at(-1) ?? ''] ?? '';
  const base = { path, library, reference: facts.to };
  const named = `${versions.join(', ')} of ${library}`;
  if (origin.kind === 'unsure')
    return unsureLink({ ...base, library: named, unsure: origin.unsure }, origin, service);
  const { place, remedy } = origin;
  const problem = { kind: 'linked-version-missing', place, ...base, versions, remedy } as const;
  return finding(severityOf(origin), problem, [service.name]);
}

/** What is linked in the same way fails for certain, and what is made of the same sources very likely. */
function severityOf({ kind }: KnownOrigin): 'problem' | 'warning' {
  return kind === 'kept' ? 'problem' : 'warning';
}

function unsureLink(
  words: Omit<Extract<Finding['problem'], { kind: 'linked-library-unsure' }>, 'kind' | 'place'>,
  { place }: KnownOrigin,
  { name }: UpgradedService,
): Finding {
  const problem = { kind: 'linked-library-unsure', ...words, ...(place && { place }) } as const;
  return finding('unchecked', problem, [name]);
}

/** Packages of another machine, which are wrong on the old base as well. */
function machinesDiffer({ linked, machine }: ImageLinks, context: LinkContext): readonly Finding[] {
  return linked.flatMap((each: LinkedFiles) => {
    const { distribution, foreign } = each;
    if (!distribution || foreign === undefined) return [];
    const { name, version } = distribution;
    const origin = linkOrigin(each, '', context);
    const place = 'place' in origin && origin.place ? { place: origin.place } : {};
    const problem = { package: name, version, machine: foreign, own: machine, ...place };
    return [
      finding('warning', { kind: 'linked-machine-differs', ...problem }, [context.service.name]),
    ];
  });
}

/** Images of which nobody knows, by the reason. */
function unchecked(facts: CheckFacts): readonly Finding[] {
  const reasons = new Map<string, { readonly known: Unknown; readonly images: string[] }>();
  for (const reference of facts.answers.linked ? linkedImages(facts) : []) {
    const known = whyUnknown(reference, facts);
    if (!known) continue;
    const reason = reasons.get(known.why ?? '') ?? { known, images: [] };
    reason.images.push(reference);
    reasons.set(known.why ?? '', reason);
  }
  return [...reasons.values()].map(({ known: { why, isDown = false }, images }) => {
    const services = facts.services
      .filter((each) => each.images.some((one) => images.includes(one)))
      .map(({ name }) => name);
    const command = `nx run-many -t ${facts.buildTarget} -p ${services.join(',')}`;
    const problem = { images, isDown, ...(why === undefined ? { command } : { why }) };
    return finding('unchecked', { kind: 'linked-unchecked', ...problem }, services, {
      ...(isDown && { isUnanswered: true }),
    });
  });
}

/** Without words where the image is not built. */
type Unknown = Partial<UnknownLinks>;

function whyUnknown(reference: string, { answers }: CheckFacts): Unknown | undefined {
  const links = answers.linked?.images.get(reference);
  if (!links) return {};
  if ('why' in links) return links;
  const lacking = answers.linked?.lacking;
  const hasNeeds = links.linked.some(({ needs }) => needs.length > 0);
  return lacking && 'why' in lacking && hasNeeds ? { why: lacking.why, isDown: true } : undefined;
}
