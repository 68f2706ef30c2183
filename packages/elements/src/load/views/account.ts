import { localeOf } from '@relais/sdk/locale';
import type { LedgerAccount, LedgerMovement, LedgerWeek, VolunteerAccount } from '@relais/sdk/load';
import { nothing, type TemplateResult } from 'lit';
import { badge } from '../../ui/badge.ts';
import type { Series } from '../../ui/charts/chart.ts';
import { dataTable } from '../../ui/charts/data-table.ts';
import type { PointsController } from '../../ui/charts/points-controller.ts';
import type { SheetController } from '../../ui/charts/sheet-controller.ts';
import { trend } from '../../ui/charts/trend.ts';
import { emptyState } from '../../ui/flow/empty-state.ts';
import { html } from '../../ui/html.ts';
import { table } from '../../ui/table/table.ts';
import type { Desk, OpenAccount } from '../shared/desk.ts';

export interface AccountPictures {
  readonly points: PointsController;
  readonly sheet: SheetController;
}

/** One account: its sentence, its figures, how it went, and every booking behind it. */
export function accountView(
  desk: Desk,
  shown: LedgerAccount | VolunteerAccount,
  account: OpenAccount,
  pictures: AccountPictures,
  isOwn: boolean,
): TemplateResult {
  const { t } = desk;
  return html`<p>${isOwn ? nothing : html`<span class="quiet">${t.told}</span> `}${shown.sentence}</p>
    <div class="beside">
      ${facts(desk, shown)}
      <div class="pictures stack">${course(desk, account.weeks, pictures)}</div>
    </div>
    ${movements(desk, account)}
    <details>
      <summary>${t.how}</summary>
      <div class="stack">${t.howText.map((text) => html`<p>${text}</p>`)}</div>
    </details>`;
}

function facts({ t, figures }: Desk, shown: LedgerAccount | VolunteerAccount): TemplateResult {
  const { text, kind } = figures.gap(shown.balance);
  const corrected = 'corrected' in shown ? shown.corrected : 0;
  const rows: readonly (readonly [string, unknown])[] = [
    [t.figures.requests, figures.count(shown.requests)],
    [t.figures.offered, t.seats(figures.count(shown.offeredSeats), figures.count(shown.openSeats))],
    [t.figures.share, shown.requests === 0 ? t.none : figures.part(shown.share)],
    [t.figures.earned, figures.count(shown.earned)],
    [t.figures.received, figures.count(shown.bookings)],
    ...(corrected === 0 ? [] : [[t.figures.corrected, figures.signed(corrected)] as const]),
    [t.figures.gap, badge(text, kind)],
  ];
  return html`<dl class="facts">
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function course(desk: Desk, weeks: readonly LedgerWeek[], { points, sheet }: AccountPictures): TemplateResult {
  const { t, figures, language } = desk;
  const short = new Intl.DateTimeFormat(localeOf(language), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const dayOf = ({ from }: LedgerWeek) => t.day(short.format(new Date(`${from}T00:00:00Z`)));
  const series: Series = {
    name: t.course,
    marks: weeks.map((week, place) => ({
      name: t.weekOf(dayOf(week)),
      short: dayOf(week),
      value: week.balance,
      text: figures.gap(week.balance).text,
      ...(place === weeks.length - 1 && { state: 'partial' as const }),
    })),
  };
  const chart = {
    id: 'course',
    title: t.course,
    sheet: sheet.sheet,
    say: (value: number) => figures.signed(value),
    words: t,
  };
  return html`<h3>${t.course}</h3>
    ${trend({ ...chart, series }, points)}
    <p class="quiet">${t.courseText}</p>
    <details>
      <summary>${t.courseTable}</summary>
      ${dataTable({
        caption: t.courseTable,
        columns: [t.columns.week, t.columns.earned, t.columns.received, t.columns.gap],
        rows: weeks
          .toReversed()
          .map((week) => [
            dayOf(week),
            [
              figures.count(week.earned),
              ...(week.corrected === 0 ? [] : [t.corrected(figures.signed(week.corrected))]),
            ].join(', '),
            figures.count(week.received),
            figures.signed(week.balance),
          ]),
      })}
    </details>`;
}

function movements(desk: Desk, { movements: rows }: OpenAccount): TemplateResult {
  const { t, figures, format } = desk;
  if (rows.length === 0) return emptyState(t.noMovements, t.noMovementsText);
  return table<LedgerMovement>(t, {
    ...{ id: 'movements', caption: t.movements, rows, keyOf: ({ id }) => id },
    columns: [
      { id: 'at', title: t.columns.at, cell: ({ at }) => t.at(figures.day(at), format.time(at)) },
      { id: 'what', title: t.columns.what, cell: (movement) => tell(desk, movement) },
      {
        ...{ id: 'offered', title: t.columns.offered, isNumber: true },
        cell: ({ kind, offeredSeats, openSeats }) =>
          kind === 'correction' ? t.none : t.seats(figures.count(offeredSeats), figures.count(openSeats)),
      },
      {
        ...{ id: 'earned', title: t.columns.earned, isNumber: true },
        cell: ({ kind, earned, corrected }) => figures.signed(kind === 'correction' ? corrected : earned),
      },
      {
        ...{ id: 'received', title: t.columns.received, isNumber: true },
        cell: ({ kind, received }) => (kind === 'correction' ? t.none : figures.signed(-received)),
      },
    ],
  });
}

function tell(desk: Desk, { kind, practiceId, start, received, reason, by }: LedgerMovement): TemplateResult {
  const { t, figures, format } = desk;
  if (kind === 'correction')
    return html`<span class="entry">
      <strong>${t.correction}</strong> <span>${reason}</span> <span class="quiet">${by ?? t.somebody}</span>
    </span>`;
  const what =
    received === 0
      ? t.wentTo(desk.nameOf(practiceId ?? ''))
      : received === 1
        ? t.gotIt
        : t.gotPart(figures.part(received));
  return html`<span class="entry">
    ${received === 0 ? html`<span>${what}</span>` : html`<strong>${what}</strong>`}
    ${start === undefined ? nothing : html`<span class="quiet">${t.seatAt(t.at(figures.day(start), format.time(start)))}</span>`}
    ${kind === 'hold' ? html`<span class="quiet">${t.held}</span>` : nothing}
  </span>`;
}
