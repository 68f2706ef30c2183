import type { ListRule, RulePreview, WaitingList } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { openForm } from '../../ui/dialog/form-dialog.ts';
import { boxesField, choiceField, selectField } from '../../ui/fields/chosen.ts';
import type { FieldFault } from '../../ui/fields/form.ts';
import { textField, wholeNumberField } from '../../ui/fields/typed.ts';
import { button } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import type { ListsDesk } from './desk.ts';
import { formDesk } from './people.ts';
import { sayPriority, sayRule } from './rule-words.ts';

const INTAKE_OUTCOMES = ['seat', 'callback', 'redirected'] as const;
const DOCTORS = ['none', 'elsewhere', 'here', 'unknown'] as const;
const ENTRY_POINTS = [
  ...(['patient', 'attendingDoctor', 'secretary', 'emergencyDepartment'] as const),
  ...(['pharmacist', 'nurse', 'dispatcher', 'other'] as const),
];

/** How one comes on the list: by which rules, and whether the public may write itself down. Changed by whoever decides about lists. */
export function renderRules(desk: ListsDesk): TemplateResult {
  const { t, list, may } = desk;
  const { rules, inscription, closed } = list;
  return html`<section class="stack rules" aria-labelledby="rules-title">
    <h3 id="rules-title" tabindex="-1">${t.rulesTitle}</h3>
    ${
      rules.length === 0
        ? html`<p class="quiet">${t.noRules}</p>`
        : html`<ul role="list" class="stack">
            ${rules.map(
              (rule, place) =>
                html`<li class="rule">
                  <span><span>${sayRule(desk, rule)}</span> <strong>${sayPriority(desk, rule)}</strong></span>
                  ${
                    may.decide
                      ? html`<span class="deeds">
                          ${button(t.edit, () => openRuleForm(desk, place), '', t.ruleNumber(place + 1))}
                          ${button(t.remove, () => removeRule(desk, place), '', t.ruleNumber(place + 1))}
                        </span>`
                      : nothing
                  }
                </li>`,
            )}
          </ul>`
    }
    <p>${inscription && !closed ? t.isOpen(priorityName(desk, inscription.priority)) : t.isClosed}</p>
    ${
      may.decide
        ? html`<div class="deeds start">
            ${button(t.addRule, () => openRuleForm(desk, rules.length))}
            ${button(t.editInscription, () => openInscriptionForm(desk))}
          </div>`
        : nothing
    }
  </section>`;
}

function priorityName({ list, language }: ListsDesk, code: string): string {
  return list.priorities.find((one) => one.code === code)?.label[language] ?? code;
}

/** Puts a changed list into the settings as they stand. Somebody may have changed them meanwhile: then nothing is overwritten. */
async function save({ calls, list }: ListsDesk, change: (list: WaitingList) => WaitingList): Promise<void> {
  await calls.changeSettings((settings) => {
    const known = settings.lists.find(({ code }) => code === list.code);
    if (!known || JSON.stringify(known) !== JSON.stringify(list))
      throw Object.assign(new Error(), { code: 'list-changed' });
    return { ...settings, lists: settings.lists.map((one) => (one.code === list.code ? change(one) : one)) };
  });
}

function removeRule(desk: ListsDesk, place: number): void {
  const { t, list } = desk;
  const rule = list.rules[place];
  if (!rule) return;
  openForm(formDesk(desk), {
    title: t.removeRuleTitle,
    submit: t.removeRule,
    fields: () =>
      html`<p>${sayRule(desk, rule)}</p>
        <p class="quiet">${t.removeRuleText}</p>`,
    check: () => [],
    send: () => save(desk, (one) => ({ ...one, rules: one.rules.filter((_, at) => at !== place) })),
    done: () => t.ruleRemoved,
  });
}

