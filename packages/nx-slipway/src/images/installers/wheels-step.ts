import type { InstallStep } from './install-step';

/** Where a lock's packages are listed for pip, with their hashes. */
export const EXPORTED = '/tmp/requirements.txt';

/** A RUN that lists packages in {@link EXPORTED} and makes wheels of them in /wheels. */
export function wheelsStep(mounts: readonly string[], list: string): InstallStep {
  return {
    mounts: [
      ...mounts,
      'type=cache,id=pip,target=/root/.cache/pip',
      'type=secret,id=pip-conf,target=/etc/pip.conf,required=false',
    ],
    command: [
      'mkdir /wheels',
      list,
      `pip wheel --disable-pip-version-check --no-deps --require-hashes --wheel-dir /wheels --requirement ${EXPORTED}`,
    ].join(' \\\n && '),
  };
}
