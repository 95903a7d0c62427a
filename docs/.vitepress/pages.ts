import type { DefaultTheme } from 'vitepress';

/** Every page of the site in reading order. A test fails for a page that is missing here. */
export const SIDEBAR: DefaultTheme.SidebarItem[] = [
  { text: 'Get started', link: '/get-started' },
  { text: 'Examples', link: '/examples' },
  {
    text: 'How-to: images',
    items: [
      { text: 'Add a service', link: '/how-to/add-a-service' },
      { text: 'Add an image to an existing project', link: '/how-to/existing-project' },
      { text: 'Choose or write a role', link: '/how-to/roles' },
      { text: 'Build two roles of one project', link: '/how-to/two-roles' },
      { text: 'Run a migration or another command', link: '/how-to/jobs' },
      { text: 'Develop in a container', link: '/how-to/develop' },
      { text: 'Run everything with compose', link: '/how-to/compose' },
      { text: 'Test, lint and lock', link: '/how-to/test-and-lint' },
      { text: 'Choose a layout', link: '/how-to/layouts' },
      { text: 'Use uv, Poetry or pip', link: '/how-to/installers' },
      { text: 'Install system packages', link: '/how-to/system-packages' },
      { text: 'Add a stage of another language', link: '/how-to/other-languages' },
      { text: 'Use a private index', link: '/how-to/private-index' },
      { text: 'Take versions from git', link: '/how-to/versions-from-git' },
      { text: 'Move or rename a project', link: '/how-to/move-a-project' },
      { text: 'Upgrade a base', link: '/how-to/upgrade-base' },
      { text: 'Find outdated bases', link: '/how-to/check-bases' },
      { text: 'Update nx-slipway', link: '/how-to/update' },
      { text: 'Use hand-written Dockerfiles', link: '/how-to/hand-written-dockerfiles' },
      { text: 'Adopt a hand-written Dockerfile', link: '/how-to/adopt' },
      { text: 'Build for several platforms', link: '/how-to/platforms' },
    ],
  },
  {
    text: 'How-to: CI and delivery',
    items: [
      { text: 'Push images', link: '/how-to/push' },
      { text: 'Release', link: '/how-to/release' },
      { text: 'GitHub Actions', link: '/how-to/github-actions' },
      { text: 'GitLab CI', link: '/how-to/gitlab' },
      { text: 'Keep layers between CI runs', link: '/how-to/caches' },
      { text: 'Use remote builders', link: '/how-to/remote-builders' },
      { text: 'Build with plain buildx', link: '/how-to/plain-buildx' },
      { text: 'Troubleshoot by message', link: '/how-to/troubleshooting' },
    ],
  },
  {
    text: 'Reference',
    items: [
      { text: 'Generators', link: '/reference/generators' },
      { text: 'Targets and executors', link: '/reference/executors' },
      { text: 'Options in nx.json', link: '/reference/plugin-options' },
      { text: 'Tags', link: '/reference/tags' },
      { text: 'Engines', link: '/reference/engines' },
      { text: 'Problems', link: '/reference/problems' },
    ],
  },
  {
    text: 'Concepts',
    items: [
      { text: 'Terms', link: '/concepts/terms' },
      { text: 'Stages and layers', link: '/concepts/stages-and-layers' },
      { text: 'Shared layers', link: '/concepts/shared-layers' },
      { text: 'Image key', link: '/concepts/image-key' },
      { text: 'Reproducible images', link: '/concepts/reproducible-images' },
      { text: 'Affected images', link: '/concepts/affected' },
    ],
  },
  {
    text: 'Evidence',
    items: [
      { text: 'Compared with', link: '/compared-with' },
      { text: 'What was tested', link: '/measurements/tested' },
      { text: 'Benchmark', link: '/measurements/bench' },
      { text: 'Layers, pushes and caches', link: '/measurements/layers' },
      { text: 'Layouts, measured', link: '/measurements/layouts' },
      { text: 'Scale', link: '/measurements/scale' },
    ],
  },
];
