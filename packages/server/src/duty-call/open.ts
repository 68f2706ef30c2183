import { addDays, dayOf } from '@relais/engine';
import type { CompiledTerritory } from '@relais/engine';
import { listRanges } from '@relais/engine/planning';
import type { OpenRange } from '@relais/engine/planning';
import { toInstant } from '@relais/model';
import type { DutyCallRequest, DutyRangeKey } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import { chunksOf } from '../core/db/chunks.ts';
import { invalid } from '../core/http/parse.ts';
import { createId } from '../core/identifiers.ts';
import { queueMail } from '../core/mail/queue.ts';
import { ProblemError } from '../core/problem.ts';
import { hashToken } from '../core/secrets.ts';
import type { Decide, Writing } from '../core/write/write.ts';
import { contactsOf } from '../people/index.ts';
import { territoryDocument, todayIn } from '../scheduling/index.ts';
import { pageAddress } from '../structure/index.ts';
import { DUTY_MAIL, presentCall, volunteersOf } from './rows.ts';
import type { DutyCallAskedRow, DutyCallRangeRow, DutyCallRow } from './tables.ts';

/** What links of this kind are derived from. */
export const DUTY_LINK = 'duty-call';
/** More are no question any more that anybody answers. */
const MOST_OPEN = 20;

/** Asks volunteers: each gets a link of their own, by mail where the structure knows their address. */
export function decideCall(context: ServiceContext, request: DutyCallRequest, actor: string): Decide {
  return async (writing) => {
    const { trx, structureId, documents, at, now } = writing;
    const territory = documents.of(territoryDocument);
    if (pageAddress(context, documents, 'dutyUrl') === undefined) throw new ProblemError('duty-page-missing');
    if (!territory) throw new ProblemError('duty-range-gone');
    const ranges = findRanges(territory, request.ranges, now);
    refuseClosing(request, todayIn(documents, now));
    const people = findVolunteers(writing, request.volunteers);
    await refuseTooMany(writing);
    const contacts = await contactsOf(trx, structureId);
    return async () => {
      const id = createId(context.random);
      const call: DutyCallRow = {
        ...{ structure_id: structureId, id, opened_at: at, closes_on: request.closes },
        ...{ closes_at: endOf(territory, request.closes), word: request.word?.trim() || null },
        ...{ closed_at: null, erased_at: null },
      };
      const rangeRows = ranges.map((range, index) => toRangeRow(call, range, index + 1));
      const asked = people.map(({ volunteerId, label, rpps }): DutyCallAskedRow & { email: string | null } => {
        const askedId = createId(context.random);
        const contact = rpps === undefined ? undefined : contacts.get(rpps);
        const email = context.sendsMail ? (contact?.email ?? null) : null;
        return {
          ...{ structure_id: structureId, id: askedId, call_id: id, volunteer_id: volunteerId, name: label, email },
          ...{ professional_id: contact?.id ?? null, has_mail: Number(email !== null) },
          token_hash: hashToken(context.secrets.token(DUTY_LINK, structureId, askedId)),
          ...{ answers: '[]', answered_at: null, revoked_at: null },
        };
      });
      await trx.insertInto('duty_call').values(call).execute();
      for (const chunk of chunksOf(rangeRows)) await trx.insertInto('duty_call_range').values(chunk).execute();
      const rows = asked.map(({ email: _, ...row }) => row);
      for (const chunk of chunksOf(rows)) await trx.insertInto('duty_call_asked').values(chunk).execute();
      for (const { id: subject, email: recipient } of asked)
        if (recipient !== null)
          queueMail(context, writing, { kind: DUTY_MAIL, subject, recipient, language: 'fr', sequence: 0 });
      writing.record({
        type: 'duty-call.opened',
        subject: id,
        actor,
        data: {
          closes: call.closes_on,
          ranges: rangeRows.map((row) => ({
            ...{ practiceId: row.practice_id, siteId: row.site_id, serviceDate: row.service_date },
            ...{ start: row.start_time, startAt: toInstant(row.start_at), endAt: toInstant(row.end_at) },
          })),
          asked: rows.map(({ id: askedId, volunteer_id: volunteerId, professional_id: professional }) => ({
            ...{ id: askedId, volunteerId },
            ...(professional !== null && { professional }),
          })),
        },
      });
      return { body: await presentCall(trx, writing, { call, ranges: rangeRows, asked: rows }, now) };
    };
  };
}

/** In the order of the planning, each once. @throws {ProblemError} `duty-range-gone` */
function findRanges(territory: CompiledTerritory, keys: readonly DutyRangeKey[], now: number): OpenRange[] {
  const dates = keys.map(({ serviceDate }) => serviceDate).sort();
  const [from = '', to = from] = [dates[0], dates.at(-1)];
  // A list of two dates that are years apart would plan all days between them.
  if (addDays(from, LONGEST_DAYS) < to) throw new ProblemError('duty-range-gone');
  const open = listRanges(territory, { from, to }, new Set(keys.map(({ practiceId }) => practiceId)));
  const isNamed = (range: OpenRange) => keys.some((key) => isSameRange(range, key));
  const found = open.filter((range) => range.startMs > now && isNamed(range));
  const areAll = keys.every((key) => found.some((range) => isSameRange(range, key)));
  if (!areAll) throw new ProblemError('duty-range-gone');
  return found;
}

const LONGEST_DAYS = 100;

function isSameRange({ practiceId, serviceDate, starts }: OpenRange, key: DutyRangeKey): boolean {
  return practiceId === key.practiceId && serviceDate === key.serviceDate && starts[0] === key.start;
}

/** Answers are of use until the first of the ranges. @throws {ProblemError} `invalid-request` */
function refuseClosing({ closes, ranges }: DutyCallRequest, today: string): void {
  const first = ranges.map(({ serviceDate }) => serviceDate).sort()[0] ?? today;
  if (closes >= today && closes <= first) return;
  throw invalid({ path: 'closes', message: 'is not before the first range', accepted: `${today} to ${first}` });
}

/** Each once. @throws {ProblemError} `duty-volunteer-gone` */
function findVolunteers(writing: Writing, ids: readonly string[]) {
  const volunteers = volunteersOf(writing);
  return [...new Set(ids)].map((volunteerId) => {
    const volunteer = volunteers.get(volunteerId);
    if (!volunteer) throw new ProblemError('duty-volunteer-gone');
    return { volunteerId, ...volunteer };
  });
}

async function refuseTooMany({ trx, structureId, now }: Writing): Promise<void> {
  const { open } = await trx
    .selectFrom('duty_call')
    .select(({ fn }) => fn.countAll<number | string>().as('open'))
    .where('structure_id', '=', structureId)
    .where('closed_at', 'is', null)
    .where('closes_at', '>', now)
    .executeTakeFirstOrThrow();
  if (Number(open) >= MOST_OPEN) throw new ProblemError('too-many-duty-calls');
}

/** Midnight after that day by the clock of the place. */
function endOf({ zone }: CompiledTerritory, date: string): number {
  return zone.instantOf(dayOf(date) + 1, 0);
}

function toRangeRow({ structure_id, id }: DutyCallRow, range: OpenRange, number: number): DutyCallRangeRow {
  return {
    ...{ structure_id, call_id: id, number, practice_id: range.practiceId, site_id: range.siteId },
    ...{ service_date: range.serviceDate, start_time: range.starts[0] ?? '' },
    ...{ start_at: range.startMs, end_at: range.endMs },
  };
}
