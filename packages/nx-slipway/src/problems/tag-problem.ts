import type { Explanations } from './explanation';

/** What can be wrong with the references an image is to get. */
export type TagProblem =
  | {
      /** A line that is no template. */
      readonly kind: 'tag-template-broken';
      readonly project: string;
      readonly template: string;
      /** What is odd about it. */
      readonly odd: string;
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
  | {
      /** Two images of a run would overwrite each other. */
      readonly kind: 'reference-shared';
      readonly reference: string;
      /** Ids, sorted. */
      readonly images: readonly string[];
    };

export const tagExplanations: Explanations<TagProblem> = {
  'tag-template-broken': ({ project, template, odd, expected }) => ({
    what: `the tag ${JSON.stringify(template)} of ${project} ${odd}`,
    next: `Write ${expected}.`,
  }),
  'tag-empty': ({ image, template, lack, next }) => ({
    what: `the tag ${JSON.stringify(template)} of ${image} comes to nothing: ${lack}`,
    next,
  }),
  'tag-illegal': ({ image, template, got }) => ({
    what: `the tag ${JSON.stringify(template)} of ${image} comes to ${JSON.stringify(got)}, which is no tag`,
    next: 'A tag is 1 to 128 letters, digits, `_`, `.` and `-`, and begins with a letter, a digit or `_`: change `prefix`, `suffix` or the pattern.',
  }),
  'tags-none': ({ image, skipped }) => ({
    what: `none of the tags of ${image} is for this occasion:\n${skipped.map(({ template, why }) => `  ${template}: ${why}`).join('\n')}`,
    next: 'Add one that always is, such as `type=sha`, or name one: --tag=type=raw,value=<tag>',
  }),
  'repository-illegal': ({ image, template, got }) => ({
    what: `the repository ${JSON.stringify(template)} of ${image} comes to ${JSON.stringify(got)}, which is none`,
    next: 'Write a registry and a path, such as `registry.example/team/{{image}}`: lower case, without a tag.',
  }),
  'reference-illegal': ({ image, got }) => ({
    what: `${image} is to be named ${JSON.stringify(got)}, which is no reference to an image`,
    next: 'Write a reference, such as `registry.example/team/api:1.0`, or a template, such as `type=raw,value=1.0`.',
  }),
  'reference-shared': ({ reference, images }) => ({
    what: `${images.join(' and ')} would both be ${reference}, and one overwrite the other`,
    next: 'Put {{image}} into `repositories`, or give each its own `tags`.',
  }),
};
