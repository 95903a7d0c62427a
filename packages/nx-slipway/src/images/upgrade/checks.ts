import type { Check } from './check-facts';
import { checkAptPackages } from './checks/check-apt';
import { checkBuilderPins } from './checks/check-builder-pins';
import { checkCommands } from './checks/check-commands';
import { checkLinked } from './checks/check-linked';
import { checkMentions } from './checks/check-mentions';
import { checkModules } from './checks/check-modules';
import { noteChanges, noteNumpy } from './checks/check-notes';
import { checkDebianPip, checkFloatingBase } from './checks/check-references';
import { checkProjectsPython } from './checks/check-requires-python';
import { checkSettings } from './checks/check-settings';
import { checkStages } from './checks/check-stages';
import { checkTimeZones } from './checks/check-time-zones';
import { checkWheels } from './checks/check-wheels';

/** All checks of an upgrade. A new one is a file of its own in `checks/`, and a line here. */
export const upgradeChecks: readonly Check[] = [
  checkProjectsPython,
  checkWheels,
  checkModules,
  checkBuilderPins,
  checkAptPackages,
  checkLinked,
  checkCommands,
  checkMentions,
  checkStages,
  checkFloatingBase,
  checkDebianPip,
  checkTimeZones,
  checkSettings,
  noteChanges,
  noteNumpy,
];
