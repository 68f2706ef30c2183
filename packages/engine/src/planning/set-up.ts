import type { HolidayCalendarId, PlainDate, Practice, Site, Territory } from '@relais/model';
import { communeKey, sitesOf } from '../scheduling/index.ts';

/** Whose clocks the places of each calendar live by. A file may say another: French Polynesia has three. */
const zones: Readonly<Record<HolidayCalendarId, string>> = {
  'FR-metropole': 'Europe/Paris',
  'FR-alsace-moselle': 'Europe/Paris',
  'FR-guadeloupe': 'America/Guadeloupe',
  'FR-martinique': 'America/Martinique',
  'FR-guyane': 'America/Cayenne',
  'FR-la-reunion': 'Indian/Reunion',
  'FR-mayotte': 'Indian/Mayotte',
  'FR-saint-barthelemy': 'America/St_Barthelemy',
  'FR-saint-martin': 'America/Marigot',
  'FR-saint-pierre-et-miquelon': 'America/Miquelon',
  'FR-wallis-et-futuna': 'Pacific/Wallis',
  'FR-polynesie-francaise': 'Pacific/Tahiti',
  'FR-nouvelle-caledonie': 'Pacific/Noumea',
};

export function timeZoneOf(calendar: HolidayCalendarId): string {
  return zones[calendar];
}

/** What a planning begins with, before it has a place or a practice. The rules are a proposal: the coordinator changes them. */
export function createTerritory({ id, name }: { readonly id: string; readonly name: string }): Territory {
  return {
    formatVersion: 'csnp-territory/1',
    ...{ id, name, timezone: zones['FR-metropole'], holidayCalendar: 'FR-metropole' },
    rules: {
      ...{ minNoticeMinutes: 20, maxHorizonDays: 2, holdSeconds: 300, offerSeconds: 600, cancelDeadlineMinutes: 30 },
      ...{ onHoliday: 'closed', maxActiveBookingsPerPerson: 1 },
    },
    ...{ sites: [], practices: [], volunteers: [], openings: [] },
  };
}

/** An id that none of the others has, from a name: `Cabinet du Gué` → `cabinet-du-gue`. */
export function idFor(name: string, others: readonly { readonly id: string }[]): string {
  const plain = communeKey(name).slice(0, 60) || '1';
  const taken = new Set(others.map(({ id }) => id));
  let id = plain;
  for (let more = 2; taken.has(id); more += 1) id = `${plain}-${String(more)}`;
  return id;
}

/** Without a practice, and without its hours to come: what has happened there stays once it is published. */
export function takeOutPractice(territory: Territory, { id }: Pick<Practice, 'id'>): Territory {
  return keepWhere(territory, {
    practices: territory.practices.filter((practice) => practice.id !== id),
    isKept: ({ practiceId }) => practiceId !== id,
  });
}

/**
 * Without the practices that a file keeps for what has happened there alone: their openings are over, and nothing of them is to come. A publication
 * brings them back.
 */
export function withoutRetired(territory: Territory, today: PlainDate): Territory {
  const { practices, openings, exceptions = [] } = territory;
  const isRetired = ({ id }: Practice) => {
    const own = openings.filter(({ practiceId }) => practiceId === id);
    const isOver = own.every(({ validTo }) => validTo !== undefined && validTo < today);
    const comes = exceptions.some((one) => one.type === 'opening' && one.practiceId === id && one.date >= today);
    return own.length > 0 && isOver && !comes;
  };
  return practices.filter(isRetired).reduce(takeOutPractice, territory);
}

/** Without a site at which there is no practice, without its closures and the ways to it. */
export function takeOutSite(territory: Territory, { id }: Pick<Site, 'id'>): Territory {
  const sites = sitesOf(territory).filter((site) => site.id !== id);
  const { travelMinutes, ...rest } = keepWhere(territory, { isKept: ({ siteId }) => siteId !== id });
  const without = (ways: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(ways).filter(([site]) => site !== id));
  const from = travelMinutes && Object.entries(travelMinutes).map(([commune, ways]) => [commune, without(ways)]);
  return { ...rest, sites, ...(from && { travelMinutes: Object.fromEntries(from) as typeof travelMinutes }) };
}

interface Kept {
  readonly practices?: readonly Practice[];
  readonly isKept: (entry: { readonly practiceId?: string | undefined; readonly siteId?: unknown }) => boolean;
}

function keepWhere(territory: Territory, { practices = territory.practices, isKept }: Kept): Territory {
  const { openings, exceptions } = territory;
  return {
    ...territory,
    practices: [...practices],
    openings: openings.filter(isKept),
    ...(exceptions && { exceptions: exceptions.filter(isKept) }),
  };
}
