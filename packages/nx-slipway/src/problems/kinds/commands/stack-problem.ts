import { closest } from '../../closest';
import type { Explanations } from '../../explanation';
import type { Place } from '../../place';

/** What can be wrong with the stages that images start from. */
export type StackProblem =
  | { readonly kind: 'stack-missing'; readonly stack?: string; readonly known: readonly string[] }
  | { readonly kind: 'stack-ambiguous'; readonly known: readonly string[] }
  | {
      /** Another base is asked for, which concerns every service. */
      readonly kind: 'stack-base-stands';
      readonly place: Place;
      readonly stack: string;
      /** What it starts from. */
      readonly from: string;
      /** What plans the change. */
      readonly command: string;
    }
  | {
      /** A Dockerfile is there for another role, stack or installer. */
      readonly kind: 'dockerfile-for-other';
      readonly place: Place;
      /** Options that it was written with: `--installer=uv`. */
      readonly written: readonly string[];
      /** What writes it again. */
      readonly command: string;
    }
  | { readonly kind: 'stack-in-python-project'; readonly place: Place }
  | { readonly kind: 'base-without-apt'; readonly reference: string }
  | {
      readonly kind: 'stack-without-wheels' | 'stack-without-normalize';
      readonly place: Place;
      readonly stack: string;
    };

export const stackExplanations: Explanations<StackProblem> = {
  'stack-missing': ({ stack, known }) =>
    stack === undefined
      ? {
          what: 'this workspace has no stack, and a service needs one',
          next: 'Create one first: nx g nx-slipway:stack python',
        }
      : {
          what: `unknown stack ${stack}`,
          next:
            known.length > 0
              ? `${question(stack, known)}This workspace has ${known.join(', ')}.`
              : `Create it first: nx g nx-slipway:stack ${stack}`,
        },
  'stack-ambiguous': ({ known }) => ({
    what: `this workspace has several stacks: ${known.join(', ')}`,
    next: `Choose one: --stack=${known[0] ?? 'python'}`,
  }),
  'stack-base-stands': ({ stack, from, command }) => ({
    what: `the stack ${stack} exists and starts from ${from}`,
    next: `Upgrade it, with a check of every service: ${command}`,
  }),
  'dockerfile-for-other': ({ written, command }) => ({
    what: `this Dockerfile was written with ${written.join(' and ')}, and with other options it is another file`,
    next: `Write it again, and your changes to it are lost: ${command}`,
  }),
  'stack-in-python-project': () => ({
    what: 'a stack cannot be in the folder of a Python project',
    next: 'Choose another folder: --directory=images/<name>',
  }),
  'base-without-apt': ({ reference }) => ({
    what: `${reference} is not a Debian image: the stages of a stack use apt-get, and packages compiled for glibc do not run on musl`,
    next: 'Use a Debian image such as python:3.13-slim-trixie.',
  }),
  'stack-without-normalize': ({ stack }) => ({
    what: 'the stack does not have this script, which the Dockerfiles of services call',
    next: `Write the files of the stack again: nx g nx-slipway:stack ${stack} --force`,
  }),
  'stack-without-wheels': ({ stack }) => ({
    what: 'this script of the stack does not collect wheels, which the layout wheels needs',
    next: `Write the files of the stack again: nx g nx-slipway:stack ${stack} --force`,
  }),
};

function question(word: string, known: readonly string[]): string {
  const meant = closest(word, known);
  return meant === undefined ? '' : `Did you mean ${meant}? `;
}
