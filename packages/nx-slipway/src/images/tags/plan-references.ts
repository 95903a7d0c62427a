import type { Problem } from '../../problems/problem';
import type { Image } from '../model/image';
import { parseReference } from '../references/parse-reference';
import { expandRepository } from './expand-repository';
import type { ParsedTags } from './parse-tags';
import { resolveTag } from './resolve-tag';
import type { TagFacts } from './tag-facts';

/** What an image is called by. */
export interface NamingOptions {
  readonly tags: ParsedTags;
  /** Templates of repositories; none for the image's default one. */
  readonly repositories: readonly string[];
  /** Of the workspace, without slashes at its end. */
  readonly namespace: string;
}

/** The references of an image: every repository with every tag, and those that were written out. */
export interface PlannedReferences {
  /** Distinct, in the order of the options. Without any tag they have none, which is `latest`. */
  readonly references: readonly string[];
  readonly problems: readonly Problem[];
}

/** Resolves repositories and tags of one image. */
export function planReferences(
  image: Image,
  { tags, repositories, namespace }: NamingOptions,
  facts: TagFacts,
): PlannedReferences {
  const problems: Problem[] = tags.invalid.map((each) => ({
    kind: 'tag-template-broken',
    project: image.project,
    ...each,
  }));
  const written = tags.references.filter((reference) => {
    const parsed = parseReference(reference);
    const isName = parsed !== undefined && parsed.digest === undefined;
    // `docker buildx build --tag` takes `1.10` for an image of that name on Docker Hub.
    const isClear = /[:/]/.test(reference);
    if (!isName || !isClear) {
      const kind = isName ? 'reference-ambiguous' : 'reference-illegal';
      problems.push({ kind, image: image.id, got: reference });
    }
    return isName && isClear;
  });
  const made = resolveTags(image, tags, facts, problems);
  const isBare = tags.templates.length + tags.references.length + tags.invalid.length === 0;
  const suffixes = isBare ? [''] : made.map((tag) => `:${tag}`);
  const names =
    suffixes.length === 0
      ? []
      : (repositories.length > 0 ? repositories : ['{{reference}}']).flatMap((template) => {
          const got = expandRepository(template, image, namespace);
          const parsed = parseReference(got);
          const isName = parsed?.tag === undefined && parsed?.digest === undefined;
          if (parsed && isName) return [parsed.name];
          problems.push({ kind: 'repository-illegal', image: image.id, template, got });
          return [];
        });
  const references = names.flatMap((name) => suffixes.map((suffix) => name + suffix));
  return { references: [...new Set([...written, ...references])], problems };
}

/** Adds to problems templates without a valid tag, and all of them where no tag is left. */
function resolveTags(
  image: Image,
  { templates, references }: ParsedTags,
  facts: TagFacts,
  problems: Problem[],
): readonly string[] {
  const skipped: { readonly template: string; readonly why: string }[] = [];
  const tags = templates.flatMap((template) => {
    const resolved = resolveTag(template, facts);
    if ('skipped' in resolved) {
      skipped.push({ template: template.text, why: resolved.skipped });
      return [];
    }
    const about = { image: image.id, template: template.text };
    if ('lack' in resolved) {
      problems.push({ kind: 'tag-empty', ...about, ...resolved });
      return [];
    }
    if (!TAG.test(resolved.tag)) {
      problems.push({ kind: 'tag-illegal', ...about, got: resolved.tag });
      return [];
    }
    return [resolved.tag];
  });
  if (skipped.length > 0 && skipped.length === templates.length && references.length === 0) {
    problems.push({ kind: 'tags-none', image: image.id, skipped });
  }
  return [...new Set(tags)];
}

/** `tag` of the OCI distribution specification. */
const TAG = /^\w[\w.-]{0,127}$/;
