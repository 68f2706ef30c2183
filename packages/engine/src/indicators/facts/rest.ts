import type { EventData } from '@relais/model';
import type { Fact } from './fact.ts';
import { dayOfDate, defined, momentOf, personPart, personValues } from './moment.ts';
import { eventsOf, partsNamed, said } from './record.ts';
import type { FactRecord, LoggedEvent, Place } from './record.ts';

type Declaration = EventData<'action.declared'>;
type Undone = EventData<'history.import-undone'>;
type Step = EventData<'protocol.step-taken'>;
type Declared = EventData<'team.member-declared'>;
type Ended = EventData<'team.member-ended'>;

/** What patients were asked, which protocols the structure runs, and who is in their teams. */
export function placesOfRest({ type, subject, data }: LoggedEvent): Place[] {
  switch (type) {
    case 'satisfaction.stated':
      return [{ record: `satisfaction:${subject}`, name: type }];
    case 'consent.recorded':
      return [{ record: `consent:${subject}`, name: type }];
    case 'protocol.step-taken': {
      const { protocolVersion, state, from } = data as Step;
      return [{ record: `protocol:${subject}`, name: `step:${protocolVersion}:${state}:${from}` }];
    }
    case 'team.member-declared':
    case 'team.member-ended': {
      const { protocol, function: part } = data as Declared;
      return [{ record: `member:${subject}:${protocol}:${part}`, name: type }];
    }
    case 'action.declared': {
      const { corrects } = data as Declaration;
      const own = { record: `action:${subject}`, name: type };
      return corrects === undefined ? [own] : [own, { record: `action:${corrects}`, name: 'corrected' }];
    }
    case 'action.withdrawn':
      return [{ record: `action:${subject}`, name: 'withdrawn' }];
    case 'history.counts-imported':
      return [{ record: `history:${subject}`, name: 'imported' }];
    case 'history.import-undone':
      return (data as Undone).kind === 'counts' ? [{ record: `history:${subject}`, name: 'undone' }] : [];
    default:
      return [];
  }
}

export function factsOfRest(id: string, record: FactRecord): Fact[] {
  return [
    ...consentsOf(record),
    ...protocolsOf(id, record),
    ...membersOf(id, record),
    ...actionsOf(record),
    ...statementsOf(record),
  ];
}

/** A proposal to be cared for by a protocol, and what was answered. What was taken back later had been answered. */
function consentsOf(record: FactRecord): Fact[] {
  const part = record['consent.recorded'];
  const consent = said(part, 'consent.recorded');
  if (!part || consent?.code !== 'careByProtocol') return [];
  const answered = ['given', 'refused', 'referredToDoctor'].includes(consent.decision);
  if (!answered) return [];
  return [
    {
      kind: 'consent',
      ...momentOf(Date.parse(consent.confirmedAt)),
      values: {
        ...personValues(part.person),
        ...defined({ protocol: consent.protocol?.id, protocolVersion: consent.protocol?.version }),
      },
      ...personPart(part.person),
      marks: { refused: consent.decision === 'refused' },
      events: eventsOf(part),
    },
  ];
}

/** Stretches in which some version of a protocol is active. */
function protocolsOf(id: string, record: FactRecord): Fact[] {
  const steps = partsNamed(record, 'step:')
    .map(([, part]) => ({ part, ...(part.data as Step), day: dayOfDate((part.data as Step).from) }))
    .sort((left, right) => left.day - right.day || left.part.sequence - right.part.sequence);
  const protocol = id.slice('protocol:'.length);
  const facts: Fact[] = [];
  const active = new Set<string>();
  for (const { part, state, protocolVersion, day } of steps) {
    const before = active.size;
    if (state === 'active') active.add(protocolVersion);
    else active.delete(protocolVersion);
    if (before === 0 && active.size > 0) {
      facts.push({ kind: 'protocol', day, values: { protocol }, events: eventsOf(part) });
    } else if (before > 0 && active.size === 0) {
      facts.push({ ...facts.pop()!, until: day });
    }
  }
  return facts;
}

/** Who is in a team, from when to when. */
function membersOf(id: string, record: FactRecord): Fact[] {
  const part = record['team.member-declared'];
  const declared = said(part, 'team.member-declared');
  if (!part || !declared) return [];
  const end = record['team.member-ended'];
  const ended = end && end.sequence > part.sequence ? (end.data as Ended) : undefined;
  const { protocol, profession, function: role } = declared;
  return [
    {
      kind: 'member',
      day: dayOfDate(declared.from),
      values: defined({ protocol, profession, function: role }),
      by: id.split(':')[1] ?? '',
      ...(ended && { until: dayOfDate(ended.on) + 1 }),
      events: eventsOf(part, end),
    },
  ];
}

/** What was declared, unless another entry has put it right, or what brought it was undone. */
function actionsOf(record: FactRecord): Fact[] {
  const part = record['action.declared'];
  const action = said(part, 'action.declared');
  if (!part || !action || record['withdrawn']) return [];
  const corrected = record['corrected'];
  return [
    {
      kind: 'action',
      day: dayOfDate(action.on),
      values: { actType: action.kind },
      ...(action.import !== undefined && { isTakenOver: true as const }),
      ...(corrected && { excluded: 'erroneous' as const }),
      events: eventsOf(part, corrected),
    },
  ];
}

/** What a professional has said last in a year, under a pseudonym of that year. */
function statementsOf(record: FactRecord): Fact[] {
  const part = record['satisfaction.stated'];
  const stated = said(part, 'satisfaction.stated');
  if (!part || !stated) return [];
  return [
    {
      kind: 'satisfaction',
      ...momentOf(part.at),
      values: { protocol: stated.protocol, function: stated.part },
      marks: { satisfied: ['satisfied', 'verySatisfied'].includes(stated.level) },
      events: eventsOf(part),
    },
  ];
}
