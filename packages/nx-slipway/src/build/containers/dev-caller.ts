/** Whom files are to belong to, and whether somebody watches. */
export interface DevCaller {
  /** Absent on a machine without user numbers. */
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
  readonly hasColors: boolean;
}

/** Reads who runs the task. */
export function readCaller(): DevCaller {
  const [uid, gid] = [process.getuid?.(), process.getgid?.()];
  const { FORCE_COLOR = process.stdout.isTTY ? '1' : '0', NO_COLOR } = process.env;
  return {
    user: uid === undefined || gid === undefined ? undefined : { uid, gid },
    hasColors: !NO_COLOR && !/^(0|false)?$/.test(FORCE_COLOR),
  };
}