function openInscriptionForm(desk: ListsDesk): void {
  const { t, list, language } = desk;
  let chosen = list.inscription?.priority ?? '';
  openForm(formDesk(desk), {
    title: t.editInscription,
    submit: t.save,
    fields: () =>
      html`<p>${t.inscriptionText}</p>
        ${choiceField(t, {
          id: 'inscription',
          label: t.inscriptionLabel,
          options: [
            { value: '', text: t.inscriptionClosed },
            ...list.priorities.map(({ code, label }) => ({ value: code, text: t.inscriptionWith(label[language]) })),
          ],
          chosen,
          choose: (value) => {
            chosen = value;
            desk.redraw();
          },
        })}`,
    check: () => [],
    send: () =>
      save(desk, ({ inscription: _, ...one }) => ({ ...one, ...(chosen && { inscription: { priority: chosen } }) })),
    done: () => t.inscriptionSaved,
  });
}

/** A rule as it is being made. */
interface RuleDraft {
  source: ListRule['source'];
  protocol: string;
  /** Of a run: codes, with commas. */
  outcomes: string;
  minAge: string;
  maxAge: string;
  priority: string;
  readonly intakeOutcomes: Set<string>;
  readonly reasons: Set<string>;
  readonly entryPoints: Set<string>;
  readonly attendingDoctor: Set<string>;
}

function draftOf(desk: ListsDesk, rule: ListRule | undefined): RuleDraft {
  const isIntake = rule?.source !== 'run';
  return {
    source: rule?.source ?? 'intake',
    protocol: rule?.protocol ?? '',
    outcomes: isIntake ? '' : (rule.outcomes ?? []).join(', '),
    minAge: String(rule?.minAge ?? ''),
    maxAge: String(rule?.maxAge ?? ''),
    priority: rule?.priority ?? desk.list.priorities.at(-1)?.code ?? '',
    intakeOutcomes: new Set(isIntake ? rule?.outcomes : []),
    reasons: new Set(rule?.reasons),
    entryPoints: new Set(rule?.entryPoints),
    attendingDoctor: new Set(rule?.attendingDoctor),
  };
}

function ruleOf(draft: RuleDraft): ListRule {
  const { source, protocol, priority } = draft;
  const several = (name: string, values: Iterable<string>) => {
    const all = [...values].map((one) => one.trim()).filter(Boolean);
    return all.length > 0 ? { [name]: all } : {};
  };
  const age = (name: 'minAge' | 'maxAge') => (draft[name].trim() === '' ? {} : { [name]: Number(draft[name]) });
  const asked =
    source === 'run'
      ? { ...(protocol.trim() && { protocol: protocol.trim() }), ...several('outcomes', draft.outcomes.split(',')) }
      : {
          ...several('outcomes', draft.intakeOutcomes),
          ...several('reasons', draft.reasons),
          ...several('entryPoints', draft.entryPoints),
        };
  return {
    ...{ source, priority },
    ...asked,
    ...several('attendingDoctor', draft.attendingDoctor),
    ...age('minAge'),
    ...age('maxAge'),
  };
}

/**
 * A rule is tried on what has happened lately before it can be saved: whoever decides sees how many it would have put on the list. Whatever is
 * changed after that has to be tried again.
 */
