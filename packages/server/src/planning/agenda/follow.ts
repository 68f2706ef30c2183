import { readBeside } from '#agenda';
import { dayOf, openZone } from '@relais/engine';
import type { PlainDate } from '@relais/model';
import type { ServiceContext } from '../../core/context.ts';
import { createId } from '../../core/identifiers.ts';
import { OutgoingError } from '../../core/outgoing/outgoing.ts';
import type { OutgoingAnswer } from '../../core/outgoing/outgoing.ts';
import { findProvider } from '../../people/index.ts';
import { territoryDocument } from '../../scheduling/index.ts';
import { comingDates } from '../duties.ts';
import type { AgendaRow } from '../tables.ts';
import { unsealAddress } from './address.ts';

/** A host that makes a large agenda anew takes seconds. */
const PATIENCE_MS = 15_000;
/** Much longer than reading one: while it lasts, no other backend reads it. */
const CLAIM_MS = 120_000;
/** Many years of a full agenda. */
const LARGEST = 8 * 1024 * 1024;
/** When the next attempt of an address that was given just now is due: before any that was tried. */
export const NEVER_TRIED = 0;
/** Read at a time, so that they do not fill the memory. */
const MOST_AT_ONCE = 6;
/** What has changed since is not known until then. */
const AGAIN_MS = 30 * 60_000;
/** 5, 10, 20 minutes… then every six hours: an agenda that is put right is found by itself. */
const FIRST_DELAY_MS = 5 * 60_000;
const LONGEST_DELAY_MS = 6 * 3_600_000;
/** So many agendas are being read that this one had no turn. */
const BUSY_MS = 60_000;
/** The server's secret is another one: the address cannot be read any more, and has to be given again. */
const SECRET_CHANGED = 'secret-changed';
const NOT_CHANGED = 304;
const LONGEST_TAG = 300;
/** A range of the last date may end on the day after the next. */
const RANGE_DAYS = 2;

type Key = Pick<AgendaRow, 'structure_id' | 'professional_id'>;

/** Reads the agendas whose turn it is. One backend at a time reads one of them, under a claim that ends by itself. */
export async function followAgendas(context: ServiceContext, stopping?: AbortSignal): Promise<void> {
  await followDue(context, 'known', stopping);
}

/** Reads those whose address was given just now: whoever gave it looks at the screen, and hosts of others that are silent are not to be waited for. */
export async function followNewAgendas(context: ServiceContext, stopping?: AbortSignal): Promise<void> {
  await followDue(context, 'new', stopping);
}

async function followDue(context: ServiceContext, which: 'new' | 'known', stopping?: AbortSignal): Promise<void> {
  if (!context.outgoing) return;
  const now = context.clock();
  const due = await context.store.db
    .selectFrom('agenda')
    .select(['structure_id', 'professional_id'])
    .where('next_attempt_at', which === 'new' ? '=' : '>', NEVER_TRIED)
    .where('next_attempt_at', '<=', now)
    .where('claimed_until', '<=', now)
    .orderBy('next_attempt_at')
    .limit(MOST_AT_ONCE)
    .execute();
  await Promise.all(due.map((key) => followAgenda(context, key, stopping)));
}

/** Reads one agenda, if it is its turn and nobody else does. A reading that is given up because the backend stops counts as none. */
async function followAgenda(context: ServiceContext, key: Key, stopping?: AbortSignal): Promise<void> {
  const claim = createId(context.random);
  const row = await takeClaim(context, key, claim);
  if (!row) return;
  const change = await unlessStopped(stopping, read(context, row, stopping));
  await changeRow(context, key, claim, { ...change, claim: null, claimed_until: 0 });
}

async function unlessStopped<T>(stopping: AbortSignal | undefined, work: Promise<T>): Promise<T | undefined> {
  if (!stopping) return work;
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const giveUp = () => resolve(undefined);
  stopping.addEventListener('abort', giveUp, { once: true });
  try {
    const result = await Promise.race([promise, work]);
    return stopping.aborted ? undefined : result;
  } finally {
    stopping.removeEventListener('abort', giveUp);
  }
}

async function takeClaim({ store, clock }: ServiceContext, key: Key, claim: string): Promise<AgendaRow | undefined> {
  const now = clock();
  return store.db
    .updateTable('agenda')
    .set({ claim, claimed_until: now + CLAIM_MS })
    .where('structure_id', '=', key.structure_id)
    .where('professional_id', '=', key.professional_id)
    .where('next_attempt_at', '<=', now)
    .where('claimed_until', '<=', now)
    .returningAll()
    .executeTakeFirst();
}

