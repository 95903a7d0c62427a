import { type EngineSettings, gatewayOf, subnetOf } from './engine-settings.ts';

/** One rule: the table, the chain, and what comes after the chain's name. */
export type NetworkRule = {
  readonly table: 'filter' | 'nat';
  readonly chain: string;
  readonly match: readonly string[];
};

/**
 * The rules that stand in for those dockerd would write: two dockerds in one network namespace rewrite
 * each other's chains, so each of ours runs without. One block holds all of an engine's networks, so three
 * rules cover networks that are yet to be made.
 */
export const networkRules = (settings: EngineSettings): readonly NetworkRule[] => {
  const subnet = subnetOf(settings);
  return [
    {
      table: 'nat',
      chain: 'POSTROUTING',
      match: ['-s', subnet, '!', '-d', subnet, ...comment(settings), '-j', 'MASQUERADE'],
    },
    {
      table: 'filter',
      chain: 'FORWARD',
      match: ['-s', subnet, ...comment(settings), '-j', 'ACCEPT'],
    },
    {
      table: 'filter',
      chain: 'FORWARD',
      match: ['-d', subnet, ...comment(settings), '-j', 'ACCEPT'],
    },
  ];
};

/** Refuses what containers send beyond their own networks and the host; stands before the rules above. */
export const cutOffRule = (settings: EngineSettings): NetworkRule => {
  const subnet = subnetOf(settings);
  return {
    table: 'filter',
    chain: 'FORWARD',
    match: ['-s', subnet, '!', '-d', subnet, ...comment(settings), '-j', 'REJECT'],
  };
};

/** The commands that make the default bridge. */
export const bridgeCommands = (settings: EngineSettings): readonly (readonly string[])[] => [
  ['link', 'add', settings.bridge, 'type', 'bridge'],
  ['addr', 'add', `${gatewayOf(settings)}/24`, 'dev', settings.bridge],
  ['link', 'set', settings.bridge, 'up'],
];

const comment = (settings: EngineSettings): readonly string[] => [
  '-m',
  'comment',
  '--comment',
  `nx-slipway ${settings.bridge}`,
];
