import { ActivityDefinition, PlanDefinition, PlanExpression, ProtocolBundle } from '@relais/model';
import type { PlanAction, UsageContext } from '@relais/model';
import { VARIABLE } from '../variable.ts';
import { readMembers } from './extension-codec.ts';
import { ACTIVITIES } from './write-bundle.ts';

/**
 * The protocol in a Bundle that `bundleOf` has written. It is not checked yet: `Protocol` of the model does that, and says what one
 * written by others lacks. Undefined for what is no Bundle with a PlanDefinition.
 */
export function protocolOfBundle(source: unknown): unknown {
  const resources = ProtocolBundle.safeParse(source).data?.entry.map(({ resource }) => resource) ?? [];
  const plan = resources.map((one) => PlanDefinition.safeParse(one).data).find((one) => one !== undefined);
  if (!plan) return undefined;
  const activities = resources.flatMap((one) => ActivityDefinition.safeParse(one).data ?? []);
  return {
    ...readMembers(plan),
    version: plan.version,
    title: plan.title,
    kind: codeIn(plan.type),
    responsible: plan.author?.[0]?.name,
    notice: plan.description,
    sources: Object.fromEntries(
      (plan.relatedArtifact ?? []).map(({ label = '', citation }) => [label, citation] as const),
    ),
    date: plan.date,
    regimes: (plan.useContext ?? []).map(regimeOf),
    parameters: namesOf(plan, 'parameter'),
    terms: namesOf(plan, 'term'),
    questionnaire: resources.find(({ resourceType }) => resourceType === 'Questionnaire'),
    rules: (plan.action ?? []).filter(({ prefix }) => prefix !== undefined).map(ruleOf),
    prescriptions: ofKind(activities, 'prescription').map((one) => ({ ...documentOf(one), text: one.description })),
    documents: ofKind(activities, 'document').map(documentOf),
  };
}

/** What is under the variables of a kind: parameters, or terms. */
function namesOf({ extension = [] }: PlanDefinition, kind: string): unknown[] {
  const variables = extension.filter(({ url }) => url === VARIABLE);
  return variables.flatMap((one) => {
    const expression = PlanExpression.safeParse(one['valueExpression']).data;
    return (expression && readMembers(expression)[kind]) ?? [];
  });
}

function codeIn(concept: UsageContext['valueCodeableConcept']): string | undefined {
  return concept?.coding?.[0]?.code;
}

function regimeOf(context: UsageContext): object {
  return { profession: codeIn(context.valueCodeableConcept), ...readMembers(context) };
}

function ruleOf(action: PlanAction): object {
  const { details, ...rest } = readMembers(action);
  const when = action.condition?.[0]?.expression?.expression;
  return {
    id: action.prefix,
    ...(when !== undefined && { when }),
    action: { kind: codeIn(action.code?.[0]), text: action.title, ...(details as object | undefined) },
    ...rest,
  };
}

function ofKind(activities: readonly ActivityDefinition[], kind: string): ActivityDefinition[] {
  return activities.filter(({ code }) => code?.coding?.some((one) => one.system === ACTIVITIES && one.code === kind));
}

function documentOf(activity: ActivityDefinition): object {
  return { title: activity.title, ...readMembers(activity) };
}
