import type { ServiceView } from '../../images/bindings/service-view';
import type { ChosenStack } from './choose-stack';
import type { ServiceOptions } from './service-options';

/** What of a Dockerfile's view the layout and the Debian packages decide. */
export type StackView = Pick<
  ServiceView,
  | 'stackStages'
  | 'builder'
  | 'systemFrom'
  | 'baseStage'
  | 'builderStage'
  | 'commonStage'
  | 'apt'
  | 'buildApt'
>;

/** Chooses the stages of a stack that an image builds in and runs on. */
export function stackView(
  { layout, apt, buildApt }: Pick<ServiceOptions, 'layout' | 'apt' | 'buildApt'>,
  { base, builder, common }: ChosenStack,
): StackView {
  const keepsTools = layout === 'full' || layout === 'slim';
  // An image with the tools that build runs on the stage that has them.
  const [system, build] = keepsTools ? [[], [...apt, ...buildApt]] : [apt, buildApt];
  const builderStage = build.length > 0 ? 'builder' : builder.alias;
  const systemFrom = keepsTools ? builderStage : base.alias;
  return {
    stackStages: [
      ...(keepsTools ? [] : [base]),
      builder,
      ...(layout === 'base-app' && common ? [common] : []),
    ],
    builder,
    builderStage,
    systemFrom,
    baseStage: system.length > 0 ? 'system' : systemFrom,
    ...(layout === 'base-app' && common && { commonStage: common.alias }),
    apt: sorted(system),
    buildApt: sorted(build),
  };
}

function sorted(packages: readonly string[]): readonly string[] {
  return [...new Set(packages)].sort();
}