/** Changes nothing where another address was given meanwhile, or none is there any more. */
async function changeRow(
  { store }: ServiceContext,
  key: Key,
  claim: string,
  change: Partial<AgendaRow>,
): Promise<void> {
  await store.db
    .updateTable('agenda')
    .set(change)
    .where('structure_id', '=', key.structure_id)
    .where('professional_id', '=', key.professional_id)
    .where('claim', '=', claim)
    .execute();
}

/** What becomes of the row. */
async function read(
  context: ServiceContext,
  row: AgendaRow,
  stopping: AbortSignal | undefined,
): Promise<Partial<AgendaRow>> {
  const wanted = await findWanted(context, row);
  // No territory is in force yet, say: whoever gave an address before it waits for it no longer than for what changes.
  if (!wanted) return { next_attempt_at: later(context, AGAIN_MS) };
  const address = await unsealAddress(context, row);
  if (address === undefined) return failed(context, row, SECRET_CHANGED);
  try {
    const headers = {
      ...{ Accept: 'text/calendar', 'User-Agent': 'Relais' },
      // The weeks that are asked for move on every day: what has not changed has to be read again then.
      ...(row.tag !== null && row.read_from === wanted.from && { 'If-None-Match': row.tag }),
    };
    const asked = {
      ...({ address, method: 'GET', headers, largest: LARGEST, patience: PATIENCE_MS } as const),
      ...(stopping && { signal: stopping }),
    };
    return await take(context, row, wanted, await context.outgoing!.ask(asked));
  } catch (error) {
    if (error instanceof OutgoingError) return failed(context, row, error.code);
    throw error;
  }
}

interface Wanted {
  readonly from: PlainDate;
  readonly window: { readonly startMs: number; readonly endMs: number };
  readonly zone: string;
}

/** The dates that a structure plans on; none while nobody plans there, or of somebody who receives nobody any more. */
async function findWanted(context: ServiceContext, row: AgendaRow): Promise<Wanted | undefined> {
  const view = await context.views.read(row.structure_id);
  const territory = view?.documents.of(territoryDocument);
  const provider = await findProvider(context.store.db, row.structure_id, row.professional_id);
  if (!view || !territory || !provider) return undefined;
  const { from, to } = comingDates(context, view);
  const zone = openZone(territory.zone.id);
  const window = { startMs: zone.instantOf(dayOf(from), 0), endMs: zone.instantOf(dayOf(to) + RANGE_DAYS, 0) };
  return { from, window, zone: zone.id };
}

async function take(
  context: ServiceContext,
  row: AgendaRow,
  { from, window, zone }: Wanted,
  { status, headers, body }: OutgoingAnswer,
): Promise<Partial<AgendaRow>> {
  const wasRead = {
    ...{ attempts: 0, failing_since: null, last_error_code: null },
    ...{ read_at: context.clock(), next_attempt_at: later(context, AGAIN_MS) },
  };
  if (status === NOT_CHANGED && row.read_from === from) return wasRead;
  if (status !== 200) return failed(context, row, `answered-${status}`);
  const text = new TextDecoder().decode(body);
  const answer = await readBeside({ text, window, zone, ownSuffix: `@${row.structure_id}.relais` });
  if (answer === 'busy') return { next_attempt_at: later(context, BUSY_MS) };
  if (typeof answer === 'string') return failed(context, row, answer);
  const { etag } = headers;
  const tag = typeof etag === 'string' && etag.length <= LONGEST_TAG ? etag : null;
  return { ...wasRead, read_from: from, tag, busy: JSON.stringify(answer.busy), unread: answer.unread };
}

/** What was read before stays as it is. */
function failed(context: ServiceContext, row: AgendaRow, code: string): Partial<AgendaRow> {
  const attempts = row.attempts + 1;
  const delay = Math.min(FIRST_DELAY_MS * 2 ** Math.min(row.attempts, 20), LONGEST_DELAY_MS);
  const since = row.failing_since ?? context.clock();
  return { attempts, failing_since: since, last_error_code: code, next_attempt_at: later(context, delay) };
}

/** Spread by a fifth either way, so that agendas of one host are not all asked for at once. */
function later({ clock, random }: ServiceContext, delay: number): number {
  return clock() + Math.round(delay * (0.8 + (0.4 * random(new Uint8Array(1))[0]!) / 255));
}
