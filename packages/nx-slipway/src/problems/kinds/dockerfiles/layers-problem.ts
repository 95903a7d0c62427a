import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

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
  | {
      /** An image would have more layers of packages than an engine takes. */
      readonly kind: 'layers-too-many';
      readonly place: Place;
      readonly image: string;
      readonly layers: number;
      readonly most: number;
      /** The group that is split over most layers, if one is split. */
      readonly split?: { readonly group: string; readonly layers: number };
    }
  | { readonly kind: 'layers-too-new'; readonly place: Place; readonly version: number };

/** What writes the file again. */
const WRITE = '`nx g nx-slipway:shared-layers`';

export const layersExplanations: Explanations<LayersProblem> = {
  'layers-broken': ({ detail }) => ({
    what: detail,
    next: `Correct the line, or delete the file and run ${WRITE}.`,
  }),
  'layers-off': () => ({
    what: 'shared layers are turned off in nx.json: `sharedLayers` of the plugin nx-slipway is false',
    next: 'Remove the option from nx.json first.',
  }),
  'layers-conflict': () => ({
    what: 'this file has merge conflict markers',
    next: `Accept either side, then run ${WRITE} to group the packages of both.`,
  }),
  'layers-unused': ({ stack, group, missing }) => ({
    what: `no image has the layer \`${group}\` of \`${stack}\`: ${
      missing.length > 0
        ? `no image installs ${missing.join(', ')} any more`
        : 'no image has all of its packages'
    }`,
    next: `Run ${WRITE} to group again; until then every image installs these packages for itself.`,
  }),
  'layers-too-many': ({ image, layers, most, split }) => ({
    what: `${image} would have ${layers} layers of packages${split ? `, ${split.layers} of them for \`${split.group}\`` : ''}; an image has at most ${most}, because engines refuse more than 125 layers in all`,
    next: split
      ? 'Allow larger layers: nx g nx-slipway:shared-layers --maxLayerMegabytes=2000'
      : 'Group again into fewer layers: nx g nx-slipway:shared-layers --maxLayers=24',
  }),
  'layers-too-new': ({ version }) => ({
    what: `this file has version ${version}; nx-slipway supports version 1`,
    next: `Update nx-slipway, or delete the file and run ${WRITE}.`,
  }),
};
