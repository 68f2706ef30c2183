import { nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { badge } from '../ui/badge.ts';
import { emptyState } from '../ui/flow/empty-state.ts';
import { html } from '../ui/html.ts';
import { freshness, isMissed, timeOf } from './board.ts';
import type { Row } from './rows.ts';
import { className, type View } from './view.ts';

/** As many as can be read from across an office. */
const SHOWN = 10;

/** For a screen in the office: how things stand, read from afar. Nobody's name, number or note is in it. */
export function renderWall(view: View): TemplateResult {
  const { t, rows, state } = view;
  const { all } = rows;
  return html`<div class="wall stack">
    <div class="head">
      <h2 part="heading" id="heading" tabindex="-1">${t.wallTitle}</h2>
      ${freshness(view)}
    </div>
    ${
      all.length === 0
        ? emptyState(t.emptyTitle, t.emptyText(timeOf(view, state.trueAt)))
        : html`${figures(view)} ${list(view)}`
    }
  </div>`;
}

function figures({ t, rows, open, language }: View): TemplateResult {
  const { all } = rows;
  const missed = all.filter(isMissed).length;
  const oldest = Math.max(0, ...all.map(({ place }) => place.waitedMs)) / 60_000;
  const figure = (value: string, words: string, look = '') =>
    html`<div class="figure" data-look=${look}>
      <dd>${value}</dd>
      <dt>${words}</dt>
    </div>`;
  return html`<dl class="figures">
    ${figure(`${all.length}`, t.wallWaiting)} ${figure(`${missed}`, t.wallMissed, missed ? 'missed' : '')}
    ${figure(open.parts.sayMinutes(oldest, language), t.wallOldest)}
  </dl>`;
}

function list(view: View): TemplateResult {
  const { t, rows } = view;
  const left = rows.all.length - SHOWN;
  return html`<ol role="list" class="wall-rows" part="list">
      ${repeat(
        rows.all.slice(0, SHOWN),
        ({ callback }) => callback.id,
        (row, place) => wallRow(view, row, place + 1),
      )}
    </ol>
    ${left > 0 ? html`<p class="quiet">${t.wallMore(left)}</p>` : nothing}`;
}

function wallRow(view: View, row: Row, place: number): TemplateResult {
  const { t, state, language, open } = view;
  const { callback, away } = row;
  const stands =
    callback.status === 'claimed'
      ? badge(t.wallTaken, 'done')
      : away === 'doctor'
        ? badge(t.wallDoctor(timeOf(view, callback.doctor?.until)), 'waiting')
        : away
          ? badge(t.wallAway, 'waiting')
          : isMissed(row)
            ? badge(t.overdueShort, 'danger')
            : badge(t.wallFree);
  return html`<li>
    <span class="rank" aria-hidden="true">${`${place}`}</span>
    <span class="class">${className(state.settings, callback.class, language)}</span>
    <span>${open.parts.sayMinutes(row.place.waitedMs / 60_000, language)}</span>
    <span class="quiet">${open.parts.explainPlace(row.place, language)}</span>
    ${stands}
  </li>`;
}
