import type { ReportWords } from './fr.ts';

export const en: ReportWords = {
  locale: 'en-GB',
  title: (year) => `Activity report ${year}`,
  subject: 'Annual activity report, to be completed and approved',
  draft: 'State: draft to be read over. To complete: read by, approved by, on.',
  signed: 'To complete: name and function of who signs this report.',
  period: (from, to, isOver) => `Period: ${from} to ${to}${isOver ? '' : ' (year in progress)'}`,
  made: (when, author) =>
    `First draft made by Relais on ${when} (Paris time), asked for by “${author}” (pseudonym in the log).`,
  help: 'This document helps to write a report. It computes and claims no payment: thresholds, weights and amounts are those of the structure’s contract, and are not in it.',
  contents: 'Contents',
  page: ['Page', 'of'],
  foot: (name, year) => `${name}: activity report ${year}, draft`,
  on: (date) => date,
  at: (date, hour, minute) => `${date}, ${hour}:${minute}`,

  brief: 'The year in short',
  briefSentence: (name, year, list) => `In ${year}, ${name}: ${list}.`,
  briefNone: (name, year) => `In ${year}, ${name}: no figure that may be shown yet.`,
  and: ' and ',
  briefActions: (count, withEvidence, missions) =>
    count === 0
      ? 'No action was declared in the log of actions.'
      : `${count > 1 ? `${count} actions were declared` : 'One action was declared'} in the log of actions, in ${missions > 1 ? `${missions} missions` : 'one mission'}; ${
          withEvidence === 0
            ? 'none names its evidence.'
            : withEvidence > 1
              ? `${withEvidence} name their evidence.`
              : 'one names its evidence.'
        }`,
  briefBlank: 'To complete: highlights of the year, changes, difficulties, what comes next.',
  reading: 'How to read the tables',
  readingText: (smallest) => [
    'A share always comes with what it is made of (n/N). “—”: nothing to divide by, or nothing counted; it is not zero.',
    `“<\xa0${smallest}”: hidden. Fewer than ${smallest} people stand behind this number, or another number would let them be found. Cannot be counted yet: too few days or people to count without anybody being recognised.`,
    'Measured: counted from what happened. Declared: typed into the log of actions by the coordinator. Not measured here: the annex says why.',
    'Days counted: so that nobody is found by subtraction, a figure is counted by whole blocks of days, and by whole quarters that are over where it is filtered.',
  ],

  mission: (name, isOptional) => (isOptional ? `Optional mission: ${name}` : `Mission: ${name}`),
  missions: {
    access: 'access to care',
    pathways: 'pathways',
    prevention: 'prevention',
    crisis: 'health crisis',
    quality: 'quality and relevance',
    support: 'support of professionals',
  },
  sheets: 'Fiches action and declared actions',
  sheet: (name) => `Fiche action: ${name}`,
  noSheet: 'Without a fiche action',
  noActions: 'No action was declared in the log of actions for this mission.',
  further: (count) =>
    count > 1
      ? `${count} more declared actions do not fit in this document: read them in the log of actions.`
      : 'One more declared action does not fit in this document: read it in the log of actions.',
  actions: (where) => `Declared actions: ${where}`,
  actionColumns: ['Date', 'Action', 'People reached', 'Professionals present', 'Evidence'],
  countedIn: (kind, indicators) => (indicators === '' ? kind : `${kind}; counts in ${indicators}`),
  kinds: {
    prevention: 'Action of prevention',
    crisis: 'Exercise or answer to a crisis',
    crisisPlan: 'Crisis plan written or brought up to date',
    staffMeeting: 'Meeting of several professions',
    group: 'Peer group or practice analysis',
    eventAnalysis: 'Analysis of an adverse event',
    communication: 'Communication',
    installation: 'A professional who settles',
    trainee: 'A trainee taken in',
    other: 'Other',
  },
  noEvidence: 'none named',
  indicators: 'Indicators',
  indicatorsOf: (what) => `Indicators: ${what}`,
  missionBlank: (name) => `To complete: aims of the contract for “${name}”, what was done, gaps and what comes next.`,

  figureColumns: ['Indicator', 'Value', 'n/N', 'Source', 'Days counted', 'Left out'],
  version: (id, version) => `${id}, definition version ${version}`,
  few: (smallest) => `<\xa0${smallest}`,
  none: '—',
  p90: (text) => `90th percentile ${text}`,
  median: 'median',
  yesNo: ['yes', 'no'],
  notMeasured: 'not measured here',
  wholePeriod: 'whole period',
  takenOver: 'Taken over from the imported history',
  takenOverApart: 'Counted elsewhere, before Relais: apart from the figure above, and never added to it.',
  actionTakenOver: 'Taken over from the imported history.',
  fromTo: (from, to) => `${from} to ${to}`,
  notYet: 'cannot be counted yet',
  nothingExcluded: 'none',

  protocols: 'Cooperation protocols (article D.4011-4 CSP)',
  protocolsText:
    'The four indicators of article D.4011-4 of the Code de la santé publique, by protocol and for the year. Small numbers are hidden in it: the complete figures, due to the agency, are read elsewhere, by the structure’s administrator.',
  noProtocols: 'No cooperation protocol was in force in this structure.',
  sentence: (label, value) => `${label}: ${value}.`,
  share: (value, parts) => `${value} (${parts})`,
  hiddenSaid: (smallest) => `hidden (fewer than ${smallest})`,
  notSaid: 'cannot be calculated',

  others: 'Other indicators that are followed',
  families: {
    cooperation: 'cooperation protocols, all together',
    unscheduledCare: 'unscheduled care',
    waitingLists: 'waiting lists',
    aci: 'missions of the ACI',
    territory: 'territory and seasons',
    coordination: 'coordination',
  },

  absent: 'What is not measured here',
  absentText:
    'These indicators are described in the registry, and are not counted. Nothing stands for them in this report.',
  absentBlank: 'To complete: what other sources say of it, with their names and dates.',
  absentColumns: ['Indicator', 'Why'],

  definitions: 'Annex: definitions',
  definitionColumns: ['Indicator', 'Definition'],
  numerator: (text) => `Numerator: ${text}.`,
  denominator: (text) => `Denominator: ${text}.`,
  datedBy: (text) => `Dated by: ${text}.`,
  status: (text) => `Status: ${text}.`,
  statuses: {
    legal: 'written in the Code',
    requested: 'asked for by structures',
    aci: 'of the ACI, defined here',
    ours: 'of Relais itself',
  },

  proof: 'Annex: verify this report',
  proofText: [
    'The file carries, unseen, the figures and actions as the server has sealed them. It may be completed and saved: tables and sentences with figures, marked by a line, are compared with that seal, and any changed figure shows. What you write yourself is neither compared nor vouched for.',
    'To verify it, on the server: relais export --verify FILE. Each figure is counted again from the log, up to the row named here.',
  ],
  proofColumns: ['What is sealed', 'Value'],
  proofRows: {
    exportId: 'Identifier of the export',
    smallestCell: 'Patients behind a number at least',
    ageBands: 'Age bands',
    structure: 'Structure',
    period: 'Period',
    filters: 'Filters',
    computed: 'Computed on',
    asOf: 'Data until',
    behind: 'Events not counted yet',
    author: 'Author (pseudonym)',
    sequence: 'Position in the log',
    hash: 'Hash of the log',
    seal: 'Seal',
  },
  noFilters: 'none; the protocol alone, in the chapter of cooperation protocols',
  nothingYet: 'nothing yet',
};
