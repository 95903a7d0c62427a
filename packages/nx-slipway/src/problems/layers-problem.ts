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
  'layers-too-new': ({ version }) => ({
    what: `this file is of version ${version}; version 1 is the one that is known`,
    next: `Update nx-slipway, or delete the file and run ${WRITE}.`,
  }),
};
