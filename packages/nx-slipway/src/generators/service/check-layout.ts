import type { GeneratorProblem } from '../../problems/kinds/commands/generator-problem';
import type { ChosenStack } from './choose-stack';
import type { ServiceOptions } from './service-options';

/** What is wrong with a layout for a stack and beside other options. */
export function checkLayout(
  { layout, role, sources }: Pick<ServiceOptions, 'layout' | 'role' | 'sources'>,
  stack: Pick<ChosenStack, 'name' | 'common' | 'isSlim'>,
): readonly GeneratorProblem[] {
  const invalid = (expected: string): readonly GeneratorProblem[] => [
    { kind: 'generator-option-invalid', option: 'layout', value: layout ?? '', expected },
  ];
  if (role === 'dev' && layout !== undefined && !['layered', 'base-app'].includes(layout)) {
    return invalid('layered or base-app for an image to develop in');
  }
  switch (layout) {
    case 'full':
      return stack.isSlim
        ? invalid(
            `a stack on a full image, and ${stack.name} is on a slim one: nx g nx-slipway:stack ${stack.name}-full --layout=full`,
          )
        : [];
    case 'wheels':
      return sources.length > 0 ? invalid('no --sources: they have no wheel') : [];
    case 'base-app':
      return stack.common
        ? []
        : invalid(
            `a stack with shared sources, and ${stack.name} has none: nx g nx-slipway:stack ${stack.name}-app --layout=base-app --sources=src/common`,
          );
    default:
      return [];
  }
}
