import { type EngineSettings, gatewayOf, subnetOf } from '../engine-settings.ts';

/** One rule: the table, the chain, and what comes after the chain's name. */
export interface NetworkRule {
  readonly table: 'filter' | 'nat';
  readonly chain: string;
  readonly match: readonly string[];
}

/**
 * The rules that stand in for those dockerd would write: two dockerds in one network namespace rewrite
 * each other's chains, so each of ours runs without. One block holds all of an engine's networks, so three
 * rules cover networks that are yet to be made.
 */
export function networkRules(settings: EngineSettings): readonly NetworkRule[] {
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
}

/** Refuses what containers send beyond their own networks and the host; stands before the rules above. */
export function cutOffRule(settings: EngineSettings): NetworkRule {
  const subnet = subnetOf(settings);
  return {
    table: 'filter',
    chain: 'FORWARD',
    match: ['-s', subnet, '!', '-d', subnet, ...comment(settings), '-j', 'REJECT'],
  };
}

/**
 * The commands that make the default bridge. It has an address of its own, in the way of Docker's: a bridge
 * without one takes the lowest of its ports', so that it changes as other steps come and go, and a step
 * that was speaking to it hears nothing for half a minute.
 */
export function bridgeCommands(settings: EngineSettings): readonly (readonly string[])[] {
  return [
    [
      'link',
      'add',
      settings.bridge,
      'address',
      hardwareAddress(gatewayOf(settings)),
      'type',
      'bridge',
    ],
    ['addr', 'add', `${gatewayOf(settings)}/24`, 'dev', settings.bridge],
    ['link', 'set', settings.bridge, 'up'],
  ];
}

/** `02:42` and the four bytes of an IPv4 address. */
function hardwareAddress(address: string): string {
  return [
    '02',
    '42',
    ...address.split('.').map((byte) => Number(byte).toString(16).padStart(2, '0')),
  ].join(':');
}

function comment(settings: EngineSettings): readonly string[] {
  return ['-m', 'comment', '--comment', `nx-slipway ${settings.bridge}`];
}