function openRuleForm(desk: ListsDesk, place: number): void {
  const { t, list, calls, structure, language } = desk;
  const draft = draftOf(desk, list.rules[place]);
  let tried: { readonly rule: string; readonly preview: RulePreview } | undefined;
  const isTried = () => tried?.rule === JSON.stringify(ruleOf(draft));
  const change = (does: () => unknown) => () => {
    does();
    desk.redraw();
  };
  const boxes = (id: keyof RuleDraft, label: string, options: readonly { value: string; text: string }[]) => {
    const chosen = draft[id] as Set<string>;
    const tick = (value: string, isTicked: boolean) =>
      change(() => (isTicked ? chosen.add(value) : chosen.delete(value)))();
    return boxesField(t, { id, label, help: t.anyHelp, isRow: true, options, chosen: [...chosen], tick });
  };
  const typed = (id: 'protocol' | 'outcomes' | 'minAge' | 'maxAge', label: string, fault?: string) => ({
    ...{ id, label, value: draft[id], fault, need: 'optional' as const },
    type: (value: string) => change(() => (draft[id] = value))(),
  });
  openForm(formDesk(desk), {
    title: place < list.rules.length ? t.editRule : t.addRule,
    get submit() {
      return isTried() ? t.saveRule : t.tryRule;
    },
    fields: (faultOf) =>
      html`${choiceField(t, {
          id: 'source',
          label: t.ruleSource,
          options: (['intake', 'run'] as const).map((value) => ({ value, text: t.ruleSources[value] })),
          chosen: draft.source,
          choose: (value) => change(() => (draft.source = value as ListRule['source']))(),
        })}
        ${
          draft.source === 'run'
            ? html`<div class="pair">
                ${textField(t, { ...typed('protocol', t.protocol), help: t.protocolHelp })}
                ${textField(t, { ...typed('outcomes', t.outcomes), help: t.outcomesHelp })}
              </div>`
            : html`${boxes(
                'intakeOutcomes',
                t.intakeOutcomes,
                INTAKE_OUTCOMES.map((value) => ({ value, text: t.outcomeNames[value] ?? value })),
              )}
              ${boxes(
                'reasons',
                t.reasons,
                (structure?.reasons ?? []).map(({ code, label }) => ({ value: code, text: label })),
              )}
              ${boxes(
                'entryPoints',
                t.entryPointsLabel,
                ENTRY_POINTS.map((value) => ({ value, text: t.entryPoints[value] })),
              )}`
        }
        ${boxes(
          'attendingDoctor',
          t.attendingDoctor,
          DOCTORS.map((value) => ({ value, text: t.attendingDoctors[value] })),
        )}
        <div class="pair">
          ${wholeNumberField(t, typed('minAge', t.minAge, faultOf('minAge')))}
          ${wholeNumberField(t, typed('maxAge', t.maxAge, faultOf('maxAge')))}
        </div>
        ${selectField(t, {
          id: 'priority',
          label: t.colPriority,
          options: list.priorities.map(({ code, label }) => ({ value: code, text: label[language] })),
          chosen: draft.priority,
          choose: (value) => change(() => (draft.priority = value))(),
        })}
        <div role="status" id="tried" tabindex="-1">
          ${isTried() && tried ? html`<p class="notice" part="notice">${sayPreview(desk, draft.source, tried.preview)}</p>` : nothing}
        </div>`,
    check: () => ageFaults(desk, draft),
    send: async () => {
      const rule = ruleOf(draft);
      if (isTried()) {
        await save(desk, (one) => ({
          ...one,
          rules: [...one.rules.slice(0, place), rule, ...one.rules.slice(place + 1)],
        }));
        return true;
      }
      tried = { rule: JSON.stringify(rule), preview: await calls.preview(rule) };
      desk.flow.focus('tried');
      return false;
    },
    done: () => t.ruleSaved,
  });
}

function sayPreview({ t }: ListsDesk, source: ListRule['source'], { considered, matched }: RulePreview): string {
  if (considered === 0) return t.triedOnNothing[source];
  return t.tried(matched, t.triedOn[source](considered));
}

function ageFaults({ t }: ListsDesk, draft: RuleDraft): FieldFault[] {
  const isAge = (text: string) => text.trim() === '' || (/^\d{1,3}$/.test(text.trim()) && Number(text) <= 140);
  const wrong = (['minAge', 'maxAge'] as const)
    .filter((id) => !isAge(draft[id]))
    .map((id) => ({ id, text: t.wrongAge }));
  if (wrong.length > 0 || draft.minAge === '' || draft.maxAge === '') return wrong;
  return Number(draft.minAge) > Number(draft.maxAge) ? [{ id: 'maxAge', text: t.wrongAges }] : [];
}
