import { execForm } from './exec-form';
import type { Role } from './role';

/** An image that runs a command line of its own, such as one of the project's console scripts. */
export function commandRole(args: readonly string[]): Role {
  return { view: { instructions: [execForm('CMD', args)] }, needs: [] };
}
