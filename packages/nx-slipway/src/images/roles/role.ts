import type { RoleView } from '../bindings/service-view';

/** A package the command of a role needs in the image. */
export interface NeededPackage {
  /** Normalised names of which one at least is in the lock's closure. */
  readonly anyOf: readonly string[];
  /** The requirement to add where none is: `dramatiq[redis]`. */
  readonly requirement: string;
}

/** A package by its name, with the requirement that adds it. */
export function neededPackage(name: string, requirement: string = name): NeededPackage {
  return { anyOf: [name], requirement };
}

/** What an image runs. */
export interface Role {
  readonly view: RoleView;
  readonly needs: readonly NeededPackage[];
}
