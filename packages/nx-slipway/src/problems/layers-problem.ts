import type { Explanations } from './explanation';
import type { Place } from './place';

/** What can be wrong with shared dependency layers and the file that says what is in them. */
export type LayersProblem =
  | {
      readonly kind: 'layers-broken';
      readonly place: Place;
      readonly detail: string;
    }
  | { readonly kind: 'layers-off' }
  | { readonly kind: 'layers-conflict'; readonly place: Place }
  | {
      /** No image has the layer of a group any more. */
      readonly kind: 'layers-unused';
      readonly place: Place;
      readonly stack: string;
      readonly group: string;
      /** Packages of it that no image installs; empty where none has all of them. */
      readonly missing: readonly string[];
    }
  | { readonly kind: 'layers-too-new'; readonly place: Place; readonly version: number };

/** What writes the file anew. */
const WRITE = '`nx g nx-slipway:shared-layers`';

export const layersExplanations: Explanations<LayersProblem> = {
  'layers-broken': ({ detail }) => ({
    what: detail,
    next: `Correct the line, or delete the file and run ${WRITE}.`,
  }),
  'layers-off': () => ({
    what: 'nx.json turns shared layers off: `sharedLayers` of the plugin nx-slipway is false',
    next: 'Take the option out of nx.json first.',
  }),
  'layers-conflict': () => ({
    what: 'git left the marks of a merge here',
    next: `Take either side as it is; ${WRITE} then groups the packages of both anew.`,
  }),
  'layers-unused': ({ stack, group, missing }) => ({
    what: `no image has the layer \`${group}\` of \`${stack}\`: ${
      missing.length > 0
        ? `none installs ${missing.join(', ')} any more`
        : 'none has all of its packages'
    }`,
    next: `${WRITE} groups anew; until then every image installs these packages for itself.`,
  }),
  'layers-too-new': ({ version }) => ({
    what: `this file is of version ${version}; version 1 is the one that is known`,
    next: `Update nx-slipway, or delete the file and run ${WRITE}.`,
  }),
};
