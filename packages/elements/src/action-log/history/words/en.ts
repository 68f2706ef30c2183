import { fields, table, trouble } from '../../../ui/words/en.ts';
import { sheet } from '../../../ui/words/sheet-en.ts';
import type { HistoryStrings } from './fr.ts';

const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/Paris' });
const lines = (count: number) => (count === 1 ? '1 line' : `${count} lines`);

export const en: HistoryStrings = {
  ...trouble,
  ...fields,
  ...table,
  ...sheet,
  forbiddenText: 'Taking over a history is for the coordination and the administration of the structure.',
  historyOpening: 'Reading what was taken over',
  historyTitle: 'Take over a history',
  historyText:
    'What the structure did or counted before Relais, from a spreadsheet. All of it bears the mark “taken over”, and none is ever added to a measured figure.',
  historyPrivacy:
    'No name of a patient and nothing about health in titles or in the name of the file. Counts have to be totals.',
  historyNew: 'A new spreadsheet',
  historyKind: 'What is in the spreadsheet?',
  historyKinds: { actions: 'Past actions', counts: 'Figures of past periods' },
  historyKindHelp: {
    actions: 'One line an action: date, kind, mission, title. They count as declared.',
    counts:
      'One line an indicator and period: id (SNP-01, COOP-02…), period, count. For a rate, the count and its total.',
  },
  historyColumns: {
    on: 'Date',
    kind: 'Kind',
    mission: 'Mission of the ACI',
    title: 'Title',
    sheet: 'Fiche action',
    reached: 'People reached',
    attendees: 'Professionals present',
    evidence: 'Evidence',
    indicator: 'Id of the indicator',
    from: 'Period, or first day',
    to: 'Last day',
    n: 'Count (numerator, or minutes of a median)',
    of: 'Of how many (total of a rate, or size of a median)',
  },
  historyFaults: {
    missing: 'This is missing.',
    'not-a-date': 'This is no date and no period: 14/03/2025, 2025, 03/2025 or T1 2025.',
    'too-early': 'This date is before the year 2000.',
    'to-come': 'This period is not over: write a last day that is past, or today.',
    inverted: 'The last day is before the first.',
    'too-long': 'This text is too long.',
    'unknown-kind':
      'Unknown kind. Accepted: prevention, crisis, crisis plan, meeting, group, event analysis, communication, installation, trainee, other.',
    'unknown-mission': 'Unknown mission. Accepted: access, pathways, prevention, crisis, quality, support.',
    'unknown-indicator': 'No indicator has this id. It is written like SNP-01 or COOP-02.',
    'not-a-count': 'This is no whole number.',
    negative: 'A count cannot be negative.',
    'too-large': 'This number is too large to be true.',
    'more-than-all': 'The count exceeds its total.',
    'not-a-share': 'This indicator is a plain count: it has no total.',
    'twice-in-file': 'This line stands further up in the file.',
    overlaps: 'Another count of the same indicator that was taken over is of some of these days.',
    'already-there': 'In Relais already: nothing is counted twice.',
  },
  historyTooLong: 'This file has more than 2,000 lines: split it into several.',
  historyRead: (taken, refused) =>
    refused === 0 ? `${lines(taken)} to take over` : `${lines(taken)} to take over, ${lines(refused)} to correct`,
  historyLeaveOut: (count) =>
    count === 1 ? 'Leave out the line to correct' : `Leave out the ${count} lines to correct`,
  historySend: (count) => `Take over ${lines(count)}`,
  historyDone: (taken, refused) => {
    if (taken === 0) return 'Nothing was taken over.';
    return refused === 0 ? `${lines(taken)} taken over.` : `${lines(taken)} taken over, ${lines(refused)} left out.`;
  },
  historyNone: 'Nothing taken over',
  historyNoneText: 'No file was taken over yet. Nothing has failed.',
  historyImports: 'What was taken over',
  historyFile: 'File',
  historyHash: (start) => `Hash ${start}…`,
  historyWhen: 'When, and by whom',
  historyAt: (instant) => days.format(instant),
  historyBy: (who) => `by ${who}`,
  historyTaken: 'Lines taken over',
  historyState: 'State',
  historyStands: 'Taken over',
  historyUndone: (day) => `Undone on ${day}`,
  historyUndo: 'Undo this import',
  historyUndoTitle: (file) => `Undo the import of ${file}?`,
  historyUndoText: {
    actions: (count) =>
      count === 1
        ? 'Its action stays to be read in the log of actions, and counts no more.'
        : `Its ${count} actions stay to be read in the log of actions, and count no more.`,
    counts: (count) =>
      count === 1 ? 'Its figure will be shown no more.' : `Its ${count} figures will be shown no more.`,
  },
  historyUndoAgain: 'The log of events keeps both. The file may be taken over again.',
  historyUndoNow: 'Undo the import',
  historyKeep: 'Keep it',
  historyUndid: (file) => `Import undone: ${file}`,
  historyBack: 'Back to the log',
};
