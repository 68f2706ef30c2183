import type { Checklist, ChecklistItem } from '@relais/model';
import type { EnableWhen, Questionnaire, QuestionnaireItem } from '@relais/model/fhir';

const CORE = 'http://hl7.org/fhir/StructureDefinition/questionnaire-';
const CONTROLS = 'http://hl7.org/fhir/questionnaire-item-control';

/**
 * Every kind of item has a prefix of its own: a structure names its signs as it likes, and a sign called like another item would
 * be answered in its place.
 */
export const signLinkId = (id: string): string => `sign/${id}`;
/** What a checklist leads to, as items of its questionnaire that are enabled when one of their signs is ticked. */
export const outcomeLinkId = (outcome: string): string => `outcome/${outcome}`;
export const equipmentLinkId = (equipment: string): string => `equipment/${equipment}`;

/**
 * The checklist as a FHIR R4 Questionnaire: one box for each sign, in groups by who they concern, and behind them, out of
 * sight, one item for each output and each piece of equipment, enabled by its signs. No score: only conditions.
 */
export function checklistQuestionnaire(checklist: Checklist): Questionnaire {
  const { id, version, language, title, notice, status, items } = checklist;
  const audiences = [...new Set(items.map(({ audience }) => audience))];
  const signs = (audience: string): QuestionnaireItem[] => items.filter((item) => item.audience === audience).map(sign);
  return {
    resourceType: 'Questionnaire',
    url: `urn:relais:checklist:${id}`,
    version,
    status: status === 'signed' ? 'active' : 'draft',
    language,
    title,
    item: [
      { linkId: 'notice', type: 'display', text: notice },
      ...audiences.map((audience) => ({ linkId: `audience/${audience}`, type: 'group', item: signs(audience) })),
      ...outputs(checklist),
    ],
  };
}

function sign({ id, question, note }: ChecklistItem): QuestionnaireItem {
  return {
    linkId: signLinkId(id),
    type: 'boolean',
    text: question,
    extension: [control('check-box')],
    ...(note && {
      item: [{ linkId: `note/${id}`, type: 'display', text: note, extension: [control('help')] }],
    }),
  };
}

function control(code: string): NonNullable<QuestionnaireItem['extension']>[number] {
  return { url: `${CORE}itemControl`, valueCodeableConcept: { coding: [{ system: CONTROLS, code }] } };
}

function outputs({ items, actions }: Checklist): QuestionnaireItem[] {
  const signsOf = new Map<string, string[]>();
  for (const { id, action } of items) {
    const { outcome, equipment } = actions[action] ?? {};
    const linkIds = [outcome && outcomeLinkId(outcome), equipment && equipmentLinkId(equipment)];
    for (const linkId of linkIds) if (linkId) signsOf.set(linkId, [...(signsOf.get(linkId) ?? []), signLinkId(id)]);
  }
  return [...signsOf].map(([linkId, signs]) => ({
    linkId,
    type: 'display',
    extension: [{ url: `${CORE}hidden`, valueBoolean: true }],
    enableWhen: signs.map((question): EnableWhen => ({ question, operator: '=', answerBoolean: true })),
    enableBehavior: 'any',
  }));
}
