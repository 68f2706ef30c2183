import { sha256 } from '#digest';
import { formatLocal } from '@relais/engine';
import type { CompiledTerritory } from '@relais/engine';
import { composePublication } from '@relais/engine/planning';
import type { DutyRange, TerritoryException } from '@relais/engine/planning';
import { fromInstant, toInstant } from '@relais/model';
import type { OwnAbsence, OwnChange, OwnException, OwnOpening, OwnPlanning, PlainDate } from '@relais/model';
import type { Kysely } from 'kysely';
import { professionalIdOf } from '../core/actors.ts';
import type { ServiceContext } from '../core/context.ts';
import type { Documents } from '../core/documents.ts';
import { actorOf } from '../core/http/access.ts';
import type { Principal } from '../core/http/access.ts';
import { invalid } from '../core/http/parse.ts';
import { canonicalJson } from '../core/log/canonical.ts';
import { ProblemError } from '../core/problem.ts';
import type { StructureView } from '../core/view.ts';
import type { Decide } from '../core/write/write.ts';
import { listProviders } from '../people/index.ts';
import { territoryDocument, todayIn } from '../scheduling/index.ts';
import type { Database } from '../tables.ts';
import { comingDates, countBooked, findDuties, practicesOf, volunteersOf } from './duties.ts';
import { decideIntent, proposeFile } from './publish.ts';
import type { Asked } from './publish.ts';

/** Said in the history, whose other words are those of its authors. */
const TAKEN_BACK = 'Reprise par la personne elle-même';

/** What one who receives patients has of the planning. */
interface Own {
  readonly territory: CompiledTerritory;
  readonly professional: string;
  readonly practices: ReadonlySet<string>;
  readonly ranges: readonly (DutyRange & { readonly isAlone: boolean })[];
}

/** One's own coming ranges, with what one may change of them. Nothing where nobody has said who receives when. */
export async function readOwnPlanning(
  context: ServiceContext,
  { principal, view }: { readonly principal: Principal; readonly view: StructureView },
): Promise<OwnPlanning> {
  const { db } = context.store;
  const { structureId, documents } = view;
  const now = context.clock();
  const today = todayIn(documents, now);
  const own = await findOwn(db, view, principal, comingDates(context, view));
  if (!own) return { today, may: [], practices: [], ranges: [], exceptions: [] };
  const { territory, practices, professional } = own;
  const ranges = own.ranges.filter(({ startMs }) => startMs > now);
  const booked = await countBooked(db, structureId, ranges);
  return {
    today,
    may: [...allowedIn(documents)],
    practices: [...practices].map((id) => ({ id, name: nameOf(territory, id) })),
    ranges: ranges.map(({ practiceId, siteId, startMs, endMs, seats, isAlone }, index) => ({
      ...{ practiceId, practice: nameOf(territory, practiceId), site: territory.sites.get(siteId)?.name ?? siteId },
      ...{ start: toInstant(startMs), startLocal: formatLocal(territory.zone, startMs) },
      endLocal: formatLocal(territory.zone, endMs),
      ...{ seats, booked: booked[index] ?? 0, isAlone },
    })),
    exceptions: ownExceptions(territory, professional, today),
  };
}

/** Closes ranges in which nobody but oneself would be. @throws {ProblemError} `forbidden`, `not-found`, `invalid-request` */
export function decideAbsence(context: ServiceContext, { ranges, reason }: OwnAbsence, principal: Principal): Decide {
  return decideOwn(
    context,
    { change: 'close', reason, principal },
    ({ territory, professional, ranges: own }, { now }) => {
      const closures = ranges.map(({ practiceId, start }, place): TerritoryException => {
        const startMs = fromInstant(start);
        const range = own.find((one) => one.practiceId === practiceId && one.startMs === startMs);
        if (!range) throw new ProblemError('not-found');
        const accepted = 'ranges to come in which nobody else is on duty';
        const path = `ranges.${String(place)}`;
        if (startMs <= now) throw invalid({ path, message: 'has begun', accepted });
        if (!range.isAlone) throw invalid({ path, message: 'has others on duty', accepted });
        const [from, to] = [startMs, range.endMs].map((instant) => formatLocal(territory.zone, instant));
        return {
          ...{ type: 'closure', practiceId, from: from!.slice(0, 10), reason, by: professional },
          ...{ fromTime: from!.slice(11, 16), toTime: to!.slice(11, 16) },
        };
      });
      return { added: closures };
    },
  );
}

