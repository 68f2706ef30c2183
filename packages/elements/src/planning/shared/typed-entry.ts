import type { Practice, Reasons, Site, Territory } from '@relais/sdk';
import type { Commune, Volunteer } from '@relais/sdk/planning';
import type { FieldFault } from '../../ui/fields/form.ts';
import type { PlanningStrings } from '../words/fr.ts';
import type * as Engine from './calls.ts';
import type { Detail, EntryKind } from '../words/detail.ts';

export type Reason = Reasons[number];

/** What is said of each kind beside its name. */
export const DETAILS: Readonly<Record<EntryKind, readonly Detail[]>> = {
  site: ['commune', 'address', 'equipment', 'agesFrom', 'agesTo'],
  practice: ['siteId'],
  commune: [],
  volunteer: ['profession', 'rpps'],
  reason: ['english'],
};

/** A place, a practice, communes, volunteers or reasons as they are typed. What is new may be several of a kind, one a line. */
export interface TypedEntry {
  readonly kind: EntryKind;
  /** Of the one that is changed. */
  readonly id?: string;
  readonly name: string;
  readonly details: Readonly<Partial<Record<Detail, string>>>;
  readonly isStepFree?: boolean | undefined;
  /** Of a commune, the minutes to each site by its id. Of several, line by line beside their names. */
  readonly minutes?: Readonly<Record<string, string>> | undefined;
}

export function typeSite({ id, name = id, commune, address, equipment, ages, stepFree }: Site): TypedEntry {
  const details = {
    ...(commune && { commune }),
    ...(address && { address }),
    ...(equipment && { equipment: equipment.join(', ') }),
    ...(ages?.from !== undefined && { agesFrom: String(ages.from) }),
    ...(ages?.to !== undefined && { agesTo: String(ages.to) }),
  };
  return { kind: 'site', id, name, details, isStepFree: stepFree };
}

export function typePractice({ id, name = id, siteId }: Practice): TypedEntry {
  return { kind: 'practice', id, name, details: { siteId } };
}

/** What the territory’s table of ways says of a commune. */
export function typeCommune({ id, name, travelMinutes }: Commune): TypedEntry {
  const minutes = Object.entries(travelMinutes).map(([siteId, number]) => [siteId, String(number)]);
  return { kind: 'commune', id, name, details: {}, minutes: Object.fromEntries(minutes) as Record<string, string> };
}

export function typeVolunteer({ id, label = id, profession, rpps }: Volunteer): TypedEntry {
  const details = { ...(profession && { profession }), ...(rpps && { rpps }) };
  return { kind: 'volunteer', id, name: label, details };
}

export function typeReason({ code, label }: Reason): TypedEntry {
  return { kind: 'reason', id: code, name: label.fr, details: { english: label.en } };
}

/** What is typed as a list: names one a line, equipment with commas. */
function partsOf(text: string | undefined, separator = '\n'): readonly string[] {
  return (text ?? '')
    .split(separator)
    .map((part) => part.trim())
    .filter(Boolean);
}

/** What is wrong with the names that are typed, beside those there are. */
export function faultsOfEntry(
  t: PlanningStrings,
  { id, kind, name: typed, details, minutes = {} }: TypedEntry,
  others: readonly TypedEntry[],
  { communeKey }: Pick<Ids, 'communeKey'>,
): readonly FieldFault[] {
  const names = partsOf(typed);
  const keyOf = (name: string) => (kind === 'commune' ? communeKey(name) : name.toLowerCase());
  const alike = names.map(keyOf);
  const taken = new Set(others.filter((one) => one.id !== id).map(({ name }) => keyOf(name)));
  const twice = names.find((_, place) => taken.has(alike[place]!) || alike.indexOf(alike[place]!) !== place);
  if (names.length === 0 || alike.includes('')) return [{ id: 'name', text: t.nameMissing }];
  if (twice !== undefined) return [{ id: 'name', text: t.nameTaken(twice) }];
  const isNumber = (line: string) => /^\d{11}$/.test(withoutSpaces(line));
  const wrongWays = Object.entries(minutes)
    .filter(([, text]) => !partsOf(text).every((line) => /^\d{1,4}$/.test(line)))
    .map(([siteId]) => ({ id: minutesFieldOf(siteId), text: t.wrongMinutes }));
  const wrong = [...faultsOfAges(t, details), ...wrongWays];
  return partsOf(details.rpps).every(isNumber) ? wrong : [{ id: 'rpps', text: t.wrongRpps }, ...wrong];
}

function faultsOfAges(t: PlanningStrings, details: TypedEntry['details']): readonly FieldFault[] {
  const wrong = (['agesFrom', 'agesTo'] as const).filter((id) => !/^\d{0,3}$/.test(details[id]?.trim() ?? ''));
  if (wrong.length > 0) return wrong.map((id) => ({ id, text: t.wrongAge }));
  const { from = 0, to = Infinity } = agesOf(details);
  return from > to ? [{ id: 'agesTo', text: t.agesReversed }] : [];
}

