import type { OfKind } from '../src/problems/explanation';
import type { BuilderProblem } from '../src/problems/kinds/builds/builder-problem';
import type { CompressionProblem } from '../src/problems/kinds/builds/compression-problem';
import type { EngineProblem } from '../src/problems/kinds/builds/engine-problem';
import type { PodmanProblem } from '../src/problems/kinds/builds/podman-problem';
import type { StepProblem } from '../src/problems/kinds/builds/step-problem';
import type { ContextProblem } from '../src/problems/kinds/dockerfiles/context-problem';
import type { ImageProblem } from '../src/problems/kinds/dockerfiles/image-problem';
import type { LayersProblem } from '../src/problems/kinds/dockerfiles/layers-problem';
import type { PlatformProblem } from '../src/problems/kinds/dockerfiles/platform-problem';
import type { OptionProblem } from '../src/problems/kinds/option-problem';
import type { InstallerProblem } from '../src/problems/kinds/projects/installer-problem';

/** One of each kind; a kind without an example does not compile. */
type Examples<P extends { readonly kind: string }> = {
  readonly [K in P['kind']]: Omit<OfKind<P, K>, 'kind'>;
};

const place = { file: 'services/api/Dockerfile', line: 7 };
const detail = 'what the client said';

const image: Examples<
  ImageProblem | ContextProblem | InstallerProblem | OptionProblem | PlatformProblem
> = {
  'stage-edited': { place, stage: 'foundation' },
  'wheel-files-ignored': { place, path: 'a/build', ignoreFile: 'a/Dockerfile.dockerignore' },
  'wheel-folder-left-out': { place, path: 'a/build', ignoreFile: 'a/Dockerfile.dockerignore' },
  'context-source-ignored': {
    place,
    path: 'frontend',
    ignoreFile: 'services/api/Dockerfile.dockerignore',
  },
  'context-source-missing': { place, path: 'frontend' },
  'selection-unknown': { place },
  'image-unknown': { project: 'api', name: 'wroker', known: ['http', 'worker'] },
  'project-without-image': { project: 'api', root: 'services/api' },
  'option-unknown': { task: 'api:build-image', option: 'platform', meant: '--platforms' },
  'option-invalid': { project: 'api', option: 'tags', value: 'a,b', expected: '--image=worker' },
  'option-mistyped': {
    place: { file: 'nx.json', line: 3 },
    task: 'api:build-image',
    option: 'compression',
    value: '"bz2"',
    expected: 'gzip, zstd or estargz',
    write: '"compression": "gzip"',
  },
  'option-projects': {
    task: 'worker:build-image',
    projects: ['api'],
    command: 'nx run-many -t build-image -p worker,api',
  },
  'option-word': { task: 'api:build-image', word: 'pint', meant: '--print' },
  'secret-source-missing': { project: 'api', id: 'token', source: 'the variable TOKEN' },
  'upstream-failed': { task: 'api:build-image', upstream: 'python:build-image' },
  'platform-narrower': {
    place: { file: 'services/api/Dockerfile', line: 3 },
    task: 'api:build-image',
    named: ['linux/amd64', 'linux/arm64'],
    missing: ['linux/arm64'],
    upstream: {
      task: 'python:build-image',
      root: 'images/python',
      reference: 'acme/python-base',
      platforms: ['linux/amd64'],
    },
  },
  'platform-fixed': {
    place: { file: 'services/api/Dockerfile', line: 3 },
    platform: 'linux/amd64',
    task: 'api:build-image',
    others: ['linux/arm64'],
  },
  'platform-package-missing': {
    place: { file: 'uv.lock' },
    project: 'api',
    package: 'tensorflow 2.20.0',
    platform: 'linux/riscv64',
  },
  'platform-packages-built': {
    place: { file: 'uv.lock' },
    project: 'api',
    packages: ['regex 2025.1'],
    platform: 'linux/arm64',
  },
  'platform-installer-run': {
    place: { file: 'services/api/Dockerfile' },
    project: 'api',
    installer: 'poetry',
    count: 3,
    platform: 'linux/arm64',
  },
  'platform-project-built': {
    place: { file: 'libs/fast/pyproject.toml' },
    project: 'api',
    built: 'libs/fast',
    platform: 'linux/arm64',
  },
  'builders-differ': { builders: ['big', 'small'] },
  'target-options-differ': {
    root: 'services/shop',
    option: 'secrets',
    targets: ['build-image', 'build-image-worker'],
  },
  'build-backend-missing': {
    place: { file: 'services/api/pyproject.toml' },
    backend: 'setuptools',
    requirements: 'images/python/builder-requirements.txt',
  },
  'installer-version-unmet': {
    place,
    installer: 'uv',
    required: '>=0.14',
    pinned: '0.13.9',
    version: '0.14',
    requirements: 'images/python/builder-requirements.txt',
    images: ['api'],
  },
  'lock-newer-than-installer': {
    place,
    written: '2.6.0',
    pinned: '2.5.1',
    requirements: 'images/python/builder-requirements.txt',
  },
  'builder-changed': { place, lines: ['poetry==2.5.1'], images: 'abcdefghij'.split('') },
  'installer-pin-untried': { place, installer: 'uv', required: '>=0.14', version: '0.14' },
  'build-backend-unpinned': { place, backend: 'maturin' },
  'git-missing': { place, packages: ['httpx', 'idna'] },
  'version-without-git': { place, detail },
  'version-untagged': { place, project: 'api' },
  'version-uncommitted': { place, version: '1.2.1.dev0', tag: 'v1.2.0' },
  'version-arg-missing': { place, version: '1.2.0' },
};

