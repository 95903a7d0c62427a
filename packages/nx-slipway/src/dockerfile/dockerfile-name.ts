/** What stands behind `Dockerfile.` and says that the file is no Dockerfile itself. */
const NO_ROLE =
  'dockerignore|md|txt|rst|adoc|j2|jinja2?|tmpl|tpl|template|ejs|erb|hbs|mustache|in|bak|old|orig|rej|save|swp|tmp|disabled|example|sample|ya?ml|json|toml|lock|sh|py|js|ts';

const FIRST = /(?:^|\/)(?:Dockerfile|Containerfile)$/;
const ROLE_IN_FRONT = /(?:^|\/)([^/]+)\.(?:[Dd]ockerfile|[Cc]ontainerfile)$/;
const ROLE_BEHIND = new RegExp(
  `(?:^|/)(?:Dockerfile|Containerfile)\\.(?!(?:.*\\.)?(?:${NO_ROLE})$)([\\w-]+)$`,
  'i',
);

/** Pattern of Nx's for the files that {@link isDockerfile} takes, and some more. */
export const DOCKERFILE_NAMES =
  'Dockerfile,Dockerfile.*,*.Dockerfile,*.dockerfile,Containerfile,Containerfile.*,*.Containerfile,*.containerfile';

/** Whether a file is named like a Dockerfile: `Dockerfile`, `worker.Dockerfile`, `Dockerfile.prod`, `Containerfile`. */
export function isDockerfile(file: string): boolean {
  return FIRST.test(file) || roleOfFile(file) !== undefined;
}

/** `worker` for `services/api/worker.Dockerfile` and for `Dockerfile.worker`; undefined for `services/api/Dockerfile`. */
export function roleOfFile(file: string): string | undefined {
  return ROLE_IN_FRONT.exec(file)?.[1] ?? ROLE_BEHIND.exec(file)?.[1];
}
