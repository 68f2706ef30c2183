import { fromInstant } from '@relais/model';
import type { EventData } from '@relais/model';
import type { Exclusion, Fact } from './fact.ts';
import { dayOfDate, defined, momentOf, personOf, personPart, personValues } from './moment.ts';
import { eventsOf, partsNamed, said } from './record.ts';
import type { FactRecord, LoggedEvent, Place } from './record.ts';

type Started = EventData<'run.started'>;
type Ended = EventData<'run.ended'>;
type Alert = EventData<'run.alert-raised'>;
type AdverseEvent = EventData<'adverse-event.declared'>;

/** A run with its acts, its alerts and the adverse events that are declared of it. */
export function placesOfRuns({ type, subject, data }: LoggedEvent): Place[] {
  const record = `run:${subject}`;
  switch (type) {
    case 'run.started':
    case 'run.ended':
    case 'run.review-needed':
    case 'run.reviewed':
      return [{ record, name: type }];
    case 'run.alert-raised':
    case 'run.alert-lapsed':
    case 'run.alert-acknowledged':
      return [{ record, name: `${type.slice('run.alert-'.length)}:${(data as Alert).rule}` }];
    case 'non-inclusion.recorded':
      return [{ record: `non-inclusion:${subject}`, name: type }];
    case 'adverse-event.declared': {
      const { run } = data as AdverseEvent;
      return [{ record: run === undefined ? `adverse-event:${subject}` : `run:${run}`, name: `adverse:${subject}` }];
    }
    default:
      return [];
  }
}

export function factsOfRuns(record: FactRecord): Fact[] {
  const run = runOf(record);
  return [
    ...(run ? [run.fact, ...run.acts, ...alertsOf(record, run.fact)] : []),
    ...adverseEventsOf(record, run?.fact),
    ...nonInclusionsOf(record),
  ];
}

function runOf(record: FactRecord): { readonly fact: Fact; readonly acts: Fact[] } | undefined {
  const first = record['run.started'];
  const last = record['run.ended'];
  const started = said(first, 'run.started');
  const ended = said(last, 'run.ended');
  const told = started ?? ended;
  const part = first ?? last;
  if (!told || !part) return undefined;
  const { person } = part;
  const excluded = exclusionOf(record, started, ended);
  const shared = {
    ...personPart(person),
    by: part.actor,
    ...(excluded && { excluded }),
  };
  const { protocol, protocolVersion, regime, profession } = told;
  const values = {
    ...personValues(person),
    ...defined({ protocol, protocolVersion, regime, profession, professional: part.actor }),
  };
  const stopped = ended?.level === 'stop';
  const refused = ended?.outcome === 'refused';
  const fact: Fact = {
    kind: 'run',
    ...momentOf(fromInstant(told.startedAt)),
    ...shared,
    values: {
      ...values,
      ...defined({
        outcome: ended?.outcome,
        target: ended?.target,
        activation: started?.activation,
        rule: stopped ? stopRule(record, ended) : undefined,
      }),
    },
    marks: {
      cooperation: told.kind === 'cooperationProtocol',
      included: !stopped && !refused,
      stopped,
      completed: ended !== undefined && ended.outcome !== 'abandoned' && !refused && !stopped,
      consented: started?.consent !== undefined,
      certified: started?.certified ?? false,
      certifiable: started?.certified !== undefined,
    },
    events: eventsOf(first, record['run.review-needed'], record['run.reviewed'], last),
  };
  const acts = (ended?.acts ?? []).map(({ by, type }): Fact => ({
    kind: 'act',
    ...momentOf(fromInstant(ended!.endedAt)),
    ...shared,
    values: { ...values, actType: type, function: by },
    marks: { cooperation: told.kind === 'cooperationProtocol', reprise: by === 'delegator' },
    events: eventsOf(last),
  }));
  return { fact, acts };
}

function exclusionOf(
  record: FactRecord,
  started: Started | undefined,
  ended: Ended | undefined,
): Exclusion | undefined {
  if (started?.training || ended?.training) return 'training';
  if (said(record['run.reviewed'], 'run.reviewed')?.counts) return undefined;
  if (started?.missing || started?.clockCorrected !== undefined) return 'needsReview';
  if (ended?.needsReview || record['run.review-needed']) return 'needsReview';
  return undefined;
}

/** The criterion that kept the patient out: the first one raised that still holds. */
function stopRule(record: FactRecord, ended: Ended): string | undefined {
  const raised = partsNamed(record, 'raised:').find(
    ([rule, part]) => (part.data as Alert).kind === 'stop' && !record[`lapsed:${rule}`],
  );
  return raised?.[0] ?? ended.rules[0];
}

/** What a délégué has to see: urgencies and calls to a doctor. One that lapsed was raised all the same. */
function alertsOf(record: FactRecord, run: Fact): Fact[] {
  return partsNamed(record, 'raised:').map(([rule, part]): Fact => {
    const seen = record[`acknowledged:${rule}`];
    const seconds = said(seen, 'run.alert-acknowledged')?.seconds;
    return {
      ...run,
      kind: 'alert',
      ...momentOf(part.at),
      values: { ...run.values, rule },
      marks: { acknowledged: seen !== undefined, critical: (part.data as Alert).kind !== 'stop' },
      ...(seconds !== undefined && { minutes: seconds / 60 }),
      events: eventsOf(part, seen),
    };
  });
}

function adverseEventsOf(record: FactRecord, run: Fact | undefined): Fact[] {
  return partsNamed(record, 'adverse:').map(([, part]): Fact => {
    const { protocol, type, severity, occurredOn } = part.data as AdverseEvent;
    return {
      kind: 'adverseEvent',
      day: dayOfDate(occurredOn),
      values: { ...run?.values, protocol, severity, eventType: type },
      ...(run && personOf(run)),
      ...(run?.excluded && { excluded: run.excluded }),
      marks: { cooperation: run?.marks?.['cooperation'] ?? true },
      events: eventsOf(part),
    };
  });
}

/** Somebody whom no run was begun for: found not eligible, or who did not want it. */
function nonInclusionsOf(record: FactRecord): Fact[] {
  const part = record['non-inclusion.recorded'];
  const found = said(part, 'non-inclusion.recorded');
  if (!part || !found) return [];
  const { protocol, protocolVersion, regime, profession, reason } = found;
  const stopped = reason === 'notEligible';
  return [
    {
      kind: 'nonInclusion',
      ...momentOf(fromInstant(found.decidedAt)),
      values: defined({ protocol, protocolVersion, regime, profession, professional: part.actor }),
      by: part.actor,
      marks: { stopped, refused: !stopped },
      events: eventsOf(part),
    },
  ];
}
