import { formatLocal, openZone } from '../../time/index.ts';

/** Today and now where the person is, as FHIRPath writes them. */
export function todayAt(now: number, timeZone: string | undefined): { date: string; dateTime: string; time: string } {
  const zone = openZone(timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const local = formatLocal(zone, now);
  const milliseconds = `.${String(now % 1000).padStart(3, '0')}`;
  const time = local.slice(11, 19) + milliseconds;
  return { date: local.slice(0, 10), dateTime: `${local.slice(0, 11)}${time}${local.slice(19)}`, time };
}
