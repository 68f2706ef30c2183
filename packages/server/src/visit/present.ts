import { toInstant } from '@relais/model';
import type { Brought, OpenVisit, Visit, VisitCorrection, VisitMember } from '@relais/model';
import type { Kysely } from 'kysely';
import { markOf, requestsBehind } from '../booking/index.ts';
import { loadChecklists } from '../checklist/index.ts';
import { chunksOf } from '../core/db/chunks.ts';
import { defined, instantOrNull } from '../core/known.ts';
import type { Language } from '../core/subject.ts';
import type { MailRow } from '../core/mail/worker.ts';
import type { KeptAnswer } from '../intake/index.ts';
import { namesOf } from '../people/index.ts';
import type { Database } from '../tables.ts';
import type { FoundVisit } from './rows.ts';
import { outcomeOf, stateOf } from './step.ts';
import type { KeptCorrection } from './step.ts';
import type { VisitRow } from './tables.ts';

type Names = ReadonlyMap<string, string>;

/** Visits as those who treat patients see them, or the front desk: without what came along and what was written. */
export async function presentVisits(
  db: Kysely<Database>,
  structureId: string,
  found: readonly FoundVisit[],
  { treats, language }: { readonly treats: (row: VisitRow) => boolean; readonly language: Language },
): Promise<Visit[]> {
  const names = await readNames(db, structureId, found);
  const treated = found.filter(({ row }) => treats(row));
  const brought = await readBrought(db, structureId, treated, language);
  const deliveries = await readDeliveries(db, structureId, treated);
  return found.map((one) => {
    const visit = present(one, names);
    return treats(one.row)
      ? { ...visit, ...forClinicians(one.row, names, brought.get(one.row.id), deliveries) }
      : visit;
  });
}

/** The same for whoever answers for visits being closed: nothing of the patients. */
export async function presentOpen(
  db: Kysely<Database>,
  structureId: string,
  found: readonly FoundVisit[],
): Promise<OpenVisit[]> {
  const names = await readNames(db, structureId, found);
  return found.map(({ row }) => ({
    ...{ id: row.id, state: stateOf(row), practiceId: row.practice_id, siteId: row.site_id, date: row.service_date },
    ...defined({ start: instantOrNull(row.start_at), doctor: memberOf(row.doctor, names) }),
  }));
}

function readNames(db: Kysely<Database>, structureId: string, found: readonly FoundVisit[]): Promise<Names> {
  const actors = found.flatMap(({ row }) => [row.doctor ?? [], ...correctionsOf(row).map(({ by }) => by)].flat());
  return namesOf(db, structureId, actors);
}

function present({ row, booking }: FoundVisit, names: Names): Visit {
  return {
    ...{ id: row.id, revision: row.revision, state: stateOf(row), booked: row.booked === 1 },
    ...(booking && markOf(booking)),
    ...{ practiceId: row.practice_id, siteId: row.site_id },
    familyName: booking?.family_name ?? row.family_name ?? '',
    givenName: booking?.given_name ?? row.given_name ?? '',
    ...defined({
      reference: booking?.reference,
      start: instantOrNull(row.start_at),
      end: booking && toInstant(booking.end_at),
      // Empty once its time was over.
      birthDate: (booking?.birth_date ?? row.birth_date) || null,
      phone: (booking?.phone ?? row.phone) || null,
      reason: row.reason,
      addedAt: row.booked === 0 ? toInstant(row.created_at) : null,
      arrivedAt: instantOrNull(row.arrived_at),
      startedAt: instantOrNull(row.started_at),
      doneAt: instantOrNull(row.done_at),
      closedAt: instantOrNull(row.closed_at),
      doctor: memberOf(row.doctor, names),
    }),
  };
}

function forClinicians(
  row: VisitRow,
  names: Names,
  brought: Brought | undefined,
  deliveries: ReadonlyMap<string, MailRow['state']>,
): Partial<Visit> {
  const { feedback_channel: channel, feedback_at: at } = row;
  const delivery = deliveries.get(row.feedback_letter ?? '');
  const corrections = correctionsOf(row).map(({ by, at: when, was }): VisitCorrection => ({
    by: memberOf(by, names) ?? { actor: by },
    at: toInstant(when),
    was,
  }));
  return defined({
    brought,
    outcome: outcomeOf(row),
    feedback: channel !== null && at !== null ? { channel, at: toInstant(at), ...(delivery && { delivery }) } : null,
    corrections: corrections.length > 0 ? corrections : null,
  });
}

