import type { Coding } from '@relais/model/fhir';
import { USES } from './checks.ts';
import type { FormDefinition, ItemDefinition, Tell } from './definitions.ts';
import { extensionOf, readExtension, readText, valueOf } from './extensions.ts';
import type { Part } from './form.ts';
import { weightOf } from './options.ts';
import { isObject } from './values.ts';

/** The part that tells whoever wrote a form what nobody may have meant, although the form works with it. */
export const author: Part = {
  rules: (form) => {
    tellAuthor(form.definition, form.tell.bind(form));
    return [];
  },
};

export function tellAuthor({ all }: FormDefinition, tell: Tell): void {
  for (const item of all) {
    if (!item.parent) continue;
    tellOptions(item, tell);
    tellUse(item, tell);
    tellUnit(item, tell);
    tellUnanswerable(item, tell);
    tellLater(item, tell);
  }
}

/** Codes of options that stand more than once among them, and weights that differ. */
function tellOptions({ source, linkId }: ItemDefinition, tell: Tell): void {
  const seen = new Set<string>();
  for (const option of source.answerOption ?? []) {
    const { key, value } = valueOf(option) ?? {};
    const { system, code } = (isObject(value) ? value : {}) as Coding;
    const name = JSON.stringify(key === 'valueCoding' ? [system, code] : [key, value]);
    if (seen.has(name))
      tell('warning', 'option-duplicate', linkId, code ?? (isObject(value) ? undefined : String(value)));
    seen.add(name);
    const [own, inner] = [weightOf(option), weightOf(isObject(value) ? value : undefined)];
    const differ = own !== undefined && inner !== undefined && own !== inner;
    if (differ) tell('warning', 'weight-conflict', linkId, `${code ?? ''}: ${own}, ${inner}`);
  }
}

function tellUse({ source, linkId }: ItemDefinition, tell: Tell): void {
  const mode = readText(source, 'usageMode');
  if (mode && !USES.includes(mode)) tell('warning', 'usage-mode-unknown', linkId, mode);
}

/** The unit of a number; a quantity has those it offers. */
function tellUnit({ source, linkId, type }: ItemDefinition, tell: Tell): void {
  if (type === 'quantity' && extensionOf(source, 'unit')) tell('warning', 'unit-misplaced', linkId);
}

const GIVERS = ['calculatedExpression', 'initialExpression', 'observationLinkPeriod'];

/** What is required and read only must come from somewhere, or the form never ends. */
function tellUnanswerable({ source, linkId, key, initial, lineage }: ItemDefinition, tell: Tell): void {
  if (!key || source.required !== true || source.readOnly !== true || initial.length > 0) return;
  if (readExtension(source, 'hidden') === true || GIVERS.some((name) => extensionOf(source, name))) return;
  if (lineage.some((above) => extensionOf(above.source, 'itemPopulationContext'))) return;
  tell('warning', 'required-unanswerable', linkId);
}

/** What R5 says and R4 cannot. */
function tellLater({ source, linkId }: ItemDefinition, tell: Tell): void {
  const { answerConstraint, disabledDisplay } = source as { answerConstraint?: unknown; disabledDisplay?: unknown };
  const isOpen = answerConstraint === 'optionsOrType' || answerConstraint === 'optionsOrString';
  // A `coding` with texts of one's own is the open choice of R4.
  const isRead = source.type === 'coding' && answerConstraint !== 'optionsOrType';
  if (isOpen && !isRead) tell('warning', 'r5-unsupported', linkId, `answerConstraint ${answerConstraint}`);
  if (disabledDisplay === 'protected') tell('warning', 'r5-unsupported', linkId, 'disabledDisplay protected');
}
