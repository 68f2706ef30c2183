import { composeLetter, hasLapsed, lacksOf, offeredLetters } from '@relais/engine/letter';
import { toInstant } from '@relais/model';
import type { Letter, RunLetters, RunPatient, VisitLetters } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import type { Documents } from '../core/documents.ts';
import { actorOf } from '../core/http/access.ts';
import type { Writing } from '../core/write/write.ts';
import type { RunRow } from '../run/index.ts';
import { isCorrectedSince, requireMember, stateOf, writesOf } from '../visit/index.ts';
import type { Basis, Look } from './basis.ts';
import { ADULT, exchangeOf } from './exchange.ts';
import { groundOf } from './grounds.ts';
import { runGround } from './run-ground.ts';
import { contentOf, deliveriesOf, doctorOf, letterOf, listRows, refuseLapsed, standingOf, toLetter } from './store.ts';
import type { LetterRow } from './store.ts';
import { loadTold } from './told.ts';
import { visitGround } from './visit-ground.ts';
import { composeOfVisit, loadVisitTold } from './visit-told.ts';

type OfRun = Omit<Look, 'about'> & { readonly id: string };

/** What can leave a run, as it would be written now, and what has. @throws {ProblemError} `not-found`, `forbidden` */
export async function listRunLetters(context: ServiceContext, { id, ...who }: OfRun, documents: Documents) {
  const look: Look = { ...who, about: { kind: 'run', id } };
  const { run, exchange } = await runGround.look(context, look, async (writing, basis) => {
    record(writing, look, 'list');
    return { run: basis.run, exchange: await exchangeOf(writing, basis) };
  });
  const rows = await listRows(context.store.db, look.structureId, look.about);
  return {
    ...abilitiesOf(context),
    exchange,
    minor: (JSON.parse(run.patient) as RunPatient).ageYears < ADULT,
    drafts: run.state === 'ended' ? await draftsOf(context, run, documents) : [],
    letters: await presentLetters(context, rows),
  } satisfies RunLetters;
}

/** The same of a visit: one letter, to the treating doctor, once it is closed. @throws {ProblemError} `not-found`, `forbidden` */
export async function listVisitLetters(context: ServiceContext, { id, ...who }: OfRun, documents: Documents) {
  const look: Look = { ...who, about: { kind: 'visit', id } };
  const { found, exchange } = await visitGround.look(context, look, async (writing, basis) => {
    record(writing, look, 'list');
    return { found: basis.found, exchange: await exchangeOf(writing, basis) };
  });
  const { row } = found;
  const rows = await listRows(context.store.db, look.structureId, look.about);
  const told = await loadVisitTold(context.store.db, found, { documents, actor: row.doctor ?? '' });
  const { content, missing, head } = composeOfVisit(told, {}, toInstant(context.clock()));
  const last = standingOf(rows);
  const doctor = last && doctorOf(last);
  const letters = await presentLetters(context, rows);
  return {
    ...abilitiesOf(context),
    exchange,
    minor: head.patient.ageYears < ADULT,
    drafts: stateOf(row) === 'closed' ? [{ kind: 'liaisonLetter', content, missing }] : [],
    letters: letters.map((letter, index) =>
      isCorrectedSince(row, rows[index]!.made_at) ? { ...letter, outdated: true as const } : letter,
    ),
    revision: row.revision,
    writes: writesOf(requireMember(who.principal), row),
    ...(doctor && { doctor }),
  } satisfies VisitLetters;
}

function abilitiesOf({ secureMail, stationery }: ServiceContext) {
  return { sends: secureMail !== undefined, prints: stationery !== undefined };
}

async function presentLetters({ store, clock }: ServiceContext, rows: readonly LetterRow[]): Promise<Letter[]> {
  const deliveries = await deliveriesOf(store.db, rows);
  const now = clock();
  const replaced = new Set(rows.map(({ replaces }) => replaces));
  return rows.map((row) => ({
    ...toLetter(row, deliveries.get(row.id) ?? { state: 'toHand' }),
    ...(replaced.has(row.id) && { replaced: true as const }),
    ...(hasLapsed(contentOf(row), now) && { lapsed: true as const }),
  }));
}

async function draftsOf(context: ServiceContext, run: RunRow, documents: Documents): Promise<RunLetters['drafts']> {
  const told = await loadTold(context.store.db, run, documents);
  const at = toInstant(context.clock());
  return offeredLetters(told.protocol, told.run).map((offered) => ({
    ...offered,
    content: composeLetter(told, offered.kind, {}, at),
    missing: lacksOf(told, offered.kind),
  }));
}

/** A letter that somebody takes away, which the log says. @throws {ProblemError} `not-found`, `forbidden`, `prescription-lapsed` */
export function takeLetter(
  context: ServiceContext,
  look: Look & { readonly letterId: string },
  as: 'pdf' | 'package' | 'message',
): Promise<{ readonly basis: Basis; readonly letter: LetterRow }> {
  return groundOf(look.about).look(context, look, async (writing, basis) => {
    const letter = await letterOf(writing.trx, look.structureId, look.about, look.letterId);
    refuseLapsed(letter, writing.at);
    record(writing, look, as);
    return { basis, letter };
  });
}

function record(writing: Writing, { about, principal }: Look, as: 'list' | 'pdf' | 'package' | 'message'): void {
  const type = about.kind === 'run' ? 'letter.read' : 'visit-letter.read';
  writing.record({ type, subject: about.id, actor: actorOf(principal), data: { as } });
}
