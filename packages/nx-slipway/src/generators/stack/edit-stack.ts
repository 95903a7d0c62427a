import { posix } from 'node:path';
import type { Dockerfile } from '../../dockerfile/dockerfile';
import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import { aptPackages } from '../../dockerfile/places/apt-packages';
import { findStage } from '../../dockerfile/stages/find-stage';
import { withoutDigest } from '../../dockerfile/without-digest';
import { copiedSources } from '../../images/model/layout-of-dockerfile';
import { pythonOfReference } from '../../images/references/python-of-reference';
import { suiteOfReference } from '../../images/references/suite-of-reference';
import type { Problem } from '../../problems/problem';
import { withoutSlash } from '../../python/projects/without-slash';
import { updateText } from '../update-text';
import { checkOffered } from './choose-base';
import { devLockDir } from './dev-lock-dir';
import {
  planStack,
  REQUIREMENTS,
  type StackFacts,
  type StackOptions,
  type StackPlan,
} from './plan-stack';

/** The options of the generator, and which of them have been asked for. */
export interface RequestedStack extends StackOptions {
  readonly asked: {
    readonly suite?: string;
    readonly layout?: StackOptions['layout'];
    readonly buildApt: readonly string[];
  };
  readonly force: boolean;
}

/** What the Dockerfile of a stack shows of its options. */
interface StandingStack {
  readonly dockerfile: Dockerfile;
  readonly from: string;
  readonly apt: readonly string[];
  readonly buildApt: readonly string[];
  readonly sources: readonly string[];
}

/**
 * Plans the files of a stack. In one that exists, only what the options add is added: packages and sources. Its base
 * stays, since another one concerns every service: `upgrade-base` looks at them.
 */
export function editStack(requested: RequestedStack, facts: StackFacts): StackPlan {
  const { name, asked, force } = requested;
  const directory = requested.directory ?? folderOf(name, facts);
  const options = { ...requested, ...(directory !== undefined && { directory }) };
  const file = posix.join(directory ?? `images/${name}`, 'Dockerfile');
  const standing = readStanding(facts.read(file), file);
  if (!standing) return planStack(options, facts);
  const isMoved = isOther(requested, standing.from);
  const { from, apt, buildApt, sources } = standing;
  const kept: StackOptions = {
    ...{ name, suite: options.suite, standing: from, apt, buildApt },
    sources: sources.map(withoutSlash),
    ...(directory !== undefined && { directory }),
    layout: sources.length > 0 ? 'base-app' : 'slim',
  };
  const wanted: StackOptions = {
    ...kept,
    apt: [...new Set([...apt, ...options.apt])],
    buildApt: [...new Set([...buildApt, ...asked.buildApt])],
    sources: [...new Set([...sources, ...options.sources].map(withoutSlash))],
    ...(asked.layout && asked.layout !== 'full' && { layout: asked.layout }),
  };
  if (force) return planStack(isMoved ? onNewBase(wanted, options) : wanted, facts);
  const known = withStandingDev(standing, facts);
  const after = planStack(wanted, known);
  // Nobody is sent to an upgrade that no image is for.
  const unknown = requested.from === undefined ? checkOffered(requested.python) : [];
  const moved = unknown.length > 0 ? unknown : [otherBase(requested, standing)];
  const problems = isMoved ? moved : [];
  const plan = { ...after, problems: [...problems, ...after.problems] };
  return merged(withoutTools(plan, facts), planStack(kept, known), {
    file,
    text: standing.dockerfile.text,
  });
}

/** A stage for development that is there stays, also where the workspace has no uv lock by now. */
function withStandingDev({ dockerfile }: StandingStack, facts: StackFacts): StackFacts {
  const isThere = findStage(dockerfile, 'dev') !== undefined;
  return isThere && devLockDir(facts.lockRoots) === undefined ? { ...facts, lockRoots: [] } : facts;
}

