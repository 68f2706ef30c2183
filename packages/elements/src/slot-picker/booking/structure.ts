import type { Seat, StructureInfo } from '@relais/sdk';

/** Before the structure has been read. */
export const NOWHERE: StructureInfo = {
  id: '',
  name: '',
  timezone: 'Europe/Paris',
  synthetic: false,
  sites: [],
  practices: [],
  communes: [],
  reasons: [],
  holdSeconds: 0,
  cancelDeadlineMinutes: 0,
  mail: false,
};

/** Name of the place of a seat, as people write it on a card. */
export function placeOf({ sites }: StructureInfo, { siteId }: Pick<Seat, 'siteId'>): string {
  const site = sites.find(({ id }) => id === siteId);
  return [site?.name, site?.commune].filter(Boolean).join(', ');
}

/** Where the site may not book, nobody is asked anything first. A booking is shown to its link all the same. */
export function refuseForeignSite({ askingSite }: StructureInfo): void {
  if (!askingSite || askingSite.mayBook) return;
  throw Object.assign(new Error('This site may not book'), { code: 'site-not-allowed', origin: askingSite.origin });
}
