import { ruleHolds } from '@relais/engine/waiting-list';
import type { Happened } from '@relais/engine/waiting-list';
import type { EventPerson, ListRule, RulePreview, RunPatient, WaitingList } from '@relais/model';
import type { Kysely } from 'kysely';
import { SYSTEM_ACTOR } from '../core/actors.ts';
import type { ServiceContext } from '../core/context.ts';
import { createId } from '../core/identifiers.ts';
import { readEvent } from '../core/log/event.ts';
import type { NewEvent } from '../core/log/event.ts';
import type { Writing } from '../core/write/write.ts';
import { findRun, personOf as runPersonOf } from '../run/index.ts';
import type { Database } from '../tables.ts';
import { findPerson, insert, toRow } from './entries.ts';
import type { NewEntry } from './entries.ts';
import { listsOf } from './settings-document.ts';

const TYPES = { run: 'run.ended', intake: 'intake.recorded' } as const;
const CONSIDERED = 500;

/** What a rule would have done to the latest runs or requests: said before it is put into force. */
export async function previewRule(db: Kysely<Database>, structureId: string, rule: ListRule): Promise<RulePreview> {
  const rows = await db
    .selectFrom('event')
    .select(['type', 'data', 'person'])
    .where('structure_id', '=', structureId)
    .where('type', '=', TYPES[rule.source])
    .orderBy('sequence', 'desc')
    .limit(CONSIDERED)
    .execute();
  const matched = rows.filter((row) => {
    const event = readEvent(row);
    const person = row.person === null ? undefined : (JSON.parse(row.person) as EventPerson);
    const happened = event && happenedOf({ ...event, person } as NewEvent);
    return happened !== undefined && ruleHolds(rule, happened);
  });
  return { considered: rows.length, matched: matched.length };
}

/** What rules look at, with whoever it was about. */
type Told = Happened & { readonly person?: EventPerson | undefined };

/**
 * What rules look at, of the two kinds of rows they look at. Nothing of a run to learn by, of one that waits for its review, or of one that its patient
 * has stopped: who says no to care is put on no list by it.
 */
function happenedOf(event: NewEvent): Told | undefined {
  const { person } = event;
  if (event.type === 'run.ended') {
    const { protocol, outcome, training, reason, needsReview } = event.data;
    const isNothing = training === true || needsReview === true || reason === 'withdrawn';
    return isNothing ? undefined : { source: 'run', protocol, outcome, person };
  }
  if (event.type !== 'intake.recorded') return undefined;
  const { reason, entryPoint, outcome } = event.data;
  return { source: 'intake', outcome, reason, entryPoint, person };
}

/** Puts whoever a rule is about on its list, in the transaction of what has happened. Once on a list, nobody is put there twice. */
export async function followRules(context: ServiceContext, writing: Writing, event: NewEvent): Promise<void> {
  const happened = happenedOf(event);
  if (happened) await putOnLists(context, writing, happened, event.subject);
}

/** A run that was to be reviewed, and counts: what it came to holds from now on. */
export async function followReview(context: ServiceContext, writing: Writing, event: NewEvent): Promise<void> {
  if (event.type !== 'run.reviewed' || !event.data.counts) return;
  const { structureId } = writing;
  const run = await findRun(writing.trx, structureId, event.subject);
  if (!run || run.outcome === null || run.training === 1 || run.withdrawn_at !== null) return;
  const person = runPersonOf(context, structureId, JSON.parse(run.patient) as RunPatient);
  await putOnLists(
    context,
    writing,
    { source: 'run', protocol: run.protocol_id, outcome: run.outcome, person },
    run.id,
  );
}

async function putOnLists(context: ServiceContext, writing: Writing, happened: Told, from: string): Promise<void> {
  for (const list of listsOf(writing.documents)) {
    const rule = list.closed ? undefined : firstRule(list, happened);
    if (!rule) continue;
    const person = await personOf(writing, happened, from);
    if (!person) continue;
    const entry = {
      ...{ id: createId(context.random), list: list.code, priority: rule.priority },
      ...{ source: 'rule' as const, rule },
    };
    const row = toRow(writing, { ...entry, ...person, from }, SYSTEM_ACTOR);
    if (!(await findPerson(writing, list.code, row.person_key))) await insert(writing, [row], happened.person);
  }
}

/** Of several rules that hold the one with the most urgent priority. */
function firstRule({ rules, priorities }: WaitingList, happened: Happened): ListRule | undefined {
  const rankOf = ({ priority }: ListRule) => priorities.find(({ code }) => code === priority)?.rank ?? Infinity;
  return rules.filter((rule) => ruleHolds(rule, happened)).sort((one, other) => rankOf(one) - rankOf(other))[0];
}

type KnownPerson = Pick<NewEntry, 'familyName' | 'givenName' | 'birthDate' | 'phone' | 'pseudonym'>;

/** Who the run or the request was about; nobody where nothing tells one person from another. */
async function personOf(
  { trx, structureId }: Writing,
  { source, person }: Told,
  from: string,
): Promise<KnownPerson | undefined> {
  const pseudonym = person?.patient;
  if (source === 'run') {
    const run = await findRun(trx, structureId, from);
    const { familyName, givenName, birthDate } = run ? (JSON.parse(run.patient) as RunPatient) : {};
    return pseudonym === undefined ? undefined : { familyName, givenName, birthDate, pseudonym };
  }
  const row = await trx
    .selectFrom('intake')
    .select(['family_name', 'given_name', 'birth_date', 'phone'])
    .where('structure_id', '=', structureId)
    .where('id', '=', from)
    .executeTakeFirst();
  if (!row || row.family_name === null || row.given_name === null || row.birth_date === null) return undefined;
  const { family_name: familyName, given_name: givenName, birth_date: birthDate, phone } = row;
  return { familyName, givenName, birthDate, phone, pseudonym };
}
