import { isMap, isSeq, type YAMLMap } from 'yaml';
import { MARK } from './compose-service';

/** What the plugin notes of a service that it has written. */
export interface ServiceMark {
  /** Id of the image; absent for a service of somebody else's image. */
  readonly image?: string;
  /** Target of the job. */
  readonly job?: string;
  /** Port of the container that was published. */
  readonly port?: number;
  /** Services that it was told of. What the user has removed since is not written again. */
  readonly needs: readonly string[];
  /** Set by the user for containers that run what their image holds. */
  readonly sources?: false;
}

/** Reads the note of a service; undefined for a service of the user's own. */
export function readMark(service: unknown): ServiceMark | undefined {
  const mark = isMap(service) ? service.get(MARK, true) : undefined;
  if (!isMap(mark)) return undefined;
  const text = (key: string): string | undefined => {
    const value = mark.get(key);
    return typeof value === 'string' ? value : undefined;
  };
  const [image, job, port] = [text('image'), text('job'), mark.get('port')];
  const needs = mark.get('needs', true);
  return {
    ...(image !== undefined && { image }),
    ...(job !== undefined && { job }),
    ...(typeof port === 'number' && { port }),
    ...(mark.get('sources') === false && { sources: false as const }),
    needs: isSeq(needs) ? (needs.toJSON() as unknown[]).map(String) : [],
  };
}

/** The projects that a file is to hold, as its head names them; undefined for a file of the user's own. */
export function readProjects(file: YAMLMap): readonly string[] | undefined {
  const mark = file.get(MARK, true);
  if (!isMap(mark)) return undefined;
  const projects = mark.get('projects', true);
  return isSeq(projects) ? (projects.toJSON() as unknown[]).map(String) : ALL_PROJECTS;
}

/** What a file holds that names no projects. */
export const ALL_PROJECTS: readonly string[] = ['*'];
