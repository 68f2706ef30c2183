import { formatLocal } from '@relais/engine';
import type { PrintedBlock, PrintedDocument } from '../core/print/stationery.ts';
import { isBookable, phoneOf, short } from './launch.ts';
import type { Launch } from './launch.ts';
import { sayHours, saySite, speechOf } from './speech.ts';
import type { Speech } from './speech.ts';

/** Of what is listed in a line: more of them nobody reads, and they stand on the screen. */
const MOST_NAMED = 24;
const MOST_SITES = 30;
/** Of what stands in a list, one a line. */
const MOST_LINES = 10;

/** The sheet of the first day: who does what and how, with what the structure has decided in its words. */
export function sheetOf(launch: Launch): PrintedDocument {
  const { language, at, today, structure, version } = launch;
  const speech = speechOf(language);
  const t = speech.t.sheet;
  const name = short(structure.name, 160);
  const phone = phoneOf(structure);
  return {
    ...{ title: t.title, language, at, to: [] },
    head: { name, lines: phone === undefined ? [] : [t.reach(phone)] },
    dated: t.dated(speech.date(today), version),
    foot: short(structure.name, 44),
    page: speech.t.page,
    marks: marksOf(launch, speech),
    blocks: [
      ...whoBlocks(launch, speech),
      ...giveBlocks(launch, speech),
      ...cancelBlocks(launch, speech),
      ...whereBlocks(launch, speech),
      ...shareBlocks(launch, speech),
      heading(t.weeks),
      text(t.weeksBlank),
      text(t.weeksText),
      ...callBlocks(launch, speech),
    ],
  };
}

/** What stands in the way of opening. */
function marksOf({ structure }: Launch, { t: { sheet: t } }: Speech): string[] {
  const { synthetic, checklist, reasons } = structure;
  return [
    ...(synthetic ? [t.synthetic] : []),
    ...(checklist === undefined ? [t.noChecklist] : checklist.status === 'draft' ? [t.draft] : []),
    ...(reasons.length === 0 ? [t.noReasons] : []),
  ];
}

function whoBlocks({ hasVisits }: Launch, { t: { sheet: t } }: Speech): PrintedBlock[] {
  return [
    heading(t.who),
    { kind: 'facts', facts: t.roles.map(([label, value]) => ({ label, value })) },
    ...(hasVisits ? [] : [text(t.noVisits)]),
  ];
}

function giveBlocks(launch: Launch, speech: Speech): PrintedBlock[] {
  const t = speech.t.sheet;
  return [
    heading(t.give),
    {
      kind: 'list',
      isOrdered: true,
      items: [t.number, signsText(launch, speech), reasonText(launch, speech), launch.desk ? t.outcomes : t.noDesk],
    },
    { kind: 'facts', facts: [{ label: t.seat, value: t.seatText }, ...deskFacts(launch, speech)] },
  ];
}

function signsText({ structure: { checklist }, territory }: Launch, { t: { sheet: t }, date }: Speech): string {
  if (!checklist) return t.noSigns;
  const { title, version, items, actions, signedBy, signedAt } = checklist;
  const standing =
    checklist.status === 'draft' || signedBy === undefined || signedAt === undefined
      ? t.draftStatus
      : t.signedStatus(short(signedBy), date(formatLocal(territory.zone, Date.parse(signedAt)).slice(0, 10)));
  const isGrave = items.some(({ action }) => actions[action]?.outcome === 'call-15');
  const list = t.checklist(short(title, 120), short(version, 40), items.length, standing);
  return isGrave ? `${list} ${t.red}` : list;
}

function reasonText({ structure: { reasons } }: Launch, speech: Speech): string {
  const t = speech.t.sheet;
  return reasons.length === 0
    ? t.noReason
    : t.reason(
        named(
          speech,
          reasons.map(({ label }) => label),
        ),
      );
}

