import { fromInstant, toInstant, type PublicSite, type SeatFilters, type Slot, type StructureInfo } from '@relais/sdk';

/** One start at one site, whichever practices offer it there. */
export interface SlotChoice {
  readonly start: string;
  readonly site: PublicSite;
  readonly slots: readonly Slot[];
  readonly seats: number;
}

export interface SiteChoices {
  readonly site: PublicSite;
  readonly minutes: number | undefined;
  readonly choices: readonly SlotChoice[];
}

/** The nearest site first when the person said where they come from, else the one with the first slot. */
export function groupBySite(
  slots: readonly Slot[],
  structure: StructureInfo,
  commune: string | undefined,
): SiteChoices[] {
  const groups = structure.sites.map((site) => ({
    site,
    minutes: journeysFrom(structure, commune)?.[site.id],
    choices: chooseStarts(slots, [site]),
  }));
  return groups.filter(({ choices }) => choices.length > 0).sort((a, b) => rank(a) - rank(b));
}

/** Whether a site has what the person needs; the server judges a window by the same filters. */
export function suits(structure: StructureInfo, site: PublicSite, filters: SeatFilters): boolean {
  const { stepFree, equipment = [], maxTravelMinutes = Infinity } = filters;
  const journeys = journeysFrom(structure, filters.commune);
  return (
    (!stepFree || site.stepFree === true) &&
    equipment.every((item) => site.equipment.includes(item)) &&
    (!journeys || (journeys[site.id] ?? Infinity) <= maxTravelMinutes)
  );
}

/** Minutes to each site whose distance is known. */
function journeysFrom({ communes }: StructureInfo, commune: string | undefined): Record<string, number> | undefined {
  return communes.find(({ id }) => id === commune)?.travelMinutes;
}

/** Each start at each site once, in the order given: which practice it will be is the server's to choose, and reads the same. */
export function chooseStarts(slots: readonly Slot[], sites: readonly PublicSite[]): SlotChoice[] {
  return [...Map.groupBy(slots, ({ start, siteId }) => `${start} ${siteId}`).values()].flatMap((same) => {
    const [{ start, siteId } = { start: '', siteId: '' }] = same;
    const site = sites.find(({ id }) => id === siteId);
    return site ? { start, site, slots: same, seats: countSeats(same) } : [];
  });
}

export function countSeats(slots: readonly Slot[]): number {
  return slots.reduce((sum, { remaining }) => sum + remaining, 0);
}

/** Whether its notice has run out, as far as the server has said when it does. */
export function isLate({ bookableUntil }: Slot, now: number): boolean {
  return bookableUntil !== undefined && Date.parse(bookableUntil) < now;
}

/** From the first start to the last: a seat of the start that follows is not what was chosen. */
export function windowOf(slots: readonly Pick<Slot, 'start'>[]): { from: string; to: string } {
  const starts = slots.map(({ start }) => start).sort();
  const [from = ''] = starts;
  return { from, to: toInstant(fromInstant(starts.at(-1) ?? from) + 1000) };
}

function rank({ minutes, choices }: SiteChoices): number {
  return minutes ?? Date.parse(choices[0]?.start ?? '');
}
