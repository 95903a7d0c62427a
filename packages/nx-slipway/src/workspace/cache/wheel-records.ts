import type { RecordedFiles } from '../../python/wheels/wheel-record';
import { readStored, workspaceStore, writeStored } from './stored-value';

/** Files of wheels, by the line that locks them with their hashes: the same line is the same files for ever. */
export type WheelRecords = ReadonlyMap<string, RecordedFiles>;

/** What was read of wheels before. */
export interface WheelRecordStore {
  readonly read: () => WheelRecords;
  /** Takes the place of what was kept, so that it never holds more than the locks do. */
  readonly write: (records: WheelRecords) => void;
}

/** Opens the files of wheels in Nx's workspace data folder. */
export function wheelRecordStore(workspaceRoot: string): WheelRecordStore {
  const store = workspaceStore(workspaceRoot, 'wheel-records');
  return {
    read: () => readStored<WheelRecords>(store) ?? new Map(),
    write: (records) => writeStored(store, records),
  };
}
