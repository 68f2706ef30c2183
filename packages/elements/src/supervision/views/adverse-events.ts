import { nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AdverseEvent, RunLine } from '@relais/sdk/run';
import { badge } from '../../ui/badge.ts';
import { openForm } from '../../ui/dialog/form-dialog.ts';
import { choiceField, selectField, tickBox } from '../../ui/fields/chosen.ts';
import { cleanDate, readDate, writeDate } from '../../ui/fields/reading.ts';
import { areaField, dateField } from '../../ui/fields/typed.ts';
import { emptyState } from '../../ui/flow/empty-state.ts';
import { button } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import type { Desk } from '../shared/desk.ts';
import { isDelegator, titlesOf } from '../shared/lines.ts';

const TYPES = ['care', 'medication', 'identity', 'organisation', 'informationSystem', 'other'] as const;
const SEVERITIES = ['minor', 'moderate', 'serious'] as const;

/** What went wrong: declared, analysed, closed. */
export function renderEvents(desk: Desk): TemplateResult {
  const { t, events } = desk;
  const isPossible = titlesOf(desk).size > 0;
  return html`${isPossible ? html`<div class="actions">${button(t.declareEvent, () => openDeclaration(desk))}</div>` : nothing}
  ${
    events.length === 0
      ? emptyState(t.noEvents, t.noEventsText)
      : html`<ul role="list" class="cards">
          ${repeat(
            events,
            ({ id }) => id,
            (event) => html`<li class="card" part="card">${eventOf(desk, event)}</li>`,
          )}
        </ul>`
  }`;
}

function eventOf(desk: Desk, event: AdverseEvent): TemplateResult {
  const { t, list } = desk;
  const { protocol, type, severity, occurredOn, description, done, analysis, closedAt, declaredBy } = event;
  const mayAnalyse = list !== undefined && isDelegator(list, protocol);
  const title = titlesOf(desk).get(protocol) ?? protocol;
  return html`<div class="head">
      <div>
        <h3>${t.eventTypes[type]}</h3>
        <p>${`${title}, ${writeDate(occurredOn)}`}</p>
      </div>
      <div class="signs">
        ${badge(t.severities[severity], severity === 'serious' ? 'danger' : 'neutral')}
        ${closedAt === undefined ? badge(t.eventOpen, 'waiting') : badge(t.eventClosed, 'done')}
      </div>
    </div>
    <dl class="facts">
      <dt>${t.happened}</dt>
      <dd class="written">${description}</dd>
      <dt>${t.doneAtOnce}</dt>
      <dd class="written">${done}</dd>
      ${
        analysis === undefined
          ? nothing
          : html`<dt>${t.analysis}</dt>
              <dd class="written">${analysis}</dd>`
      }
    </dl>
    ${declaredBy === list?.you ? html`<p class="quiet">${t.declaredByYou}</p>` : nothing}
    ${severity === 'serious' && closedAt === undefined ? html`<p class="notice" part="notice">${t.seriousNotice}</p>` : nothing}
    ${mayAnalyse ? button(analysis === undefined ? t.analyse : t.analyseAgain, () => openAnalysis(desk, event), '', t.eventTypes[type]) : nothing}`;
}

/** Declares one, from a run or later. */
export function openDeclaration(desk: Desk, run?: RunLine): void {
  const { t, today } = desk;
  const titles = titlesOf(desk);
  const draft = {
    protocol: run?.protocol ?? [...titles.keys()][0] ?? '',
    type: undefined as AdverseEvent['type'] | undefined,
    severity: undefined as AdverseEvent['severity'] | undefined,
    on: writeDate(today),
    description: '',
    done: '',
  };
  openForm(desk, {
    title: t.declareEvent,
    submit: t.declare,
    fields: (faultOf) => {
      const written = (id: 'description' | 'done', label: string): TemplateResult =>
        areaField(t, {
          id,
          label,
          help: id === 'description' ? t.happenedHelp : undefined,
          need: 'required',
          value: draft[id],
          type: (value) => (draft[id] = value),
          longest: 4000,
          fault: faultOf(id),
        });
      return html`${
        run
          ? nothing
          : selectField(t, {
              id: 'protocol',
              label: t.protocol,
              options: [...titles].map(([value, text]) => ({ value, text })),
              chosen: draft.protocol,
              choose: (value) => (draft.protocol = value),
            })
      }
      ${choiceField(t, {
        id: 'type',
        label: t.eventType,
        need: 'required',
        options: TYPES.map((value) => ({ value, text: t.eventTypes[value] })),
        chosen: draft.type,
        choose: (value) => {
          draft.type = value as AdverseEvent['type'];
          desk.redraw();
        },
        fault: faultOf('type'),
      })}
      ${choiceField(t, {
        id: 'severity',
        label: t.severity,
        need: 'required',
        options: SEVERITIES.map((value) => ({ value, text: t.severities[value] })),
        chosen: draft.severity,
        choose: (value) => {
          draft.severity = value as AdverseEvent['severity'];
          desk.redraw();
        },
        fault: faultOf('severity'),
      })}
      ${dateField(t, {
        id: 'occurredOn',
        label: t.occurredOn,
        need: 'required',
        value: draft.on,
        type: (value) => (draft.on = value),
        clean: cleanDate,
        fault: faultOf('occurredOn'),
      })}
      ${written('description', t.happened)} ${written('done', t.doneAtOnce)}`;
    },
    check: () => [
      ...(draft.type === undefined ? [{ id: 'type', text: t.chooseOne }] : []),
      ...(draft.severity === undefined ? [{ id: 'severity', text: t.chooseOne }] : []),
      ...(isPast(draft.on, today) ? [] : [{ id: 'occurredOn', text: t.wrongDate }]),
      ...(draft.description.trim() === '' ? [{ id: 'description', text: t.emptyText }] : []),
      ...(draft.done.trim() === '' ? [{ id: 'done', text: t.emptyText }] : []),
    ],
    send: () =>
      desk.runs.declareAdverseEvent({
        protocol: draft.protocol,
        ...(run && { run: run.id }),
        type: draft.type ?? 'other',
        severity: draft.severity ?? 'minor',
        occurredOn: readDate(draft.on) ?? today,
        description: draft.description.trim(),
        done: draft.done.trim(),
      }),
    fieldOf: (path) => (path === 'occurredOn' ? { id: path, text: t.wrongDate } : undefined),
    done: () => t.declared,
  });
}

function isPast(text: string, today: string): boolean {
  const day = readDate(text);
  return day !== undefined && day <= today;
}

function openAnalysis(desk: Desk, event: AdverseEvent): void {
  const { t } = desk;
  const draft = { analysis: event.analysis ?? '', closed: event.closedAt !== undefined };
  openForm(desk, {
    title: t.analyse,
    submit: t.save,
    fields: (faultOf) =>
      html`${areaField(t, {
        id: 'analysis',
        label: t.analysis,
        help: t.analysisHelp,
        need: 'required',
        value: draft.analysis,
        type: (value) => (draft.analysis = value),
        longest: 8000,
        fault: faultOf('analysis'),
      })}
      ${tickBox({
        text: t.closeEvent,
        isTicked: draft.closed,
        tick: (isTicked) => {
          draft.closed = isTicked;
          desk.redraw();
        },
      })}`,
    check: () => (draft.analysis.trim() === '' ? [{ id: 'analysis', text: t.emptyText }] : []),
    send: () => desk.runs.analyseAdverseEvent(event.id, { analysis: draft.analysis.trim(), closed: draft.closed }),
    done: () => (draft.closed ? t.eventIsClosed : t.analysed),
  });
}
