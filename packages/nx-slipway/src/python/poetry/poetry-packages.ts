import { ALWAYS, andMarker, type Condition } from '../pep508/condition';
import type { MarkerEnvironment } from '../pep508/marker-environment';
import { type ThirdPartyPackage, thirdPartyPackages } from '../pyproject/third-party-package';
import type { SelectedPackage } from './select-poetry-packages';

/**
 * The third-party packages among those selected of a lock, without those that no marker lets in; sorted
 * by name. One that is locked in several versions, and of which it is not settled which is installed,
 * is certain in none of them.
 */
export function poetryPackages(
  selected: readonly SelectedPackage[],
  environment: MarkerEnvironment,
): readonly ThirdPartyPackage[] {
  const found = selected
    .filter(({ locked }) => locked.source?.type !== 'directory')
    .map((each) => ({ ...each, condition: andMarker(ALWAYS, each.marker, environment) }))
    .filter(({ condition }) => condition.length > 0);
  return thirdPartyPackages(found.map(pinOf), environment);
}

/** `legacy` is Poetry's word for an index that is not PyPI. */
function pinOf({
  locked,
  condition,
}: SelectedPackage & {
  readonly condition: Condition;
}) {
  const { name, version, files, source } = locked;
  return {
    name,
    version,
    files,
    condition,
    ...((source === undefined || source.type === 'legacy') && { pin: `${name}==${version}` }),
    ...(source?.type === 'legacy' && { index: source.url }),
  };
}
