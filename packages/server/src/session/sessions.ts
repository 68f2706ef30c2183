import type { Role, SessionEndReason } from '@relais/model';
import type { Insertable, Kysely, Selectable } from 'kysely';
import { professionalActor, SYSTEM_ACTOR } from '../core/actors.ts';
import type { SignedIn } from '../core/auth/verifier.ts';
import type { ServiceContext } from '../core/context.ts';
import { createId } from '../core/identifiers.ts';
import { hashToken } from '../core/secrets.ts';
import { write } from '../core/write/write.ts';
import type { Writing } from '../core/write/write.ts';
import type { Database } from '../tables.ts';
import type { SessionTable } from './tables.ts';

export type SessionRow = Selectable<SessionTable>;

/** How long a session lasts, in milliseconds. */
export interface SessionTimes {
  /** Without anything asked. */
  readonly idle: number;
  /** Whatever is asked. */
  readonly longest: number;
}

/** Somebody the issuer has vouched for, before she is anybody in a structure. */
export interface Vouched {
  readonly signedIn: SignedIn;
  readonly language: 'fr' | 'en';
  readonly tokens: string | null;
  readonly checkAt: number | null;
}

/** What she acts in, and as what. */
export interface Chosen {
  readonly structureId: string;
  readonly professionalId: string;
  readonly role: Role | undefined;
  /** What she can do then, for the log. */
  readonly roles: readonly Role[];
}

/** Later than this a request prolongs a session: not each one is written. */
const TOUCH_MS = 60_000;

/** Sessions of the backend's own pages: rows that a cookie's value finds, and its hash alone is kept. */
export class Sessions {
  readonly #context: ServiceContext;
  readonly #times: SessionTimes;

  constructor(context: ServiceContext, times: SessionTimes) {
    this.#context = context;
    this.#times = times;
  }

  get times(): SessionTimes {
    return this.#times;
  }

  createToken(): string {
    return createId(this.#context.random) + createId(this.#context.random);
  }

  /** One that lives; another's request may have ended it meanwhile. */
  async find(token: string): Promise<SessionRow | undefined> {
    return this.#context.store.db
      .selectFrom('session')
      .selectAll()
      .where('id_hash', '=', hashToken(token))
      .where('expires_at', '>', this.#context.clock())
      .executeTakeFirst();
  }

  /** Begins one for somebody who has yet to choose what she acts in. */
  async begin(token: string, vouched: Vouched): Promise<void> {
    const now = this.#context.clock();
    await this.#insert(token, {
      ...columnsOf(vouched),
      structure_id: '',
      professional_id: '',
      chosen_role: null,
      created_at: now,
      expires_at: now + Math.min(this.#times.idle, this.#times.longest),
      ends_at: now + this.#times.longest,
    });
  }

  /**
   * The same person goes on under another cookie: whoever knew the former one, or set it, has nothing.
   * @returns whether she does: a session that has been ended meanwhile does not go on
   */
  async choose(former: SessionRow, token: string, chosen: Chosen): Promise<boolean> {
    const { structureId, professionalId, role, roles } = chosen;
    const isElsewhere = former.structure_id !== '' && former.structure_id !== structureId;
    if (isElsewhere && !(await this.end(former, 'replaced'))) return false;
    return write(this.#context, structureId, async (writing) => {
      if (!isElsewhere && !(await removeRow(writing, former.id_hash))) return false;
      if (former.structure_id === structureId) recordEnd(writing, former, 'replaced');
      await writing.trx
        .insertInto('session')
        .values({
          ...former,
          id_hash: hashToken(token),
          structure_id: structureId,
          professional_id: professionalId,
          chosen_role: role ?? null,
          expires_at: Math.min(writing.at + this.#times.idle, former.ends_at),
        })
        .execute();
      const actor = professionalActor(professionalId);
      writing.record({ type: 'session.opened', subject: professionalId, actor, data: { roles: [...new Set(roles)] } });
      return true;
    });
  }

  /** Safe to call again: it is over once, and the log says so once. @returns whether it was this call that has ended it */
  async end(session: SessionRow, reason: SessionEndReason): Promise<boolean> {
    const { id_hash, structure_id: structureId } = session;
    if (structureId === '') return this.#context.store.append((trx) => removeRow({ trx }, id_hash));
    return write(this.#context, structureId, async (writing) => {
      const isRemoved = await removeRow(writing, id_hash);
      if (isRemoved) recordEnd(writing, session, reason);
      return isRemoved;
    });
  }

