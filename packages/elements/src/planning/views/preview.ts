import type { PlannedDay } from '@relais/sdk/planning';
import { nothing, type TemplateResult } from 'lit';
import { badge } from '../../ui/badge.ts';
import { html } from '../../ui/html.ts';
import { clashesAt, nameOf, peopleOf, wallHours } from '../shared/busy.ts';
import type { Desk } from '../shared/desk.ts';
import type { Outlook } from '../shared/draft.ts';
import { sayDate, sayPractice, sayTime, type Sayer } from '../shared/say.ts';

/** As the container query of the styles, for a page that is all there is. */
const wide = matchMedia('(width > 48em)');

/** The coming weeks beside what is changed; a menu below it where there is no room beside. */
export function preview(desk: Desk, { weeks, problems, territory }: Outlook): TemplateResult {
  const { t } = desk;
  const { isTrialDay } = desk.plan.engine;
  const sayer = { ...desk.sayer, territory };
  return html`<details class="preview" part="preview" ?open=${wide.matches}>
    <summary><h3>${t.preview}</h3></summary>
    ${problems.length > 0 ? html`<p class="quiet">${t.stalePreview}</p>` : nothing}
    <ol role="list" class="weeks">
      ${weeks.map(
        ({ monday, seats, days }) =>
          html`<li>
            <h4>${t.week(sayDate(sayer, monday), seats)}</h4>
            ${
              days.some(({ sessions, missing }) => sessions.length + missing.length > 0)
                ? html`<dl>${days.map((day) => dayOf(desk, sayer, day, isTrialDay(territory, day.date)))}</dl>`
                : html`<p class="quiet">${t.noSession}</p>`
            }
          </li>`,
      )}
    </ol>
  </details>`;
}

function dayOf(
  desk: Desk,
  sayer: Sayer,
  { date, sessions, missing }: PlannedDay,
  isTrial: boolean,
): TemplateResult | typeof nothing {
  const { t } = sayer;
  if (sessions.length + missing.length === 0) return nothing;
  return html`<div>
    <dt>${sayDate(sayer, date)} ${isTrial ? badge(t.trialDay) : nothing}</dt>
    <dd>
      <ul role="list">
        ${sessions.map((session) => {
          const { practiceId, from, to, seats, reserved } = session;
          const clock = t.range(sayTime(sayer, from), sayTime(sayer, to));
          const hours = session.startLocal.startsWith(date) ? clock : t.nextDay(clock);
          const kept = reserved > 0 ? `, ${t.ofWhichReserved(reserved)}` : '';
          const busy = peopleOf(desk.busy, practiceId)
            .filter((person) => clashesAt(person.busy, wallHours(session)).length > 0)
            .map(nameOf);
          return html`<li>
            ${`${hours}, ${sayPractice(sayer, practiceId)}, ${t.seats(seats)}${kept}`}
            ${busy.length > 0 ? badge(t.busyThen(busy.join(', ')), 'attention') : nothing}
          </li>`;
        })}
        ${missing.map(({ practiceId, from, cause }) => {
          const why = cause === 'holiday' ? t.holiday : t.closed;
          return html`<li class="quiet">${`${sayTime(sayer, from)}, ${sayPractice(sayer, practiceId)}, ${why}`}</li>`;
        })}
      </ul>
    </dd>
  </div>`;
}

/** What keeps a draft from being published, each by what it is about. */
export function problemsOf(desk: Desk, { problems, territory }: Outlook): TemplateResult | typeof nothing {
  const { t, sayer } = desk;
  if (problems.length === 0) return nothing;
  if (territory.practices.length === 0) return html`<p class="quiet">${t.practiceMissing}</p>`;
  return html`<div class="notice" part="notice" role="alert">
    <p><strong>${t.conflicts}</strong></p>
    <ul>
      ${problems.map(({ code, path }) => html`<li>${t.problem(aboutOf({ ...sayer, territory }, path), code)}</li>`)}
    </ul>
  </div>`;
}

function aboutOf(sayer: Sayer, path: string): string {
  const { t, territory } = sayer;
  if (path.startsWith('rules.trials')) return t.trialPeriod;
  const [, list = '', index = ''] = /^(openings|exceptions)\[(\d+)\]/.exec(path) ?? [];
  const entry = list === '' ? undefined : territory[list as 'openings' | 'exceptions']?.[Number(index)];
  if (!entry) return path;
  const id = entry.practiceId;
  const isWindow = !('type' in entry) || entry.type === 'opening';
  const hours = isWindow ? t.range(sayTime(sayer, entry.from), sayTime(sayer, entry.to)) : '';
  return [id === undefined ? t.everybody : sayPractice(sayer, id), hours].filter(Boolean).join(', ');
}
