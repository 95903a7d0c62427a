import { expect, test } from 'vitest';
import { bridgeCommands } from './network-rules.ts';

test('the bridge has one address, whatever is attached to it', () => {
  const settings = { block: 73, bridge: 'slip1' } as Parameters<typeof bridgeCommands>[0];
  expect(bridgeCommands(settings)[0]?.join(' ')).toBe(
    'link add slip1 address 02:42:0a:49:00:01 type bridge',
  );
});