/** Whom a place receives; an age that is not typed is no limit. */
function agesOf({ agesFrom, agesTo }: TypedEntry['details']): { readonly from?: number; readonly to?: number } {
  const ageOf = (text = '') => (text.trim() === '' ? undefined : Number(text));
  const [from, to] = [ageOf(agesFrom), ageOf(agesTo)];
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/**
 * An id that says nothing of whom it is and comes back for nobody: it stands in the log for ever, leaves with exports that bear no names, and a namesake who
 * comes later has another account of load.
 */
function createVolunteerId(): string {
  const bytes = [...crypto.getRandomValues(new Uint8Array(6))];
  return `v${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** The field that asks the minutes to a site. */
export function minutesFieldOf(siteId: string): string {
  return `minutes-${siteId}`;
}

type Ids = Pick<typeof Engine, 'communeKey' | 'idFor' | 'sitesOf'>;

/** The file with what is typed in its place; members the form does not ask stay. Asked once nothing is wrong, and never of reasons. */
export function putEntry(territory: Territory, typed: TypedEntry, { communeKey, idFor, sitesOf }: Ids): Territory {
  const { commune, address, equipment, siteId = '', profession, rpps } = typed.details;
  const { practices, volunteers = [] } = territory;
  switch (typed.kind) {
    case 'site': {
      const listed = partsOf(equipment, ',');
      const ages = agesOf(typed.details);
      const said = {
        ...{ commune: commune || undefined, address: address?.trim() || undefined },
        ...{ equipment: listed.length > 0 ? listed : undefined },
        ages: Object.keys(ages).length > 0 ? ages : undefined,
      };
      const sites = put(sitesOf(territory), typed, idFor, (name) => ({ name, ...said, stepFree: typed.isStepFree }));
      return { ...territory, sites };
    }
    case 'practice':
      return { ...territory, practices: put(practices, typed, idFor, (name) => ({ name, siteId })) };
    case 'commune':
      return { ...territory, travelMinutes: putCommunes(territory.travelMinutes ?? {}, typed, communeKey) };
    default: {
      const numbers = besideNames(typed, rpps);
      const made = put(volunteers, typed, createVolunteerId, (label) => ({
        ...{ label, profession: profession || undefined },
        rpps: withoutSpaces(numbers.get(label) ?? '') || undefined,
      }));
      return { ...territory, volunteers: made };
    }
  }
}

type Ways = NonNullable<Territory['travelMinutes']>;

/** The table of ways with the communes that are typed; one that is changed keeps its place, and its writing where that is still its name’s. */
function putCommunes(table: Ways, typed: TypedEntry, keyOf: Ids['communeKey']): Ways {
  const { id, name: names, minutes = {} } = typed;
  const columns = Object.entries(minutes).map(([siteId, text]) => [siteId, besideNames(typed, text)] as const);
  const rowOf = (name: string) =>
    Object.fromEntries(
      columns.flatMap(([siteId, beside]) => (beside.get(name) ? [[siteId, Number(beside.get(name))]] : [])),
    );
  const made = partsOf(names).map((name) => [name, rowOf(name)] as const);
  const isOld = (written: string) => keyOf(written) === id;
  const rows = Object.entries(table).flatMap(([written, row]) => {
    if (!isOld(written)) return [[written, row] as const];
    return made.map(([name, ways]) => [isOld(name) ? written : name, ways] as const);
  });
  return Object.fromEntries(id === undefined ? [...rows, ...made] : rows);
}

/** Reasons with what is typed in its place. Whoever has no English words for one is shown the French. */
export function putReason(reasons: Reasons, typed: TypedEntry, { idFor }: Ids): Reasons {
  const english = besideNames(typed, typed.details.english);
  const known = reasons.map((reason) => ({ id: reason.code, label: reason.label }));
  const made = put(known, typed, idFor, (fr) => ({ label: { fr, en: english.get(fr) || fr } }));
  return made.map(({ id, label }) => ({ code: id, label }));
}

/** What stands beside each name, line by line: an empty one is that of a name of which nothing is said. */
function besideNames({ name: names }: TypedEntry, text = ''): ReadonlyMap<string, string | undefined> {
  const lines = text.split('\n');
  return new Map(names.split('\n').map((name, place) => [name.trim(), lines[place]?.trim()]));
}

function withoutSpaces(text: string): string {
  return text.replace(/\s/g, '');
}

function put<Entry extends { readonly id: string }>(
  list: readonly Entry[],
  typed: TypedEntry,
  idFor: Ids['idFor'],
  membersOf: (name: string) => Omit<Entry, 'id'>,
): Entry[] {
  const next = [...list];
  for (const name of partsOf(typed.name)) {
    const place = list.findIndex(({ id }) => id === typed.id);
    const entry = { ...list[place], ...membersOf(name), id: typed.id ?? idFor(name, next) };
    // A member that is emptied is left out of the file.
    const said = Object.fromEntries(Object.entries<unknown>(entry).filter(([, value]) => value !== undefined)) as Entry;
    if (place === -1) next.push(said);
    else next[place] = said;
  }
  return next;
}
