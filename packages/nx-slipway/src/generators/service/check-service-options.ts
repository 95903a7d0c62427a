import type { RoleDefinitions } from '../../images/roles/definition/role-definition';
import { rolesWith } from '../../images/roles/definition/taken-options';
import type { GeneratorProblem } from '../../problems/kinds/commands/generator-problem';
import type { Problem } from '../../problems/problem';
import { checkPackages } from '../check-packages';
import { checkRuntimeOptions } from './runtime/runtime-settings';
import type { ServiceOptions } from './service-options';
import { unknownRole } from './unknown-role';

/** Options of single roles, and the roles of them that no file describes. */
const ROLE_OPTIONS = {
  server: ['http'],
  interface: ['http'],
  factory: ['http'],
  port: ['http'],
  healthPath: ['http'],
  broker: [],
  queues: [],
  processes: ['http'],
  threads: ['http'],
  module: ['http'],
  command: ['command', 'http'],
} as const satisfies Partial<Record<keyof ServiceOptions, readonly string[]>>;

/** What is wrong with options by themselves, whatever the workspace holds. */
export function checkServiceOptions(
  options: ServiceOptions,
  roles: RoleDefinitions,
): readonly Problem[] {
  const { role } = options;
  const unknown = role === undefined ? undefined : unknownRole(role, roles);
  return [
    ...(unknown ? [unknown] : checkRoleOptions(options, roles)),
    ...checkNumber(options, 'port', [1, 65535]),
    ...checkNumber(options, 'processes', [1, 1000]),
    ...checkNumber(options, 'threads', [1, 1000]),
    ...checkModule(options, roles),
    ...checkQueues(options),
    ...checkHealthPath(options),
    ...checkImage(options),
    ...checkRuntimeOptions(options),
    ...checkPackages('apt', options.apt),
    ...checkPackages('buildApt', options.buildApt),
  ];
}

function checkRoleOptions(
  options: ServiceOptions,
  roles: RoleDefinitions,
): readonly GeneratorProblem[] {
  const { role } = options;
  if (role === undefined) return [{ kind: 'role-missing', name: options.name }];
  return Object.entries(ROLE_OPTIONS).flatMap(([option, others]): GeneratorProblem[] => {
    const takers = [...others, ...rolesWith(option, roles)];
    return options[option as keyof typeof ROLE_OPTIONS] === undefined || takers.includes(role)
      ? []
      : [
          {
            kind: 'option-not-for-role',
            option,
            role: `role ${role}`,
            belongsTo: `role ${takers.join(', ').replace(/, (?=[^,]*$)/, ' and ')}`,
          },
        ];
  });
}

function checkNumber(
  options: ServiceOptions,
  option: 'port' | 'processes' | 'threads',
  [from, to]: readonly [number, number],
): readonly GeneratorProblem[] {
  const value = options[option];
  return value === undefined || (Number.isInteger(value) && value >= from && value <= to)
    ? []
    : [
        {
          kind: 'generator-option-invalid',
          option,
          value: String(value),
          expected: `a whole number from ${from} to ${to}`,
        },
      ];
}

const IDENTIFIER = '[A-Za-z_]\\w*';
const MODULE = `${IDENTIFIER}(?:\\.${IDENTIFIER})*`;

function checkModule(
  { module, role = '' }: ServiceOptions,
  roles: RoleDefinitions,
): readonly GeneratorProblem[] {
  if (module === undefined) return [];
  const example = roles.get(role)?.module?.example;
  const isModule = new RegExp(`^${MODULE}(?::${MODULE}(?:\\(\\))?)?$`).test(module);
  const expected =
    example === undefined
      ? 'a module and its application: api.app:app'
      : `an import path: worker.${example}`;
  return isModule
    ? []
    : [{ kind: 'generator-option-invalid', option: 'module', value: module, expected }];
}

/** Dramatiq's own rule for the name of a queue; the others take more. */
const QUEUE = /^[A-Za-z_][\w.-]*$/;

function checkQueues({ queues = [] }: ServiceOptions): readonly GeneratorProblem[] {
  const expected = 'names of letters, digits, `_`, `-` and `.`: --queues=mail,reports';
  return queues
    .filter((queue) => !QUEUE.test(queue))
    .map((value) => ({ kind: 'generator-option-invalid', option: 'queues', value, expected }));
}

/** The path is written into the probe, which is a program in quotes. */
function checkHealthPath({ healthPath }: ServiceOptions): readonly GeneratorProblem[] {
  return healthPath === undefined || /^\/[\w\-.~/%?=&]*$/.test(healthPath)
    ? []
    : [
        {
          kind: 'generator-option-invalid',
          option: 'healthPath',
          value: healthPath,
          expected: 'a path of the application: --health-path=/health',
        },
      ];
}

/** The name is part of a file's name, of target names and of the image's reference. */
function checkImage({ image }: ServiceOptions): readonly GeneratorProblem[] {
  return image === undefined || /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(image)
    ? []
    : [
        {
          kind: 'generator-option-invalid',
          option: 'image',
          value: image,
          expected: 'small letters, digits and single hyphens: --image=worker',
        },
      ];
}