/** How far the mails are that took the letters of visits: the latest of each. */
async function readDeliveries(
  db: Kysely<Database>,
  structureId: string,
  found: readonly FoundVisit[],
): Promise<ReadonlyMap<string, MailRow['state']>> {
  const letters = found.flatMap(({ row }) =>
    row.feedback_channel === 'secureMail' ? (row.feedback_letter ?? []) : [],
  );
  const states = new Map<string, MailRow['state']>();
  for (const chunk of chunksOf(letters)) {
    const mails = await db
      .selectFrom('mail')
      .select(['subject', 'state'])
      .where('structure_id', '=', structureId)
      .where('subject', 'in', chunk)
      .orderBy('sequence')
      .execute();
    for (const { subject, state } of mails) states.set(subject, state);
  }
  return states;
}

function correctionsOf(row: VisitRow): KeptCorrection[] {
  return JSON.parse(row.corrections) as KeptCorrection[];
}

export function memberOf(actor: string | null, names: Names): VisitMember | null {
  if (actor === null) return null;
  const name = names.get(actor);
  return name === undefined ? { actor } : { actor, name };
}

/** What came with each patient: the signs that were looked for, what the request said, what the patient has shared. */
async function readBrought(
  db: Kysely<Database>,
  structureId: string,
  found: readonly FoundVisit[],
  language: Language,
): Promise<ReadonlyMap<string, Brought>> {
  const ids = found.filter(({ booking }) => booking).map(({ row }) => row.id);
  const runs = new Map<string, RunRow>();
  const requests = new Map<string, RequestBehind>();
  for (const chunk of chunksOf(ids)) {
    for (const run of await selectRuns(db, structureId, chunk).execute()) runs.set(run.booking_id, run);
    for (const request of await requestsBehind(db, structureId, chunk)) requests.set(request.booking ?? '', request);
  }
  const lists = runs.size > 0 ? await loadChecklists(db, structureId) : [];
  const checklistOf = ({ version, yes, outcome, answered_at: at }: RunRow): NonNullable<Brought['checklist']> => {
    const versions = lists.filter((list) => list.version === version);
    const list = versions.find((one) => one.language === language) ?? versions[0];
    const questions = new Map(list?.items.map(({ id, question }) => [id, question]));
    return {
      ...{ version, outcome: outcome as NonNullable<Brought['checklist']>['outcome'], answeredAt: toInstant(at) },
      ...(list && { asked: list.items.length }),
      yes: (JSON.parse(yes) as string[]).map((id) => questions.get(id) ?? id),
    };
  };
  return new Map(
    found.flatMap(({ row }): [string, Brought][] => {
      const request = requests.get(row.id);
      const run = runs.get(row.id) ?? runOf(request);
      const brought = defined({
        entryPoint: request?.entry_point,
        priorPathway: request?.prior_pathway,
        label: request?.label,
        regulatedBy: request?.regulated_by,
        checklist: run && checklistOf(run),
        answers: answersOf(request, language),
        treatments: row.treatments,
        history: row.history,
      });
      return Object.keys(brought).length > 0 ? [[row.id, brought]] : [];
    }),
  );
}

/** Those the structure has the doctor see. */
function answersOf(request: RequestBehind | undefined, language: Language): Brought['answers'] {
  const kept = JSON.parse(request?.answers ?? '[]') as KeptAnswer[];
  const shown = kept.filter(({ toDoctor }) => toDoctor);
  if (shown.length === 0) return undefined;
  return shown.map(({ question, answer }) => ({ question: question[language], answer: answer[language] }));
}

/** The signs that were looked for at the desk before somebody was called back: they stand with her request. */
function runOf(request: RequestBehind | undefined): RunRow | undefined {
  if (!request) return undefined;
  const {
    checklist_version: version,
    checklist_yes: yes,
    checklist_outcome: outcome,
    created_at: answeredAt,
  } = request;
  if (version === null || yes === null || outcome === null) return undefined;
  return { version, yes, outcome, answered_at: answeredAt };
}

type RequestBehind = Awaited<ReturnType<typeof requestsBehind>>[number];
type RunRow = Pick<Database['checklist_run'], 'version' | 'yes' | 'outcome' | 'answered_at'>;

function selectRuns(db: Kysely<Database>, structureId: string, bookings: readonly string[]) {
  return db
    .selectFrom('checklist_run')
    .select(['booking_id', 'version', 'yes', 'outcome', 'answered_at'])
    .where('structure_id', '=', structureId)
    .where('booking_id', 'in', bookings);
}
