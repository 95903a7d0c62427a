import type { BakeTarget } from '../bake-file';
import type { OwnLink, OwnLinks } from './own-links';

/**
 * A target's own part, which decides its content; platforms, secrets and caches are added once all links are
 * known, names and outputs once there are keys.
 */
export type ContentTarget = Omit<
  BakeTarget,
  'platforms' | 'secret' | 'attest' | 'cache-from' | 'cache-to' | 'tags' | 'output'
>;

/** A named context in bake's words: `target:…`, `docker-image://…`. */
export type Link = string;

/** Stands for the builder's own platform, whichever it is. */
export const BUILDER_OWN = 'local';

/** The targets of a plan as they come up, and the files they read. */
export interface BakeFileBuilder {
  /** Makes a target the first time its name is asked for; returns the link to it. */
  readonly define: (name: string, make: () => ContentTarget) => Link;
  /**
   * Makes a target that several images may have in common: of those with the same content the first. Each
   * target is a solve of its own to the engine, which costs it more than most steps do.
   *
   * @param content all that decides the target; its name does not
   * @param name of the target if it is the first
   */
  readonly share: (content: unknown, name: string, make: () => ContentTarget) => Link;
  /** Adds a file by its path below the run's folder. */
  readonly addFile: (path: string, content: string) => void;
  /** Has what is linked built for platforms that no image of the run may be built for; {@link BUILDER_OWN} is one. */
  readonly addPlatforms: (link: Link, platforms: readonly string[]) => void;
  /** Has a target take what one of its named contexts links to from the builder's own platform. */
  readonly linkOwn: (target: string, context: string, link: OwnLink) => void;
  /** Has what is linked built for the builder's own platform alone, since it is the same for every one. */
  readonly markPortable: (link: Link) => void;
  readonly targets: ReadonlyMap<string, ContentTarget>;
  readonly files: ReadonlyMap<string, string>;
  /** What {@link BakeFileBuilder.addPlatforms} was given, by target. */
  readonly platforms: ReadonlyMap<string, ReadonlySet<string>>;
  readonly ownLinks: OwnLinks;
}

/** An empty collection. */
export function bakeFileBuilder(workspaceRoot: string): BakeFileBuilder {
  const targets = new Map<string, ContentTarget>();
  const files = new Map<string, string>();
  const platforms = new Map<string, Set<string>>();
  const ownLinks = {
    links: new Map<string, Readonly<Record<string, OwnLink>>>(),
    portable: new Set<string>(),
  };
  const shared = new Map<string, Link>();
  const define: BakeFileBuilder['define'] = (name, make) => {
    if (!targets.has(name)) {
      // Images that are built from each other in a circle would never end otherwise.
      targets.set(name, { context: workspaceRoot });
      targets.set(name, make());
    }
    return `target:${name}`;
  };
  return {
    targets,
    files,
    platforms,
    ownLinks,
    define,
    share(content, name, make) {
      const key = JSON.stringify(content);
      const link = shared.get(key) ?? define(name, make);
      shared.set(key, link);
      return link;
    },
    addFile(path, content) {
      files.set(path, content);
    },
    linkOwn(target, context, link) {
      ownLinks.links.set(target, { ...ownLinks.links.get(target), [context]: link });
    },
    markPortable(link) {
      ownLinks.portable.add(link.replace(/^target:/, ''));
    },
    addPlatforms(link, more) {
      const name = link.replace(/^target:/, '');
      platforms.set(name, new Set([...(platforms.get(name) ?? []), ...more]));
    },
  };
}
