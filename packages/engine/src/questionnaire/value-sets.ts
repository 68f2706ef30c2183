import type {
  CodeSystem,
  CodeSystemConcept,
  Coding,
  Questionnaire,
  Resource,
  ValueSet,
  ValueSetConcept,
  ValueSetContains,
  ValueSetInclude,
} from '@relais/model/fhir';

/** One code of a value set, with the concept it was found in: its designations and weight. */
export interface SetMember {
  readonly coding: Coding;
  readonly concept: ValueSetConcept;
}

/** Finds a resource contained in the questionnaire, by `#id` or by its canonical URL. */
export function findContained(questionnaire: Questionnaire, reference: string): Resource | undefined {
  const id = reference.replace(/^#/, '');
  const url = withoutVersion(reference);
  return questionnaire.contained?.find((part) => part.id === id || part['url'] === url);
}

export function withoutVersion(canonical: string): string {
  return canonical.split('|')[0] ?? '';
}

/** The codes of a value set, from its expansion or its compose; undefined when that takes a terminology server, or it is spoilt. */
export function expandValueSet(set: ValueSet, questionnaire: Questionnaire): SetMember[] | undefined {
  try {
    return expand(set, questionnaire, 0)?.filter(isMember);
  } catch {
    return undefined;
  }
}

/** A concept may be anything in a form nobody has checked. */
function isMember({ coding, concept }: SetMember): boolean {
  return (
    [coding.code, coding.system, coding.display].every((part) => part === undefined || typeof part === 'string') &&
    Array.isArray(concept.designation ?? [])
  );
}

function expand(set: ValueSet, questionnaire: Questionnaire, depth: number): SetMember[] | undefined {
  if (set.expansion?.contains) return flatten(set.expansion.contains);
  const includes = set.compose?.include;
  if (!includes || depth > 10) return undefined;
  const members: SetMember[] = [];
  for (const include of includes) {
    const part = membersOf(include, questionnaire, depth);
    if (!part) return undefined;
    members.push(...part);
  }
  const excluded = (set.compose?.exclude ?? []).map((exclude) => membersOf(exclude, questionnaire, depth));
  if (excluded.some((part) => !part)) return undefined;
  const out = new Set(excluded.flat().map((member) => member && identify(member)));
  return members.filter((member) => !out.has(identify(member)));
}

function flatten(contains: readonly ValueSetContains[]): SetMember[] {
  return contains.flatMap((part) => {
    const { system, code, display, abstract, inactive, contains: inner } = part;
    const own =
      code === undefined || abstract || inactive ? [] : [{ coding: codingOf(system, code, display), concept: part }];
    return [...own, ...flatten(inner ?? [])];
  });
}

/** What an include (or exclude) names: its concepts, a contained code system, or what all its value sets have in common. */
function membersOf(include: ValueSetInclude, questionnaire: Questionnaire, depth: number): SetMember[] | undefined {
  const { system, concept, filter, valueSet } = include;
  if (filter?.length) return undefined;
  const lists: (SetMember[] | undefined)[] = (valueSet ?? []).map((reference) => {
    const found = findContained(questionnaire, reference);
    return found?.resourceType === 'ValueSet' ? expand(found as ValueSet, questionnaire, depth + 1) : undefined;
  });
  if (concept)
    lists.push(concept.map((part) => ({ coding: codingOf(system, part.code, part.display), concept: part })));
  else if (system) lists.push(systemMembers(system, questionnaire));
  const [first, ...others] = lists;
  if (!first || others.some((list) => !list)) return undefined;
  const common = others.map((list) => new Set(list?.map(identify)));
  return first.filter((member) => common.every((list) => list.has(identify(member))));
}

function systemMembers(system: string, questionnaire: Questionnaire): SetMember[] | undefined {
  const found = findContained(questionnaire, system);
  if (found?.resourceType !== 'CodeSystem') return undefined;
  const list = (concepts: readonly CodeSystemConcept[]): SetMember[] =>
    concepts.flatMap((concept) => [
      { coding: codingOf(system, concept.code, concept.display), concept },
      ...list(concept.concept ?? []),
    ]);
  return list((found as CodeSystem).concept ?? []);
}

function identify({ coding }: SetMember): string {
  return `${coding.system ?? ''}|${coding.code ?? ''}`;
}

function codingOf(system: string | undefined, code: string | undefined, display: string | undefined): Coding {
  return { ...(system && { system }), ...(code && { code }), ...(display && { display }) };
}