/** Opens a range more in a practice of one's own. @throws {ProblemError} `forbidden`, `not-found`, `invalid-request`, `territory-invalid` */
export function decideOpening(context: ServiceContext, asked: OwnOpening, principal: Principal): Decide {
  const { practiceId, date, from, to, slotsPerHour = 4, capacity = 1, reason } = asked;
  return decideOwn(
    context,
    { change: 'open', reason, principal },
    ({ territory, professional, practices }, { today, last }) => {
      if (!practices.has(practiceId)) throw new ProblemError('not-found');
      if (date < today || date > last)
        throw invalid({ path: 'date', message: 'is not one of the coming weeks', accepted: `${today} to ${last}` });
      // Its seats are shown to those the practice is open to anyway.
      const usual = territory.territory.openings.find((opening) => opening.practiceId === practiceId)?.visibility;
      return {
        added: [
          {
            ...{ type: 'opening', practiceId, date, from, to, slotsPerHour, capacity, reason, by: professional },
            ...(usual && { visibility: usual }),
          },
        ],
      };
    },
  );
}

/** Takes back what one has changed for oneself. @throws {ProblemError} `forbidden`, `not-found` */
export function decideTakingBack(context: ServiceContext, id: string, principal: Principal): Decide {
  return decideOwn(context, { reason: TAKEN_BACK, principal }, ({ territory, professional }, { today }) => {
    const found = ownExceptions(territory, professional, today).find((one) => one.id === id);
    if (!found) throw new ProblemError('not-found');
    return { removed: found.exception };
  });
}

interface Change {
  readonly added?: readonly TerritoryException[];
  readonly removed?: TerritoryException;
}

interface Moment {
  readonly now: number;
  readonly today: PlainDate;
  /** The last date anything may be changed of. */
  readonly last: PlainDate;
}

/** A change of one's own is a publication like any other: in the history, with its author, and with the patients to call. */
function decideOwn(
  context: ServiceContext,
  {
    change,
    reason,
    principal,
  }: { readonly change?: OwnChange; readonly reason: string; readonly principal: Principal },
  make: (own: Own, moment: Moment) => Change,
): Decide {
  const propose = async (asked: Asked) => {
    const { documents, now } = asked;
    const dates = comingDates(context, asked);
    const own = await findOwn(asked.db, asked, principal, dates);
    if (!own) throw new ProblemError('not-found');
    const may = allowedIn(documents);
    if (change && !may.includes(change)) throw new ProblemError('forbidden');
    const { added = [], removed } = make(own, { now, today: dates.from, last: dates.to });
    if (removed && !may.includes(removed.type === 'closure' ? 'close' : 'open')) throw new ProblemError('forbidden');
    const { territory: current } = own.territory;
    const left = (current.exceptions ?? []).filter((one) => !removed || canonicalJson(one) !== canonicalJson(removed));
    const file = composePublication(
      current,
      { ...current, exceptions: [...left, ...added] },
      { from: dates.from, today: dates.from },
    );
    return proposeFile(asked, { file, from: dates.from });
  };
  return decideIntent(context, { reason, propose }, actorOf(principal));
}

function allowedIn(documents: Documents): readonly OwnChange[] {
  return documents.of(territoryDocument)?.territory.rules?.volunteersMay ?? [];
}

async function findOwn(
  db: Kysely<Database>,
  place: Pick<StructureView, 'structureId' | 'documents'>,
  principal: Principal,
  dates: { readonly from: PlainDate; readonly to: PlainDate },
): Promise<Own | undefined> {
  const territory = place.documents.of(territoryDocument);
  const providers = await listProviders(db, place.structureId);
  const professional = professionalIdOf(actorOf(principal)) ?? '';
  const provider = providers.get(professional);
  if (!territory || !provider) return undefined;
  const others = [...providers].filter(([id]) => id !== professional).map(([, other]) => other);
  const shared = new Set(others.flatMap(({ places }) => [...practicesOf(territory, places)]));
  const own = volunteersOf(territory, provider);
  const ranges = await findDuties(db, place, provider, dates);
  return {
    ...{ territory, professional, practices: practicesOf(territory, provider.places) },
    ranges: ranges.map((range) => {
      const { who, practiceId } = range;
      return { ...range, isAlone: who.length > 0 ? who.every((id) => own.has(id)) : !shared.has(practiceId) };
    }),
  };
}

function ownExceptions({ territory }: CompiledTerritory, professional: string, today: PlainDate): OwnException[] {
  return (territory.exceptions ?? [])
    .filter((one) => one.by === professional)
    .filter((one) => (one.type === 'opening' ? one.date : (one.to ?? one.from)) >= today)
    .map((exception) => ({ id: sha256(canonicalJson(exception)).slice(0, 32), exception }));
}

function nameOf({ territory }: CompiledTerritory, id: string): string {
  return territory.practices.find((practice) => practice.id === id)?.name ?? id;
}
