import { logger } from '@nx/devkit';
import type { UpgradeOptions } from '../upgrade-options';

/** Returns what tells what is done: standard output holds nothing but JSON where that is asked for. */
export function progressOf(output: UpgradeOptions['output']): (text: string) => void {
  return output === 'json' ? (text) => void process.stderr.write(`${text}\n`) : logger.info;
}
