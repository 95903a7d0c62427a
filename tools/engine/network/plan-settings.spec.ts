import { describe, expect, it } from 'vitest';
import { planSettings } from './plan-settings.ts';

const nothing = { ports: new Set<number>(), blocks: new Set<number>() };

describe('planSettings', () => {
  it('gives a checkout the same claim every time', () => {
    expect(planSettings('0000a0b1', nothing)).toEqual(planSettings('0000a0b1', nothing));
  });

  it('steps over what is taken', () => {
    const first = planSettings('0000a0b1', nothing);
    const second = planSettings('0000a0b1', {
      ports: new Set([first.registryPort, first.indexPort]),
      blocks: new Set([first.block]),
    });
    expect(second.block).not.toBe(first.block);
    expect([first.registryPort, first.indexPort]).not.toContain(second.registryPort);
    expect([first.registryPort, first.indexPort]).not.toContain(second.indexPort);
  });

  it('stays within ranges and names that the kernel takes, whatever the id', () => {
    const settings = planSettings('ffffffff', nothing);
    expect(settings.bridge.length).toBeLessThanOrEqual(15);
    expect(settings.block).toBeLessThan(192);
    expect(settings.indexPort).toBeLessThan(32_000);
  });

  it('fails when there is no block left', () => {
    const blocks = new Set(Array.from({ length: 256 }, (_, i) => i));
    expect(() => planSettings('00000000', { ports: new Set(), blocks })).toThrow('no free port');
  });
});