const engine: Examples<EngineProblem | StepProblem | PodmanProblem> = {
  'engine-missing': {},
  'buildx-missing': {},
  'podman-missing': {},
  'podman-unreachable': { detail },
  'podman-too-old': { detail },
  'podman-disk-full': { detail },
  'engine-unsupported': {
    project: 'api',
    engine: 'podman',
    option: 'attest',
    value: 'sbom',
    what: 'attestations',
    instead: 'push without `attest`',
  },
  'engines-differ': { engines: ['docker', 'podman'] },
  'engine-unknown': { engine: 'podmann', known: ['docker', 'podman'] },
  'base-not-built': { image: 'api', upstream: 'python-base' },
  'engine-unreachable': { detail },
  'engine-too-old': { detail },
  'engine-disk-full': { detail },
  'builder-unknown': { detail },
  'image-not-loaded': { reference: 'acme/api' },
  'image-contents-unread': { reference: 'acme/api', detail },
  'reference-unknown': { reference: 'python:0.1', detail },
  'platforms-not-loaded': { detail },
  'platform-missing': { reference: 'python:3.13-slim-trixie', platform: 'linux/s390x' },
  'platform-not-run': { image: 'api', step: 'RUN true', platform: 'linux/arm64' },
  'source-not-found': { image: 'api', step: 'COPY web /', detail, path: 'web' },
  'step-failed': { image: 'api', step: 'RUN false', detail: 'exit code: 1' },
  'step-disk-full': { image: 'api', step: 'RUN false', detail },
  'host-disk-full': { folder: '/tmp', detail },
  'build-package-missing': {
    image: 'api',
    step: 'RUN false',
    detail,
    lacks: 'the header libpq-fe.h',
    package: 'libpq-dev',
  },
  'index-refused': { image: 'api', step: 'RUN false', detail, url: 'https://index.example/simple' },
  'index-unreachable': {
    image: 'api',
    step: 'RUN false',
    detail,
    url: 'https://index.example/simple',
    package: 'six==1.17.0',
  },
  'certificate-unknown': { image: 'api', step: 'RUN false', detail },
  'requirements-incomplete': {
    image: 'api',
    requirement: 'a 1 requires b, which is not installed',
  },
  'file-conflict': { image: 'api', packages: ['a', 'b'], file: 'x/__init__.py' },
  'hash-mismatch': { image: 'api', step: 'RUN false', detail, package: 'six==1.17.0' },
  'package-not-found': { image: 'api', step: 'RUN false', detail, package: 'tbb==2023.2.0' },
  'library-missing': { library: 'libpq.so.5', package: 'libpq5', project: 'api' },
  'port-taken': {
    host: '127.0.0.1',
    port: 8000,
    command: 'nx run-image api --ports=127.0.0.1:8001:8000',
  },
  'engine-failed': { detail, command: 'docker buildx bake' },
};

const layers: Examples<LayersProblem> = {
  'layers-broken': { place, detail },
  'layers-off': {},
  'layers-conflict': { place },
  'layers-too-many': {
    place: { file: 'shared-layers.json' },
    image: 'api',
    layers: 93,
    most: 80,
    split: { group: 'torch', layers: 90 },
  },
  'layers-too-new': { place, version: 2 },
  'layers-unused': {
    place: { file: 'shared-layers.json' },
    stack: 'python',
    group: 'six',
    missing: ['six'],
  },
};

const builder: Examples<BuilderProblem> = {
  'github-cache-unavailable': {},
  'cache-not-kept': { detail },
  'cache-unreachable': { direction: 'written', detail },
  'builder-lost': { builder: 'fleet-1', detail, replacement: 'fleet-2' },
};

const compression: Examples<CompressionProblem> = {
  'compression-unsupported': { project: 'api', compression: 'zstd' },
  'cache-compression-fixed': { project: 'api', compression: 'zstd', backend: 'gha' },
  'compressions-differ': { compressions: ['gzip', 'zstd'] },
  'compression-kept': { compression: 'zstd', images: ['api', 'worker'] },
};

/** A problem of each kind that images, builders and engines have. */
export const EXAMPLE_PROBLEMS = Object.entries({
  ...image,
  ...engine,
  ...layers,
  ...builder,
  ...compression,
}).map(
  ([kind, facts]) =>
    ({ kind, ...facts }) as
      | ImageProblem
      | EngineProblem
      | StepProblem
      | PodmanProblem
      | LayersProblem
      | BuilderProblem
      | CompressionProblem,
);
