import type { Opening, Territory } from '@relais/sdk';
import { nothing, type TemplateResult } from 'lit';
import { readDate, cleanDate, writeDate } from '../../ui/fields/reading.ts';
import { dateField } from '../../ui/fields/typed.ts';
import { emptyState } from '../../ui/flow/empty-state.ts';
import { button } from '../../ui/flow/screens.ts';
import { overtaken } from '../../ui/flow/overtaken.ts';
import { html } from '../../ui/html.ts';
import type { Desk } from '../shared/desk.ts';
import { sayChange, sayException, sayOpening, sayPlace, sayPractice } from '../shared/say.ts';
import { emptyRange, typeException, typeOpening, type RangeKind, type TypedRange } from '../shared/typed-range.ts';
import { preview, problemsOf } from './preview.ts';
import { startPublishing } from './publish.ts';

/** Who receives when, what is changed of it, and what that looks like. */
export function drawPlanning(desk: Desk, begin: () => void): TemplateResult {
  const { t, plan, sayer } = desk;
  const { territory } = plan;
  if (territory.practices.length === 0)
    return html`${meanwhileOf(desk)}${publishBar(desk)}${emptyState(t.empty, t.emptyText, button(plan.changes.length > 0 ? t.goOn : t.begin, begin, 'primary'))}`;
  const outlook = plan.lookAt();
  return html`${meanwhileOf(desk)}${publishBar(desk)}${problemsOf(desk, outlook)}
    <div class="beside">
      <div class="stack">
        <h3>${t.practices}</h3>
        <ul role="list" class="cards">
          ${territory.practices.map(({ id, siteId }) => {
            const name = sayPractice(sayer, id);
            return html`<li class="card">
              <h4>${name} <small class="quiet">${sayPlace(sayer, name, siteId)}</small></h4>
              ${rangesOf(desk, id)} ${button(t.add, () => openRange(desk, newRange(desk, 'opening', id)), 'link', name)}
            </li>`;
          })}
        </ul>
        <h3>${t.exceptions}</h3>
        ${exceptionsOf(desk)}
        <div class="actions">
          ${button(t.addClosure, () => openRange(desk, newRange(desk, 'closure')))}
          ${button(t.addExtra, () => openRange(desk, newRange(desk, 'extra')))}
          ${outlook.problems.length > 0 ? nothing : button(t.copyWeek, () => openWeek(desk))}
        </div>
      </div>
      ${preview(desk, outlook)}
    </div>`;
}

function newRange({ plan }: Desk, kind: RangeKind, practiceId?: string): TypedRange {
  const empty = emptyRange(kind, plan.territory, plan.base.today);
  return practiceId === undefined ? empty : { ...empty, practiceId };
}

function openRange({ flow }: Desk, typed: TypedRange, place?: number): void {
  flow.go({ name: 'range', typed, place, faults: [] });
}

function openWeek({ flow, plan }: Desk): void {
  const [first] = plan.lookAt().weeks;
  if (first) flow.go({ name: 'week', from: first.monday, to: [], faults: [] });
}

function rangesOf(desk: Desk, practiceId: string): TemplateResult {
  const { t, plan, sayer } = desk;
  const { territory, base } = plan;
  const own = territory.openings
    .map((opening, place) => ({ opening, place }))
    .filter(({ opening }) => opening.practiceId === practiceId && !isOver(opening, base.today));
  if (own.length === 0) return html`<p class="quiet">${t.nothingPlanned}</p>`;
  return html`<ul role="list" class="lines">
    ${own.map(({ opening, place }) => {
      const words = sayOpening(sayer, opening);
      return line(desk, words, {
        edit: () => openRange(desk, typeOpening(opening, territory, base.today), place),
        remove: () => change(desk, { openings: territory.openings.toSpliced(place, 1) }, t.removed),
      });
    })}
  </ul>`;
}

function isOver({ validTo }: Opening, today: string): boolean {
  return validTo !== undefined && validTo < today;
}

function exceptionsOf(desk: Desk): TemplateResult {
  const { t, plan, sayer } = desk;
  const { territory, base } = plan;
  const { exceptions = [] } = territory;
  const coming = exceptions
    .map((exception, place) => ({ exception, place }))
    .filter(({ exception: one }) => (one.type === 'opening' ? one.date : (one.to ?? one.from)) >= base.today);
  if (coming.length === 0) return html`<p class="quiet">${t.noExceptions}</p>`;
  return html`<ul role="list" class="lines">
    ${coming.map(({ exception, place }) =>
      line(desk, sayException(sayer, exception), {
        edit: () => openRange(desk, typeException(exception, territory, base.today), place),
        remove: () => change(desk, { exceptions: exceptions.toSpliced(place, 1) }, t.removed),
      }),
    )}
  </ul>`;
}

export function line(
  { t }: Desk,
  words: string,
  { edit, remove }: { readonly edit: () => void; readonly remove?: () => void },
): TemplateResult {
  return html`<li>
    <span>${words}</span>
    <span class="row"
      >${button(t.edit, edit, 'link', words)} ${remove ? button(t.remove, remove, 'link', words) : nothing}</span
    >
  </li>`;
}

/** Changes the draft, and offers the way back. */
export function change(desk: Desk, changes: Partial<Territory>, said?: string): void {
  replace(desk, { ...desk.plan.territory, ...changes }, said);
}

/** Puts another draft in its place. */
export function replace(desk: Desk, territory: Territory, said?: string): void {
  const { plan } = desk;
  const before = plan.territory;
  plan.territory = territory;
  if (said !== undefined)
    desk.say(said, () => {
      plan.territory = before;
      desk.redraw();
    });
  desk.redraw();
}

export function publishBar(desk: Desk): TemplateResult | typeof nothing {
  const { t, plan, sayer, flow, format, takenUp, isKept } = desk;
  const { changes } = plan;
  if (changes.length === 0)
    return plan.base.territory ? html`<p class="quiet" id="changes" tabindex="-1">${t.unchanged}</p>` : nothing;
  const isLate = plan.from < plan.base.today;
  return html`<div class="notice stack" part="notice">
    <p id="changes" tabindex="-1"><strong>${t.changes(changes.length)}</strong></p>
    ${takenUp === undefined ? nothing : html`<p>${t.takenUp(format.at(takenUp))}</p>`}
    ${isKept ? nothing : html`<p><strong>${t.notKept}</strong></p>`}
    <ul>
      ${changes.map((one) => html`<li>${sayChange(sayer, one)}</li>`)}
    </ul>
    ${dateField(t, {
      ...{ id: 'effective', label: t.effective, help: t.effectiveHelp, value: writeDate(plan.from), clean: cleanDate },
      fault: isLate ? t.tooEarly : undefined,
      type: (text) => {
        plan.from = readDate(text) ?? plan.from;
        desk.redraw();
      },
    })}
    <div class="actions">
      ${
        isLate || plan.lookAt().problems.length > 0
          ? nothing
          : button(t.publish, () => startPublishing(desk, {}), 'primary')
      }
      ${button(t.discard, () => void flow.run(() => desk.read()), 'link')}
    </div>
  </div>`;
}

function meanwhileOf({ t, meanwhile, sayer }: Desk): TemplateResult | typeof nothing {
  if (!meanwhile) return nothing;
  const { conflicts, theirs } = meanwhile;
  return overtaken({
    title: t.meanwhile,
    text: t.meanwhileText,
    changes: theirs.map((one) => sayChange(sayer, one)),
    caution: conflicts > 0 ? t.inConflict(conflicts) : undefined,
  });
}
