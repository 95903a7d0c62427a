import { access } from 'node:fs/promises';
import { execa } from 'execa';
import { type EngineSettings, gatewayOf, subnetOf } from '../engine-settings.ts';
import { bridgeCommands, cutOffRule, type NetworkRule, networkRules } from './network-rules.ts';

/** Makes the bridge and the rules where they are missing. */
export async function applyNetwork(settings: EngineSettings): Promise<void> {
  if (!(await hasGateway(settings))) {
    // One that is left of a checkout in the same place, whose settings are gone, has another address.
    await execa('ip', ['link', 'del', settings.bridge], { reject: false });
    for (const args of bridgeCommands(settings)) {
      await execa('ip', args);
    }
  }
  for (const rule of networkRules(settings)) {
    await addRule(rule);
  }
}

/** Removes the rules, the bridge, and the bridges of networks that the engine's users made. */
export async function removeNetwork(settings: EngineSettings): Promise<void> {
  // Beside a host engine there is neither, and perhaps no iptables.
  if (!(await hasBridge(settings))) {
    return;
  }
  for (const rule of [cutOffRule(settings), ...networkRules(settings)]) {
    await removeRule(rule);
  }
  const routes = await execa('ip', ['-4', 'route', 'show', 'root', subnetOf(settings)]);
  const bridges = [...routes.stdout.matchAll(/\bdev (\S+)/g)].map((match) => match[1] ?? '');
  for (const bridge of new Set([settings.bridge, ...bridges])) {
    await execa('ip', ['link', 'del', bridge], { reject: false });
  }
}

/** Whether the engine's default bridge is there. */
export function hasBridge(settings: EngineSettings): Promise<boolean> {
  return access(`/sys/class/net/${settings.bridge}`).then(
    () => true,
    () => false,
  );
}

/** Whether the bridge is there and has the address that the settings say. */
async function hasGateway(settings: EngineSettings): Promise<boolean> {
  const shown = await execa('ip', ['-4', '-oneline', 'address', 'show', 'dev', settings.bridge], {
    reject: false,
  });
  return shown.stdout?.includes(` ${gatewayOf(settings)}/`) ?? false;
}

/** Puts a rule at the head of its chain, before a host firewall's refusals, unless it is there. */
export async function addRule(rule: NetworkRule): Promise<void> {
  if (!(await hasRule(rule))) {
    await execa('iptables', ['-w', '-t', rule.table, '-I', rule.chain, ...rule.match]);
  }
}

/** Removes a rule, however often it is there. */
export async function removeRule(rule: NetworkRule): Promise<void> {
  while (await hasRule(rule)) {
    await execa('iptables', ['-w', '-t', rule.table, '-D', rule.chain, ...rule.match]);
  }
}

async function hasRule(rule: NetworkRule): Promise<boolean> {
  return !(
    await execa('iptables', ['-w', '-t', rule.table, '-C', rule.chain, ...rule.match], {
      reject: false,
    })
  ).failed;
}
