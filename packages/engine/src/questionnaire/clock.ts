import { formatLocal, openZone } from '../time/index.ts';

/** An instant where the person is, as FHIRPath writes it. */
export interface Today {
  readonly date: string;
  readonly dateTime: string;
  readonly time: string;
}

/** @param timeZone - an IANA name; the zone of the process unless told */
export function todayAt(now: number, timeZone: string | undefined): Today {
  const zone = openZone(timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const local = formatLocal(zone, now);
  const milliseconds = `.${String(now % 1000).padStart(3, '0')}`;
  const time = local.slice(11, 19) + milliseconds;
  return { date: local.slice(0, 10), dateTime: `${local.slice(0, 11)}${time}${local.slice(19)}`, time };
}
