import type { GeneratorProblem } from '../../problems/kinds/generator-problem';
import { checkPackages } from '../check-packages';
import { checkRuntimeOptions } from './runtime/runtime-settings';
import type { RoleName, ServiceOptions } from './service-options';

/** Options of single roles, and the roles they belong to. */
const ROLE_OPTIONS: Readonly<
  Record<
    | 'server'
    | 'interface'
    | 'factory'
    | 'port'
    | 'healthPath'
    | 'broker'
    | 'queues'
    | 'processes'
    | 'threads'
    | 'module'
    | 'command',
    readonly RoleName[]
  >
> = {
  server: ['http'],
  interface: ['http'],
  factory: ['http'],
  port: ['http'],
  healthPath: ['http'],
  broker: ['dramatiq'],
  queues: ['dramatiq'],
  processes: ['http', 'dramatiq'],
  threads: ['http', 'dramatiq'],
  module: ['http', 'dramatiq'],
  command: ['command', 'http'],
};

/** What is wrong with options by themselves, whatever the workspace holds. */
export function checkServiceOptions(options: ServiceOptions): readonly GeneratorProblem[] {
  return [
    ...checkRoleOptions(options),
    ...checkNumber(options, 'port', [1, 65535]),
    ...checkNumber(options, 'processes', [1, 1000]),
    ...checkNumber(options, 'threads', [1, 1000]),
    ...checkModule(options),
    ...checkQueues(options),
    ...checkHealthPath(options),
    ...checkImage(options),
    ...checkRuntimeOptions(options),
    ...checkPackages('apt', options.apt),
    ...checkPackages('buildApt', options.buildApt),
  ];
}

function checkRoleOptions(options: ServiceOptions): readonly GeneratorProblem[] {
  const { role } = options;
  if (role === undefined) return [{ kind: 'role-missing', name: options.name }];
  return Object.entries(ROLE_OPTIONS).flatMap(([option, roles]): GeneratorProblem[] =>
    options[option as keyof typeof ROLE_OPTIONS] === undefined || roles.includes(role)
      ? []
      : [
          {
            kind: 'option-not-for-role',
            option,
            role: `role ${role}`,
            belongsTo: `role ${roles.join(' and ')}`,
          },
        ],
  );
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

function checkModule({ module, role }: ServiceOptions): readonly GeneratorProblem[] {
  if (module === undefined) return [];
  const isModule = new RegExp(`^${MODULE}(?::${MODULE}(?:\\(\\))?)?$`).test(module);
  const expected =
    role === 'dramatiq' ? 'a module: worker.actors' : 'a module and its application: api.app:app';
  return isModule
    ? []
    : [{ kind: 'generator-option-invalid', option: 'module', value: module, expected }];
}

/** Dramatiq's own rule for the name of a queue. */
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
