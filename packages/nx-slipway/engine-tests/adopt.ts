import { FsTree, flushChanges } from 'nx/src/generators/tree';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareImages } from '../src/build/compare/compare-images';
import { dockerEngine } from '../src/engine/docker/docker-engine';
import adoptGenerator from '../src/generators/adopt/generator';
import type { Comparison } from '../src/images/facts/compare-adopted-images';
import { titleOf } from '../src/images/facts/difference';
import { runCommand } from '../src/process/run-command';
import type { InstallerName } from '../src/python/pyproject/python-project';
import { makeWorkspace, type RealWorkspace } from '../test-support/real-workspace';
import type { Files } from '../test-support/workspace-files';

/** A hand-written Dockerfile of a project, and what becomes of it. */
export interface AdoptedCase {
  readonly dockerfile: string;
  /** `Dockerfile` by default. */
  readonly file?: string;
  /** Files beside those that every project has, relative to its folder. */
  readonly files?: Files;
  /** Stages that make images; none for a file of one image. */
  readonly stages?: readonly string[];
  /** What is different in the images: `package pip`, with the stage before it if there are several. */
  readonly differences: readonly string[];
  /** Words that containers of both images get in place of their command; a server would not end. */
  readonly words?: readonly string[];
  /** What both print. */
  readonly prints: string;
}

/** Projects of one installer, each with a hand-written Dockerfile. */
export interface AdoptionSpec {
  readonly namespace: string;
  readonly installer: InstallerName;
  /** Of the project with a name, relative to its folder. */
  readonly projectFiles: (name: string) => Files;
  readonly rootFiles?: Files;
  readonly cases: Readonly<Record<string, AdoptedCase>>;
}

/** Where RUNs of hand-written Dockerfiles install something with pip from the index of these tests. */
export const PIP =
  'RUN --mount=type=secret,id=pip-conf,target=/etc/pip.conf pip install --root-user-action=ignore';

/**
 * Tests that each Dockerfile is adopted, that both images are built, that they differ in what is listed, and that
 * containers of both do the same.
 */
export function testAdoption({
  namespace,
  installer,
  projectFiles,
  rootFiles = {},
  cases,
}: AdoptionSpec): { readonly comparison: (image: string) => Comparison | undefined } {
  const names = Object.keys(cases);
  const images = names.flatMap((name) =>
    (cases[name]?.stages ?? [undefined]).map((stage) => ({
      name,
      image: stage === undefined ? name : `${name}-${stage}`,
      title: stage === undefined ? '' : `${stage}: `,
    })),
  );
  const compared = new Map<string, Comparison>();
  let workspace: RealWorkspace;

  beforeAll(async () => {
    const files = names.flatMap((name) => {
      const { dockerfile, file = 'Dockerfile', files: own = {} } = cases[name] as AdoptedCase;
      const all = { ...projectFiles(name), ...own, [file]: dockerfile };
      return Object.entries(all).map(([path, text]) => [`services/${name}/${path}`, text]);
    });
    workspace = await makeWorkspace(
      namespace,
      {
        'nx.json': JSON.stringify({ plugins: [{ plugin: 'nx-slipway', options: { namespace } }] }),
        ...rootFiles,
        ...Object.fromEntries(files),
      },
      installer,
    );
    // Nx lists the files of a workspace once for a process, so that each project gets a stack of its own here.
    const tree = new FsTree(workspace.root, false);
    for (const project of names) {
      const finish = await adoptGenerator(tree, { project });
      flushChanges(workspace.root, tree.listChanges());
      await finish();
    }
    const { failed } = await workspace.build(['python', ...names]);
    expect(failed).toEqual({});
    for (const { name, image } of images) {
      const before = `${namespace}/${image}`;
      const context = { run: runCommand, cwd: workspace.root };
      const both = { before, after: `${before}-adopted` };
      const answer = await compareImages(both, name, dockerEngine, context);
      if ('problems' in answer) throw new Error(JSON.stringify(answer.problems));
      compared.set(image, answer.comparison);
    }
    // Compilers and installers among them.
  }, 1_800_000);

  afterAll(() => workspace?.dispose());

  test.each(names)('%s: both images are the same, except for what is listed', (name) => {
    const found = images
      .filter((each) => each.name === name)
      .flatMap(({ image, title }) =>
        (compared.get(image)?.differences ?? []).map((each) => `${title}${titleOf(each)}`),
      );
    expect(found.sort()).toEqual(cases[name]?.differences);
  });

  test.each(names)('%s: containers of both images do the same', async (name) => {
    const { words = [], prints } = cases[name] as AdoptedCase;
    const own = images.filter((each) => each.name === name).map(({ image }) => image);
    for (const image of own.flatMap((each) => [each, `${each}-adopted`])) {
      const args = ['run', '--rm', '--network=none', `${namespace}/${image}`, ...words];
      const { exitCode, stdout, stderr } = await runCommand({ command: 'docker', args, cwd: '/' });
      expect(`${exitCode} ${stdout}${stderr}`).toBe(`0 ${prints}`);
    }
  });

  return { comparison: (image) => compared.get(image) };
}

/** The workspace of uv that projects are members of. */
export const UV_ROOT: Files = {
  'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/*"]\n',
};

/** An entrypoint that git does not have as a program. */
export const ENTRYPOINT = '#!/bin/sh\nexec "$@"\n';

/** A project with an extra and groups, whose package can be run. */
export function projectOfUv(name: string): Files {
  return {
    'pyproject.toml': [
      '[project]',
      `name = "${name}"`,
      'version = "1"',
      'requires-python = ">=3.11"',
      'dependencies = ["gunicorn", "six"]',
      '[project.optional-dependencies]',
      'more = ["idna"]',
      '[dependency-groups]',
      'dev = ["iniconfig"]',
      'extra = ["toolz"]',
      '[build-system]',
      'requires = ["hatchling"]',
      'build-backend = "hatchling.build"',
      '',
    ].join('\n'),
    ...packageFiles(name),
  };
}

/** A package that prints its name, and an application. */
export function packageFiles(name: string): Files {
  return {
    [`src/${name}/__init__.py`]: '',
    [`src/${name}/__main__.py`]: `import six\n\nprint("${name}", six.__name__)\n`,
    [`src/${name}/app.py`]: 'def app(environ, start_response):\n    return []\n',
  };
}
