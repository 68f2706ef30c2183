import { nothing, type TemplateResult } from 'lit';
import { button } from '../../ui/flow/screens.ts';
import { html } from '../../ui/html.ts';
import type { Desk } from '../shared/desk.ts';
import { sayPlace } from '../shared/say.ts';
import { stepsOf } from '../shared/steps.ts';
import { DETAILS, type TypedEntry } from '../shared/typed-entry.ts';
import type { EntryKind } from '../words/detail.ts';
import { drawBusyPeople } from './agenda.ts';
import { drawCalendars } from './calendar.ts';
import { openCentre } from './centre.ts';
import { entriesOf, openEntry } from './entry.ts';
import { drawFile } from './file.ts';
import { drawPapers } from './papers.ts';
import { change, line, publishBar, replace } from './plan.ts';
import { problemsOf } from './preview.ts';
import { drawSteps, nextOf } from './steps.ts';

const KINDS: readonly EntryKind[] = ['site', 'practice', 'commune', 'volunteer', 'reason'];

/** Where, who and for what: all that a planning is made of but hours. */
export function drawSetUp(desk: Desk): TemplateResult {
  const { t, plan } = desk;
  const { name, holidayCalendar } = plan.territory;
  const steps = stepsOf(desk);
  // A step leads to what there is nothing of yet; it is not offered twice.
  const kinds = nextOf(steps) ? KINDS.filter((kind) => entriesOf(desk, kind).length > 0) : KINDS;
  return html`${publishBar(desk)}${problemsOf(desk, plan.lookAt())} ${drawSteps(desk, steps)}
    <h3>${t.centre}</h3>
    <ul role="list" class="lines">
      ${line(desk, [name, t.calendars[holidayCalendar]].filter(Boolean).join(', '), { edit: () => openCentre(desk) })}
    </ul>
    ${kinds.map((kind) => section(desk, kind))}
    <p class="quiet">${t.reasonsHelp}</p>
    ${drawCalendars(desk)} ${drawBusyPeople(desk)} ${drawFile(desk)} ${drawPapers(desk)}`;
}

function section(desk: Desk, kind: EntryKind): TemplateResult {
  const { t, plan } = desk;
  const entries = entriesOf(desk, kind);
  // A practice is at a site.
  const isReady = kind !== 'practice' || plan.sites.length > 0;
  return html`<h3 id="list-${kind}" tabindex="-1">${t.forms[kind]}</h3>
    <ul role="list" class="lines">
      ${entries.map((entry) =>
        line(desk, wordsOf(desk, entry), {
          edit: () => openEntry(desk, kind, entry),
          ...(mayGo(desk, entry) && { remove: () => takeOut(desk, entry) }),
        }),
      )}
    </ul>
    <div class="actions">
      ${isReady ? button(t.addEntry, () => openEntry(desk, kind), '', t.forms[kind]) : nothing}
    </div>`;
}

function wordsOf({ t, sayer, language }: Desk, { kind, name, details }: TypedEntry): string {
  if (kind === 'reason') return (language === 'en' && details.english) || name;
  if (kind === 'practice') return [name, sayPlace(sayer, name, details.siteId ?? '')].filter(Boolean).join(', ');
  if (kind === 'site') {
    const { commune, address, equipment, agesFrom = '', agesTo = '' } = details;
    const ages = agesFrom + agesTo === '' ? '' : t.agesSaid(agesFrom, agesTo);
    return [name, commune, address, equipment, ages].filter(Boolean).join(', ');
  }
  return [name, ...DETAILS[kind].map((detail) => details[detail])].filter(Boolean).join(', ');
}

/** Somebody is at a place while a practice is; people choose from one reason at least. */
function mayGo({ plan, reasons }: Desk, { kind, id }: TypedEntry): boolean {
  if (kind === 'site') return plan.territory.practices.every(({ siteId }) => siteId !== id);
  return kind !== 'reason' || reasons.length > 1;
}

function takeOut(desk: Desk, { kind, id = '' }: TypedEntry): void {
  const { t, plan, api, flow } = desk;
  const { territory, engine } = plan;
  switch (kind) {
    case 'site':
      return change(desk, engine.takeOutSite(territory, { id }), t.removed);
    case 'practice':
      return change(desk, engine.takeOutPractice(territory, { id }), t.removed);
    case 'commune': {
      const { travelMinutes = {}, ...rest } = territory;
      const left = Object.entries(travelMinutes).filter(([written]) => engine.communeKey(written) !== id);
      return replace(desk, left.length === 0 ? rest : { ...rest, travelMinutes: Object.fromEntries(left) }, t.removed);
    }
    case 'volunteer':
      return change(desk, { volunteers: territory.volunteers?.filter((one) => one.id !== id) }, t.removed);
    case 'reason':
      return void flow.run(async () => {
        desk.reasons = await api.changeReasons((reasons) => reasons.filter(({ code }) => code !== id));
        desk.say(t.removed);
      });
  }
}