  /** She has asked for something: it lasts on. */
  async touch({ id_hash, expires_at, ends_at }: SessionRow): Promise<void> {
    const later = Math.min(this.#context.clock() + this.#times.idle, ends_at);
    if (later - expires_at < Math.min(TOUCH_MS, this.#times.idle / 4)) return;
    await this.#context.store.append((trx) =>
      trx.updateTable('session').set({ expires_at: later }).where('id_hash', '=', id_hash).execute(),
    );
  }

  /** Whether it is this backend's turn to ask the issuer, and nobody else's until `next`: a token that renews another can be used once. */
  async claimCheck({ id_hash, check_at }: SessionRow, next: number): Promise<boolean> {
    const claimed = await this.#context.store.append((trx) =>
      trx
        .updateTable('session')
        .set({ check_at: next })
        .where('id_hash', '=', id_hash)
        .where('check_at', '=', check_at)
        .returning('id_hash')
        .execute(),
    );
    return claimed.length > 0;
  }

  async keepTokens({ id_hash }: SessionRow, tokens: string, checkAt: number): Promise<void> {
    await this.#context.store.append((trx) =>
      trx.updateTable('session').set({ tokens, check_at: checkAt }).where('id_hash', '=', id_hash).execute(),
    );
  }

  async #insert(token: string, row: Omit<Insertable<SessionTable>, 'id_hash'>): Promise<void> {
    await this.#context.store.append((trx) =>
      trx
        .insertInto('session')
        .values({ id_hash: hashToken(token), ...row })
        .execute(),
    );
  }
}

/** Who has signed in, and what is left of what she may do: a session narrows it, and widens nothing. */
export function signedInOf(row: SessionRow): SignedIn {
  const claimed = row.claimed_roles === null ? undefined : (JSON.parse(row.claimed_roles) as Role[]);
  const chosen = row.chosen_role as Role | null;
  const isLeft = claimed === undefined || (chosen !== null && claimed.includes(chosen));
  return {
    issuer: row.issuer,
    subject: row.subject,
    rpps: row.rpps ?? undefined,
    // Until she has chosen, a structure that is none.
    structureId: row.structure_id,
    roles: chosen === null ? claimed : isLeft ? [chosen] : [],
  };
}

/** As the issuer vouched for her: in any structure, as anything. */
export function vouchedOf(row: SessionRow): SignedIn {
  const { claimed_structure: structureId, claimed_roles: roles } = row;
  return {
    issuer: row.issuer,
    subject: row.subject,
    rpps: row.rpps ?? undefined,
    structureId: structureId ?? undefined,
    roles: roles === null ? undefined : (JSON.parse(roles) as Role[]),
  };
}

function columnsOf({ signedIn, language, tokens, checkAt }: Vouched) {
  const { issuer, subject, rpps, structureId, roles } = signedIn;
  return {
    issuer,
    subject,
    rpps: rpps ?? null,
    claimed_structure: structureId ?? null,
    claimed_roles: roles ? JSON.stringify(roles) : null,
    language,
    tokens,
    check_at: checkAt,
  };
}

async function removeRow({ trx }: { readonly trx: Kysely<Database> }, idHash: string): Promise<boolean> {
  const removed = await trx.deleteFrom('session').where('id_hash', '=', idHash).returning('id_hash').execute();
  return removed.length > 0;
}

/** Who ended it is its owner, or the backend by itself. */
function recordEnd(writing: Writing, { professional_id: subject }: SessionRow, reason: SessionEndReason): void {
  const isHers = reason === 'signOut' || reason === 'replaced';
  const actor = isHers ? professionalActor(subject) : SYSTEM_ACTOR;
  writing.record({ type: 'session.ended', subject, actor, data: { reason } });
}

const MOST_AT_ONCE = 200;

/** Removes what is over: sessions, which the log then says, and sign-ins that were never ended. */
export async function sweepSessions(context: ServiceContext): Promise<void> {
  const now = context.clock();
  await context.store.append((trx) => trx.deleteFrom('sign_in').where('expires_at', '<=', now).execute());
  const over = await context.store.db
    .selectFrom('session')
    .selectAll()
    .where('expires_at', '<=', now)
    .limit(MOST_AT_ONCE)
    .execute();
  const sessions = new Sessions(context, { idle: 0, longest: 0 });
  for (const row of over) await sessions.end(row, row.ends_at <= now ? 'expired' : 'idle');
}

/** Ends the sessions of some in a structure, as one of its writes. */
export async function revokeSessions(writing: Writing, professionalIds: readonly string[] | undefined, actor: string) {
  const all = await writing.trx
    .selectFrom('session')
    .selectAll()
    .where('structure_id', '=', writing.structureId)
    .execute();
  const meant = professionalIds ? all.filter((row) => professionalIds.includes(row.professional_id)) : all;
  for (const row of meant) {
    if (!(await removeRow(writing, row.id_hash))) continue;
    writing.record({ type: 'session.ended', subject: row.professional_id, actor, data: { reason: 'revoked' } });
  }
}
