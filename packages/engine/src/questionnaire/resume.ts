import type { QuestionnaireResponse, ResponseAnswer, ResponseItem } from '@relais/model/fhir';
import { readResponse } from '@relais/model/fhir/response';
import type { ItemDefinition } from './definitions.ts';
import { isChoice } from './definitions.ts';
import type { NotCarriedOver } from './diagnostics.ts';
import { valueOf } from './extensions.ts';
import type { Extended } from './extensions.ts';
import type { FormAnswer, FormItem, FormState, Holder } from './form-item.ts';
import type { Part } from './form.ts';
import { SIGNATURE } from './response.ts';
import { withoutVersion } from './value-sets.ts';
import { isOfKey } from './values.ts';
import type { Typed } from './values.ts';
import { collect } from './walk.ts';

/** The part that takes up a stored response (an object or JSON text). What is no response gives an empty form and says so. */
export function resumeFrom(source: unknown): Part {
  const { resource, faults } = readResponse(source);
  return {
    fill: (form) => {
      for (const { code, path } of faults) form.tell('warning', code, undefined, path);
      form.resumed = resource && withoutSignatures(form, form.root, resource);
      if (resource) fillFrom(form, resource);
    },
  };
}

/** Puts the answers of a response into a form just made; tells what it cannot place. */
function fillFrom(form: FormState, response: QuestionnaireResponse): void {
  tellOtherVersion(form, response);
  const homeless = fill(form, form.root, form.definition.root, response.item ?? []);
  for (const { linkId, reason } of homeless.filter((item) => !placeElsewhere(form, item))) {
    form.notCarriedOver.push({ linkId, reason });
    form.tell('warning', 'not-carried-over', linkId, reason);
  }
}

/** Gives signatures to what they sign, from which a later edit takes them back; the other extensions are kept as they are. */
function withoutSignatures<T extends Extended>(form: FormState, item: FormItem, source: T): T {
  const extensions = source.extension ?? [];
  const signatures = extensions.filter(({ url }) => url === SIGNATURE);
  if (signatures.length === 0) return source;
  form.setDynamic(
    item,
    'signature',
    signatures.map((one) => one['valueSignature']),
    'issues',
  );
  const { extension: _, ...rest } = source;
  const others = extensions.filter(({ url }) => url !== SIGNATURE);
  return (others.length > 0 ? { ...source, extension: others } : rest) as T;
}

interface Homeless extends NotCarriedOver {
  readonly source: ResponseItem;
}

function tellOtherVersion(form: FormState, { questionnaire }: QuestionnaireResponse): void {
  const { url, version } = form.questionnaire;
  if (!questionnaire || !url) return;
  const current = version ? `${url}|${version}` : url;
  const same = questionnaire.includes('|') ? questionnaire === current : questionnaire === withoutVersion(current);
  if (!same) form.tell('warning', 'version-changed', undefined, `${questionnaire} → ${current}`);
}

function fill(
  form: FormState,
  holder: Holder,
  definition: ItemDefinition,
  sources: readonly ResponseItem[],
): Homeless[] {
  const homeless: Homeless[] = [];
  const used = new Map<ItemDefinition, number>();
  for (const source of sources) {
    const places = definition.items.filter(({ linkId }) => linkId === source.linkId);
    const place = places.find((one) => (one.repeats && !one.key) || !used.has(one));
    if (!place) {
      homeless.push({ linkId: source.linkId, reason: places.length > 0 ? 'too-many' : 'unknown-item', source });
      continue;
    }
    const count = used.get(place) ?? 0;
    used.set(place, count + 1);
    const siblings = (holder.children[place.position] ??= []);
    const item = (siblings[count] ??= form.makeItem(place, holder, false));
    homeless.push(...fillItem(form, item, source));
  }
  return homeless;
}

function fillItem(form: FormState, item: FormItem, source: ResponseItem): Homeless[] {
  const { definition } = item;
  item.origin = { ...withoutSignatures(form, item, source) };
  delete item.origin.item;
  if (!definition.key) return fill(form, item, definition, source.item ?? []);
  const homeless: Homeless[] = [];
  const answers = (source.answer ?? []).flatMap((answer, index) => {
    const typed = acceptable(definition, answer);
    const reason = !typed ? 'type' : index > 0 && !definition.repeats ? 'too-many' : undefined;
    if (reason) homeless.push({ linkId: definition.linkId, reason, source });
    return typed && !reason ? [fillAnswer(form, item, typed, answer, homeless)] : [];
  });
  if (answers.length > 0) item.answers = answers;
  return homeless;
}

function fillAnswer(
  form: FormState,
  item: FormItem,
  typed: Typed,
  source: ResponseAnswer,
  homeless: Homeless[],
): FormAnswer {
  const answer = form.makeAnswer(item, typed, false);
  const { id, extension } = source;
  answer.origin = { ...(id && { id }), ...(extension && { extension }) };
  homeless.push(...fill(form, answer, item.definition, source.item ?? []));
  return answer;
}

/** The value of an answer when the question takes it; an answer may also hold nothing but items. */
function acceptable(definition: ItemDefinition, answer: ResponseAnswer): Typed | undefined {
  const { key = 'valueString' } = definition;
  const value = valueOf(answer) as Typed | undefined;
  if (!value) return { key, value: undefined };
  if (!isOfKey(value)) return undefined;
  const numeric = key === 'valueDecimal' && value.key === 'valueInteger';
  if (numeric) return { key, value: value.value };
  return value.key === key || isChoice(definition) ? value : undefined;
}

/** An item that another version moved elsewhere keeps its answer, where one place only can be meant. */
function placeElsewhere(form: FormState, { source, reason }: Homeless): boolean {
  const definition = form.definition.byLinkId.get(source.linkId);
  if (reason !== 'unknown-item' || !definition) return false;
  const [item, ...others] = collect(form.root, definition);
  if (!item || others.length > 0 || item.origin) return false;
  return fillItem(form, item, source).length === 0;
}
