import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);
dayjs.extend(timezone);

/**
 * A moment in a time zone; undefined where there is no such zone.
 *
 * @param seconds since 1970
 * @param format in the tokens of https://day.js.org/docs/en/display/format
 * @param timeZone `UTC`, `Europe/Berlin`
 */
export function formatDate(seconds: number, format: string, timeZone: string): string | undefined {
  try {
    return dayjs.unix(seconds).tz(timeZone).format(format);
  } catch {
    return undefined;
  }
}
