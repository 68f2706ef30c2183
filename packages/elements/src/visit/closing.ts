import { findReasons, measuredMinutes, usualReason } from '@relais/sdk/visit';
import type { Visit, WithoutUs } from '@relais/sdk/visit';
import { nothing, type TemplateResult } from 'lit';
import { openForm } from '../ui/dialog/form-dialog.ts';
import { choiceField, selectField } from '../ui/fields/chosen.ts';
import { textField, wholeNumberField } from '../ui/fields/typed.ts';
import { html } from '../ui/html.ts';
import { fullName } from '../ui/person/person.ts';
import type { Desk } from './desk.ts';

/** As many as are taken in at a glance, and pressed without scrolling on a telephone. */
const SHOWN = 6;
const CHOICES: readonly WithoutUs[] = ['emergency', 'wait', 'elsewhere'];

/** What is written of a visit, for the first time or anew. What is usual for the reason at entry is chosen already. */
export function openClosing(desk: Desk, visit: Visit): void {
  const { t, settings, language } = desk;
  if (!settings) return;
  const { outcome } = visit;
  const isAnew = visit.state === 'closed';
  const measured =
    outcome?.measured === false ? undefined : (outcome?.minutes ?? measuredOf(visit, settings.longestMinutes));
  const draft = {
    typed: '',
    reason: outcome?.finalReason ?? usualReason(settings, visit.reason)?.code,
    minutes: outcome?.measured === false ? String(outcome.minutes ?? '') : '',
    redirection: outcome?.redirection ?? '',
    withoutUs: outcome?.withoutUs as string | undefined,
  };
  const found = () =>
    findReasons(settings, {
      language,
      typed: draft.typed,
      ...(visit.reason !== undefined && { reason: visit.reason }),
    });
  /** What is typed narrows the list; one that is left is meant. */
  const chosen = () => {
    const shown = found();
    if (shown.some(({ code }) => code === draft.reason)) return draft.reason;
    return draft.typed !== '' && shown.length === 1 ? shown[0]?.code : undefined;
  };
  const name = fullName(visit);
  openForm(desk, {
    title: isAnew ? t.correcting(name) : t.closing(name),
    submit: isAnew ? t.submitCorrect : t.submitClose,
    fields: (faultOf) =>
      html`${reasonFields(desk, {
        found: found(),
        chosen: chosen(),
        typed: draft.typed,
        fault: faultOf('reason'),
        type: (text) => ((draft.typed = text), desk.redraw()),
        choose: (code) => ((draft.reason = code), desk.redraw()),
      })}
      ${wholeNumberField(t, {
        id: 'minutes',
        label: t.minutes,
        help: measured === undefined ? t.notMeasured : t.measured(measured),
        need: 'optional',
        value: draft.minutes,
        type: (text) => (draft.minutes = text),
        longest: 3,
        fault: faultOf('minutes'),
      })}
      ${selectField(t, {
        id: 'redirection',
        label: t.redirection,
        need: 'optional',
        none: t.nowhere,
        options: settings.redirections.map(({ code, label }) => ({ value: code, text: label[language] })),
        chosen: draft.redirection,
        choose: (code) => (draft.redirection = code),
      })}
      ${choiceField(t, {
        id: 'without',
        label: t.withoutUs,
        need: 'optional',
        isRow: true,
        options: CHOICES.map((value) => ({ value, text: t.without[value] })),
        chosen: draft.withoutUs,
        choose: (value) => ((draft.withoutUs = value), desk.redraw()),
      })}`,
    check: () => [
      ...(chosen() === undefined ? [{ id: 'reason', text: t.chooseReason }] : []),
      ...(isMinutes(draft.minutes) ? [] : [{ id: 'minutes', text: t.wrongMinutes }]),
    ],
    send: () =>
      desk.send(visit, {
        kind: isAnew ? 'correct' : 'close',
        finalReason: chosen() ?? '',
        ...(draft.minutes.trim() && { minutes: Number(draft.minutes) }),
        ...(draft.redirection && { redirection: draft.redirection }),
        ...(draft.withoutUs && { withoutUs: draft.withoutUs as WithoutUs }),
      }),
    fieldOf: (path) => (path === 'minutes' ? { id: 'minutes', text: t.wrongMinutes } : undefined),
    done: () => (isAnew ? t.told.correct(name) : t.told.close(name)),
  });
}

interface ReasonFields {
  readonly found: readonly { readonly code: string; readonly label: { readonly fr: string; readonly en: string } }[];
  readonly chosen: string | undefined;
  readonly typed: string;
  readonly fault: string | undefined;
  readonly type: (text: string) => unknown;
  readonly choose: (code: string) => unknown;
}

function reasonFields(desk: Desk, { found, chosen, typed, fault, type, choose }: ReasonFields): TemplateResult {
  const { t, language } = desk;
  const first = found.slice(0, SHOWN);
  const shown = first.some(({ code }) => code === chosen)
    ? first
    : [...found.filter(({ code }) => code === chosen), ...first];
  const more = found.length - shown.length;
  return html`${textField(t, { id: 'find', label: t.findReason, need: 'optional', value: typed, type, longest: 60 })}
  ${choiceField(t, {
    id: 'reason',
    label: t.finalReason,
    need: 'required',
    options: shown.map(({ code, label }) => ({ value: code, text: label[language] })),
    chosen,
    choose,
    fault,
  })}
  ${found.length === 0 ? html`<p role="status">${t.noReasonFound}</p>` : nothing}
  ${more > 0 ? html`<p class="quiet">${t.moreReasons(more)}</p>` : nothing}`;
}

/** What the server is going to write when nobody says otherwise. */
function measuredOf({ startedAt, doneAt }: Visit, longestMinutes: number): number | undefined {
  if (startedAt === undefined || doneAt === undefined) return undefined;
  return measuredMinutes(Date.parse(startedAt), Date.parse(doneAt), longestMinutes);
}

function isMinutes(text: string): boolean {
  const typed = text.trim();
  return typed === '' || (/^\d{1,3}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= 480);
}
