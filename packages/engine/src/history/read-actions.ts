import type {
  AciMission,
  ActionKind,
  DeclareAction,
  HistoryActionColumn,
  HistoryActionRow,
  HistoryFault,
  RefusedHistoryRow,
} from '@relais/model';
import { foldCell, readDayCell } from '../core/sheet-cells.ts';
import { FIRST_DATE } from '../indicators/index.ts';
import { cleanCell, readCount } from './cells.ts';

/** A good line of a file of actions. */
export interface ReadAction {
  readonly row: number;
  readonly action: DeclareAction;
}

export interface ReadActions {
  readonly rows: readonly ReadAction[];
  readonly refused: readonly RefusedHistoryRow[];
}

interface Fault {
  readonly column: HistoryActionColumn;
  readonly reason: HistoryFault;
}

/** As the contract has them. */
const LONGEST = { title: 200, sheet: 80, evidence: 500 };
const MOST_PEOPLE = 1_000_000;

const KINDS: Readonly<Record<ActionKind, readonly string[]>> = {
  prevention: ['action de prévention', 'prévention', 'dépistage', 'vaccination', 'prevention'],
  crisis: ['exercice ou réponse de crise', 'crise', 'exercice de crise', 'crise sanitaire', 'crisis'],
  crisisPlan: ['plan de crise', 'plan de crise écrit ou mis à jour', 'plan blanc', 'crisis plan'],
  staffMeeting: ['réunion pluriprofessionnelle', 'RCP', 'staff', 'réunion', 'staff meeting', 'meeting'],
  group: [
    'groupe de pairs ou d analyse de pratiques',
    'groupe',
    'groupe de pairs',
    'analyse de pratiques',
    'peer group',
  ],
  eventAnalysis: ['analyse d un évènement indésirable', 'analyse d événement', 'CREX', 'RMM', 'event analysis'],
  communication: ['communication'],
  installation: ['installation', 'installation d un professionnel'],
  trainee: ['stagiaire', 'accueil d un stagiaire', 'stage', 'trainee'],
  other: ['autre', 'other'],
};

const MISSIONS: Readonly<Record<AciMission, readonly string[]>> = {
  access: ['accès aux soins', 'accès', 'access', 'access to care'],
  pathways: ['parcours', 'parcours pluriprofessionnels', 'pathways'],
  prevention: ['prévention', 'prevention'],
  crisis: ['crise sanitaire', 'crise', 'crisis'],
  quality: ['qualité et pertinence', 'qualité', 'quality'],
  support: ['accompagnement des professionnels', 'accompagnement', 'support'],
};

/**
 * The lines of a file of past actions: those that can be taken, and of each other one the first thing that is wrong. The same in the page that shows it
 * and on the server that keeps it. @param today `YYYY-MM-DD`, the last day of the past
 */
export function readHistoryActions(lines: readonly HistoryActionRow[], today: string): ReadActions {
  const rows: ReadAction[] = [];
  const refused: RefusedHistoryRow[] = [];
  const seen = new Set<string>();
  for (const line of lines) {
    const read = readLine(line, today);
    if ('reason' in read) refused.push({ row: line.row, ...read });
    else if (seen.has(keyOfAction(read))) refused.push({ row: line.row, column: 'title', reason: 'twice-in-file' });
    else {
      seen.add(keyOfAction(read));
      rows.push({ row: line.row, action: read });
    }
  }
  return { rows, refused };
}

/** What was read, without what stands in the log already: known last, and by the server alone. */
export function withoutKnownActions(read: ReadActions, isKnown: (action: DeclareAction) => boolean): ReadActions {
  const rows = read.rows.filter(({ action }) => !isKnown(action));
  const known = read.rows.filter(({ action }) => isKnown(action));
  const refused: RefusedHistoryRow[] = [
    ...read.refused,
    ...known.map(({ row }) => ({ row, column: 'title', reason: 'already-there' }) as const),
  ];
  return { rows, refused: refused.sort((one, other) => one.row - other.row) };
}

/** One action, written with or without capitals and accents. Its numbers may be otherwise in a file that was corrected: it is the same action. */
export function keyOfAction({ on, kind, title, sheet = '' }: Pick<DeclareAction, 'on' | 'kind' | 'title' | 'sheet'>) {
  return JSON.stringify([on, kind, foldTitle(title), foldTitle(sheet)]);
}

/** As it is where folding leaves nothing of it, in letters other than ours. */
function foldTitle(text: string): string {
  return foldCell(text) || text.trim();
}

function readLine({ cells }: HistoryActionRow, today: string): DeclareAction | Fault {
  const cell = (column: HistoryActionColumn) => cleanCell(cells[column]);
  for (const column of ['on', 'kind', 'mission', 'title'] as const)
    if (cell(column) === '') return { column, reason: 'missing' };
  const on = readDayCell(cell('on'));
  if (on === undefined) return { column: 'on', reason: 'not-a-date' };
  if (on < FIRST_DATE) return { column: 'on', reason: 'too-early' };
  if (on > today) return { column: 'on', reason: 'to-come' };
  const kind = codeOf(KINDS, cell('kind'));
  if (!kind) return { column: 'kind', reason: 'unknown-kind' };
  const mission = codeOf(MISSIONS, cell('mission'));
  if (!mission) return { column: 'mission', reason: 'unknown-mission' };
  for (const column of ['title', 'sheet', 'evidence'] as const)
    if (cell(column).length > LONGEST[column]) return { column, reason: 'too-long' };
  const people: { reached?: number; attendees?: number } = {};
  for (const column of ['reached', 'attendees'] as const) {
    if (cell(column) === '') continue;
    const count = readCount(cell(column), MOST_PEOPLE);
    if (typeof count === 'string') return { column, reason: count };
    people[column] = count;
  }
  return {
    ...{ kind, mission, on, title: cell('title') },
    ...(cell('sheet') && { sheet: cell('sheet') }),
    ...people,
    ...(cell('evidence') && { evidence: cell('evidence') }),
  };
}

/** By its code or what it is called. */
function codeOf<Code extends string>(names: Readonly<Record<Code, readonly string[]>>, text: string): Code | undefined {
  const wanted = foldCell(text);
  const codes = Object.entries(names) as [Code, readonly string[]][];
  return codes.find(([code, known]) => [code, ...known].some((name) => foldCell(name) === wanted))?.[0];
}
