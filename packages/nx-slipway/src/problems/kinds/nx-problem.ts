import type { Explanations } from '../explanation';
import type { Place } from '../place';

/** What can be wrong with the plugin's options in nx.json. */
export type PluginOptionProblem =
  | {
      readonly kind: 'plugin-option-invalid';
      readonly place: Place;
      readonly option: string;
      /** As JSON. */
      readonly value: string;
      /** What to write: `a text such as "acme"`. */
      readonly expected: string;
    }
  | {
      readonly kind: 'plugin-option-unknown';
      readonly place: Place;
      readonly option: string;
      /** The option with the closest name. */
      readonly meant?: string;
    };

/** What can be wrong with the Nx of a workspace. */
export type NxProblem =
  | PluginOptionProblem
  | {
      /** Dockerfiles name the images of the workspace by it. */
      readonly kind: 'namespace-stands';
      readonly place: Place;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: 'nx-too-old';
      /** The workspace's: `21.6.11`. */
      readonly version: string;
      /** Oldest that will do: `22.6`. */
      readonly oldest: string;
      /** What `nx migrate` is to be given: `22.7`. */
      readonly target: string;
    };

export const nxExplanations: Explanations<NxProblem> = {
  'plugin-option-invalid': ({ option, value, expected }) => ({
    what: `the option \`${option}\` of nx-slipway cannot be ${value.length > 60 ? `${value.slice(0, 60)}…` : value}`,
    next: `Write ${expected}.`,
  }),
  'plugin-option-unknown': ({ option, meant }) => ({
    what: `nx-slipway has no option \`${option}\``,
    next: meant === undefined ? 'Remove it.' : `Remove it, or write \`${meant}\`.`,
  }),
  'namespace-stands': ({ from, to }) => ({
    what: `the namespace is ${from}, and Dockerfiles of the workspace name images by it`,
    next: `Write ${JSON.stringify(to)} here, and ${to}/ for ${from}/ in every FROM that names one.`,
  }),
  'nx-too-old': ({ version, oldest, target }) => ({
    what: `nx-slipway needs Nx ${oldest} or newer, and this workspace has Nx ${version}`,
    next: `Upgrade Nx, then try again: npx nx migrate ${target}`,
  }),
};