function deskFacts({ desk, language }: Launch, speech: Speech) {
  const t = speech.t.sheet;
  if (!desk) return [];
  // Those of rank 0 were sent to 15: nobody chooses that delay.
  const classes = desk.classes
    .filter(({ rank }) => rank > 0)
    .map(({ label, targetMinutes, clinicianOnly = false }) =>
      t.class(short(label[language]), speech.t.duration(targetMinutes), clinicianOnly),
    );
  const isChecked = classes.length < desk.classes.length;
  const targets = desk.redirections.map(({ label }) => label[language]);
  return [
    ...(classes.length === 0
      ? []
      : [{ label: t.callback, value: t.callbackText(named(speech, classes, { longest: 120 })) }]),
    {
      label: t.elsewhere,
      value: [t.elsewhereText(named(speech, targets)), ...(isChecked ? [t.checkCall] : [])].join(' '),
    },
  ];
}

function cancelBlocks({ structure, desk }: Launch, { t: { sheet: t, duration } }: Speech): PrintedBlock[] {
  const { cancelDeadlineMinutes: minutes, mail } = structure;
  const offered = desk?.freedSeats;
  return [
    heading(t.cancel),
    {
      kind: 'list',
      items: [
        `${minutes === 0 ? t.untilStart : t.byPatient(duration(minutes))} ${mail ? t.mail : t.noMail}`,
        t.byDesk,
        offered ? t.freedOffered(duration(Math.round(offered.offerSeconds / 60))) : t.freed,
      ],
    },
  ];
}

function whereBlocks(launch: Launch, speech: Speech): PrintedBlock[] {
  const { structure, allHours } = launch;
  const t = speech.t.sheet;
  const practices = Map.groupBy(structure.practices, ({ siteId }) => siteId);
  const sites = structure.sites.filter(({ id }) => practices.has(id));
  const isLong = sites.length > MOST_LINES;
  const lines = sites.slice(0, MOST_SITES).map((site) => {
    const names = (practices.get(site.id) ?? []).map(({ name }) => name);
    // Of very many, what tells one from another.
    if (isLong && names.length === 1) return saySite(speech, { name: site.name, commune: site.commune });
    return speech.t.said(saySite(speech, site), named(speech, names, { longest: 60, most: 6 }));
  });
  const left = sites.length - lines.length;
  return [
    heading(t.where),
    {
      kind: 'facts',
      facts: [
        { label: t.hours, value: sayHours(speech, allHours).join(speech.t.between) || t.noHours },
        { label: t.open, value: pageText(launch, speech) },
      ],
    },
    isLong ? text([...lines, ...(left > 0 ? [t.rest(left)] : [])].join(' – ')) : { kind: 'list', items: lines },
  ];
}

function pageText(launch: Launch, { t: { sheet: t } }: Speech): string {
  const { isOpen, page, pageGap, structure } = launch;
  if (page !== undefined && isBookable(launch)) return t.openAt(page);
  if (!isOpen) return t.gaps['not-open'];
  if (pageGap === 'page-unreachable' || pageGap === 'page-too-long') return t.gaps[pageGap];
  if (pageGap !== undefined) return t.gaps['no-page'];
  return structure.checklist === undefined ? t.gaps['no-checklist'] : t.gaps['no-reasons'];
}

function shareBlocks({ territory, structure }: Launch, { t: { sheet: t } }: Speech): PrintedBlock[] {
  const { weight, period } = territory.rules;
  const isShared = structure.practices.length > 1;
  return [heading(t.share), text(isShared ? t.shareText(weight === 'equal', period) : t.shareAlone)];
}

function callBlocks({ structure }: Launch, { t: { sheet: t } }: Speech): PrintedBlock[] {
  const { checklist } = structure;
  return [
    heading(t.call),
    {
      kind: 'facts',
      facts: [
        { label: t.urgency, value: t.urgencyText },
        { label: t.coordination, value: phoneOf(structure) ?? t.blank },
        { label: t.doctor, value: checklist?.signedBy === undefined ? t.blank : short(checklist.signedBy) },
        { label: t.breakdown, value: t.blank },
      ],
    },
  ];
}

/** Names in a line. */
function named({ t }: Speech, names: readonly string[], { longest = 60, most = MOST_NAMED } = {}): string {
  const shown = names.slice(0, most).map((name) => short(name, longest));
  const left = names.length - shown.length;
  return [...shown, ...(left > 0 ? [t.sheet.more(left)] : [])].join(t.between);
}

function heading(title: string): PrintedBlock {
  return { kind: 'heading', text: title };
}

function text(said: string): PrintedBlock {
  return { kind: 'text', text: said };
}