/** The services of a stack have added to its tools what they need, so that an existing list is not one of options. */
function withoutTools(plan: StackPlan, { read }: StackFacts): StackPlan {
  const isOfTools = (file: string): boolean => posix.basename(file) === REQUIREMENTS;
  return {
    ...plan,
    edits: plan.edits.filter(({ file }) => !isOfTools(file) || read(file) === undefined),
  };
}

/** A stack may have been created in another folder than the usual one. */
function folderOf(name: string, { projects, read }: StackFacts): string | undefined {
  const root = projects.get(name);
  if (root === undefined) return undefined;
  const file = posix.join(root, 'Dockerfile');
  return readStanding(read(file), file) ? root : undefined;
}

function readStanding(text: string | undefined, file: string): StandingStack | undefined {
  if (text === undefined) return undefined;
  const { dockerfile } = parseDockerfile(text, file);
  const base = findStage(dockerfile, 'base');
  if (!base || !findStage(dockerfile, 'base-builder')) return undefined;
  const packages = aptPackages(dockerfile);
  const installed = (stage: string) =>
    packages.flatMap((each) => (each.stage.name === stage ? [each.name] : []));
  const common = findStage(dockerfile, 'common-sources');
  return {
    ...{ dockerfile, from: base.from.text },
    ...{ apt: installed('base'), buildApt: installed('base-builder') },
    sources: common ? copiedSources(common, '.') : [],
  };
}

/** Whether another base is asked for than the one there is. */
function isOther({ from, python, asked }: RequestedStack, standing: string): boolean {
  if (from !== undefined) return withoutDigest(from) !== withoutDigest(standing);
  return (
    (python !== undefined && !`${withoutDigest(standing)}-`.includes(`python:${python}-`)) ||
    (asked.suite !== undefined && suiteOfReference(standing) !== asked.suite) ||
    (asked.layout === 'full' && /-slim\b/.test(standing))
  );
}

/** The same with the base that is asked for, or the one that there is without its digest. */
function onNewBase(
  { standing = '', ...wanted }: StackOptions,
  options: RequestedStack,
): StackOptions {
  const { from, layout } = options;
  const python = options.python ?? pythonOfReference(standing);
  const suite = options.asked.suite ?? suiteOfReference(standing) ?? options.suite;
  const base = from === undefined ? { ...(python && { python }), suite } : { from, suite };
  return { ...wanted, ...base, layout: layout === 'full' ? layout : wanted.layout };
}

function otherBase(
  { name, from, python, asked }: RequestedStack,
  { dockerfile, from: standing }: StandingStack,
): Problem {
  const base = withoutDigest(standing);
  const to = from ?? (asked.layout === 'full' ? base.replace(/-slim\b/, '') : undefined);
  const options = to === undefined ? { python, suite: asked.suite } : { to };
  const words = Object.entries(options).flatMap(([option, value]) =>
    value === undefined ? [] : [`--${option}=${value}`],
  );
  return {
    kind: 'stack-base-stands',
    place: { file: dockerfile.file, line: findStage(dockerfile, 'base')?.line ?? 1 },
    ...{ stack: name, from: base },
    command: ['nx g nx-slipway:upgrade-base', name, ...words].join(' '),
  };
}

/** A plan whose Dockerfile has what its options add to the file there is, and every edit of the user's. */
function merged(
  after: StackPlan,
  before: StackPlan,
  { file, text }: { readonly file: string; readonly text: string },
): StackPlan {
  const contentOf = ({ edits }: StackPlan) =>
    edits.find((edit) => edit.file === file)?.content ?? '';
  const [old, wanted] = [contentOf(before), contentOf(after)];
  const updated = updateText(file, { standing: text, before: old, after: wanted });
  if ('problem' in updated) return { ...after, problems: [...after.problems, updated.problem] };
  return {
    ...after,
    edits: after.edits.map((edit) => (edit.file === file ? updated.edit : edit)),
  };
}
