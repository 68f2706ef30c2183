import type {
  Extension,
  QuestionnaireResponse,
  Reference,
  ResponseAnswer,
  ResponseItem,
  ResponseStatus,
} from '@relais/model/fhir';
import type { FormAnswer, FormItem, FormState, Holder } from './form-item.ts';

/** Top-level elements of the response; what is not given is kept from the response that was resumed. */
export interface ResponseDetails {
  readonly status?: ResponseStatus;
  readonly id?: string;
  readonly subject?: Reference;
  readonly encounter?: Reference;
  readonly author?: Reference;
  readonly source?: Reference;
  /** A dateTime. */
  readonly authored?: string;
}

/**
 * The response as it stands: enabled items with an answer, in the order of the form; no empty group, no display, no answer of a
 * disabled item (R4, QuestionnaireResponse). A calculated answer that a person emptied stays as an item without answer, so
 * that resuming does not calculate it again; where the calculation gives nothing either, there is nothing to keep away. The
 * status of a resumed response stays until an answer changes: what is edited is in progress again.
 */
export function buildResponse(form: FormState, details: ResponseDetails): QuestionnaireResponse {
  const { url, version, id } = form.questionnaire;
  const canonical = url ? url + (version ? `|${version}` : '') : id && `Questionnaire/${id}`;
  const items = exportItems(form.root);
  const signatures = signaturesOf(form.root);
  const kept: QuestionnaireResponse = { resourceType: 'QuestionnaireResponse', ...form.resumed };
  delete kept.item;
  return {
    ...kept,
    ...(canonical && { questionnaire: canonical }),
    status: 'in-progress',
    ...(kept.status && !form.isEdited && { status: kept.status }),
    ...details,
    ...(signatures.length > 0 && { extension: [...(kept.extension ?? []), ...signatures] }),
    ...(items.length > 0 && { item: items }),
  };
}

/** The signatures given to an item, or to the form by its root: extensions. */
function signaturesOf(item: FormItem): readonly Extension[] {
  return (item.dynamic?.get('signature') ?? []) as readonly Extension[];
}

function exportItems(holder: Holder): ResponseItem[] {
  return holder.items.flatMap((item) => exportItem(item) ?? []);
}

function exportItem(item: FormItem): ResponseItem | undefined {
  if (!item.enabled || item.type === 'display') return undefined;
  const answers = item.answers.flatMap((answer) => exportAnswer(answer) ?? []);
  const items = item.definition.key ? [] : exportItems(item);
  const { definition, linkId } = item.definition.source;
  // What cannot be shown here is handed on as it came.
  const unread = item.definition.unsupported ? item.origin?.answer : undefined;
  const emptied = item.overridden && item.computed?.length;
  if (answers.length === 0 && items.length === 0 && !emptied && !unread) return undefined;
  const extension = [...(item.origin?.extension ?? []), ...signaturesOf(item)];
  return {
    ...(item.origin?.id && { id: item.origin.id }),
    ...(extension.length > 0 && { extension }),
    linkId,
    ...(definition && { definition }),
    ...(item.text && { text: item.text }),
    ...(answers.length > 0 && { answer: answers }),
    ...(unread && { answer: unread }),
    ...(items.length > 0 && { item: items }),
  };
}

/** An answer with its own items; the items alone when nothing is answered above them, so that no answer is lost. */
function exportAnswer(answer: FormAnswer): ResponseAnswer | undefined {
  const items = exportItems(answer);
  if (!answer.isAnswered && items.length === 0) return undefined;
  const given = {
    ...answer.origin,
    ...(answer.isAnswered && { [answer.key]: answer.value }),
    ...(items.length > 0 && { item: items }),
  };
  return answer.seal?.(given) ?? given;
}
