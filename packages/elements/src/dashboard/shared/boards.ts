import { DashboardTile, type DashboardBoard } from '@relais/sdk';

/** One figure of a board. */
export type Tile = DashboardTile;

/** A board that a structure has made for itself. */
export type Board = DashboardBoard;

export const READY_MADE = [
  'live',
  'protocols',
  'access',
  'pathways',
  'contract',
  'territory',
  'load',
  'opening',
] as const;
export type ReadyMade = (typeof READY_MADE)[number];

export function isReadyMade(id: string): id is ReadyMade {
  return (READY_MADE as readonly string[]).includes(id);
}

const number = (...indicators: readonly string[]): Tile[] => indicators.map((indicator) => ({ indicator }));

/** From what is asked first to what explains it. What is not measured here stands at the end, and says what it would take. */
export const readyMade: Readonly<Record<ReadyMade, readonly Tile[]>> = {
  live: [
    ...number('SNP-01', 'SNP-04', 'SNP-06', 'SNP-07', 'SNP-08', 'SNP-11'),
    { indicator: 'SNP-01', view: 'trend', by: ['day'] },
  ],
  protocols: [
    ...number('COOP-01', 'COOP-02', 'COOP-03', 'COOP-04', 'COOP-05', 'COOP-06', 'COOP-10', 'COOP-12', 'COOP-15'),
    { indicator: 'COOP-08', view: 'trend' },
    { indicator: 'COOP-07', view: 'bars' },
  ],
  access: [
    ...number('SNP-07', 'SNP-06', 'SNP-19', 'SNP-08'),
    { indicator: 'SNP-01', view: 'trend' },
    { indicator: 'SNP-12', view: 'bars' },
    ...number('ACI-A1', 'ACI-A2', 'ACI-A3', 'ACI-A4'),
  ],
  pathways: [
    ...number('ACI-P1', 'ACI-P2', 'COOP-08', 'COOP-09'),
    { indicator: 'ACI-P2', view: 'trend' },
    { indicator: 'ACI-P2', view: 'bars', by: ['ageBand'] },
    ...number('ACI-P3', 'COOP-13'),
  ],
  // What its contract names: see `contract/`.
  contract: [],
  territory: [
    { indicator: 'SNP-03', view: 'bars' },
    { indicator: 'TER-01', view: 'bars' },
    { indicator: 'SNP-01', view: 'heatmap', by: ['weekday', 'hour'] },
    { indicator: 'SNP-16', view: 'bars' },
    { indicator: 'SNP-01', view: 'heatmap', by: ['day'] },
    ...number('SEA-03'),
  ],
  load: [
    ...number('SNP-04', 'SNP-18'),
    { indicator: 'SNP-04', view: 'bars', by: ['practice'] },
    { indicator: 'SNP-04', view: 'heatmap', by: ['weekday', 'hour'] },
    { indicator: 'SNP-04', view: 'trend' },
    ...number('SNP-15'),
  ],
  opening: [
    ...number('SNP-01', 'SNP-02', 'SNP-04', 'SNP-06', 'SNP-08', 'SNP-09'),
    { indicator: 'SNP-01', view: 'trend', by: ['day'] },
    { indicator: 'SNP-08', view: 'trend', by: ['week'] },
    { indicator: 'SNP-03', view: 'bars' },
    { indicator: 'SNP-04', view: 'bars', by: ['practice'] },
  ],
};

/** A tile as it is written in an attribute or an address: `SNP-04:bars:practice`. */
export function writeTile({ indicator, view = 'number', by }: Tile): string {
  return [indicator, view, ...(by ? [by.join()] : [])].join(':');
}

/** Tiles as a text names them, and how many of them say something that is no view or no split. */
export function readTiles(text: string): { readonly tiles: Tile[]; readonly unread: number } {
  const parts = text.split(/\s+/).filter(Boolean);
  const tiles = parts.flatMap(readTile);
  return { tiles, unread: parts.length - tiles.length };
}

function readTile(part: string): Tile[] {
  const [indicator, view, by, ...rest] = part.split(':');
  const { data } = DashboardTile.safeParse({ indicator, view: view || undefined, by: by ? by.split(',') : undefined });
  return data && rest.length === 0 ? [data] : [];
}
