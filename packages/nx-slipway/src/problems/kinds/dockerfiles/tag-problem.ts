import type { Explanations } from '../../explanation';

/** What can be wrong with the references an image is to get. */
export type TagProblem =
  | {
      /** A line that is no template. */
      readonly kind: 'tag-template-broken';
      readonly project: string;
      readonly template: string;
      /** What is odd about it. */
      readonly invalid: string;
      /** What may stand there. */
      readonly expected: string;
    }
  | {
      readonly kind: 'tag-empty';
      readonly image: string;
      readonly template: string;
      /** What it would be made from and is not there: `the project has no version`. */
      readonly lack: string;
      readonly next: string;
    }
  | {
      readonly kind: 'tag-illegal';
      readonly image: string;
      readonly template: string;
      readonly got: string;
    }
  | {
      /** All templates are for other occasions. */
      readonly kind: 'tags-none';
      readonly image: string;
      readonly skipped: readonly { readonly template: string; readonly why: string }[];
    }
  | {
      readonly kind: 'repository-illegal';
      readonly image: string;
      readonly template: string;
      readonly got: string;
    }
  | { readonly kind: 'reference-illegal'; readonly image: string; readonly got: string }
  /** One word may be meant for a tag, and would be the name of another image. */
  | { readonly kind: 'reference-ambiguous'; readonly image: string; readonly got: string }
  | {
      /** Two images of a run would overwrite each other. */
      readonly kind: 'reference-shared';
      readonly reference: string;
      /** Ids, sorted. */
      readonly images: readonly string[];
    };

export const tagExplanations: Explanations<TagProblem> = {
  'tag-template-broken': ({ project, template, invalid, expected }) => ({
    what: `the tag ${JSON.stringify(template)} of ${project} ${invalid}`,
    next: `Write ${expected}.`,
  }),
  'tag-empty': ({ image, template, lack, next }) => ({
    what: `the tag ${JSON.stringify(template)} of ${image} resolves to nothing: ${lack}`,
    next,
  }),
  'tag-illegal': ({ image, template, got }) => ({
    what: `the tag ${JSON.stringify(template)} of ${image} resolves to ${JSON.stringify(got)}, which is not a valid tag`,
    next: 'Change `prefix`, `suffix` or the pattern: a tag has 1 to 128 letters, digits, `_`, `.` and `-`, and starts with a letter, a digit or `_`.',
  }),
  'tags-none': ({ image, skipped }) => ({
    what: `none of the tags of ${image} applies here:\n${skipped.map(({ template, why }) => `  ${template}: ${why}`).join('\n')}`,
    next: 'Add one that always applies, such as `type=sha`, or set one: --tag=type=raw,value=<tag>',
  }),
  'repository-illegal': ({ image, template, got }) => ({
    what: `the repository template ${JSON.stringify(template)} of ${image} resolves to ${JSON.stringify(got)}, which is not a valid repository name`,
    next: 'Write a registry and a path in lower case, without a tag, such as `registry.example/team/{{image}}`.',
  }),
  'reference-illegal': ({ image, got }) => ({
    what: `${JSON.stringify(got)}, a tag of ${image}, is not a valid image reference`,
    next: 'Write a reference, such as `registry.example/team/api:1.0`, or a template, such as `type=raw,value=1.0`.',
  }),
  'reference-ambiguous': ({ image, got }) => ({
    what: `"${got}", a tag of ${image}, may be a tag or the name of an image`,
    next: `Write type=raw,value=${got} for the tag, or ${got}:latest for the name.`,
  }),
  'reference-shared': ({ reference, images }) => ({
    what: `${images.join(' and ')} would both be pushed as ${reference}, and one would overwrite the other`,
    next: 'Use {{image}} in `repositories`, or give each image its own `tags`.',
  }),
};
