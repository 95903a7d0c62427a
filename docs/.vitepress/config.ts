import { defineConfig } from 'vitepress';
import { configureMarkdown } from './configure-markdown.ts';
import { SIDEBAR } from './pages.ts';

/** Pages of wide tables, which get the room of the outline. */
const WIDE = /^(compared-with|measurements\/|reference\/(?!problems))/;

// Relative to docs/. `nx build` caches dist; everything else that is written is below node_modules.
export default defineConfig({
  title: 'nx-slipway',
  description: 'Nx plugin that builds the container images of Python services in a monorepo',
  lang: 'en',
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  outDir: './dist',
  cacheDir: '../node_modules/.cache/vitepress',
  markdown: { config: configureMarkdown },
  transformPageData: ({ relativePath, frontmatter }) =>
    WIDE.test(relativePath) ? { frontmatter: { ...frontmatter, aside: false } } : undefined,
  themeConfig: {
    nav: [
      { text: 'Get started', link: '/get-started' },
      { text: 'How-to', link: '/how-to/add-a-service', activeMatch: '/how-to/' },
      { text: 'Reference', link: '/reference/generators', activeMatch: '/reference/' },
      { text: 'Concepts', link: '/concepts/terms', activeMatch: '/concepts/' },
      { text: 'Compared with', link: '/compared-with' },
    ],
    sidebar: SIDEBAR,
    outline: [2, 3],
    search: {
      provider: 'local',
      // All words of a message, as they are: a guess at other words finds every page.
      options: {
        miniSearch: { searchOptions: { combineWith: 'AND', fuzzy: false, prefix: true } },
      },
    },
  },
});
