import type { z } from 'zod';
import type { roleSchema } from './role-schema';

/** A role as a file describes it; `role.schema.json` says what each field means. */
export type RoleDefinition = Frozen<z.output<typeof roleSchema>>;

/** Words of a command that are left out where a condition is not met. */
export type ConditionalWords = Exclude<RoleDefinition['command'][number], string>;

/** Roles by name. */
export type RoleDefinitions = ReadonlyMap<string, RoleDefinition>;

type Frozen<T> = T extends readonly (infer Each)[]
  ? readonly Frozen<Each>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;
