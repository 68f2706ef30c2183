import type { FigureWords } from './fr-figure.ts';

const s = (count: number) => (count === 1 ? '' : 's');

export const figureEn: FigureWords = {
  day: (date) => date,
  time: (hour, minute) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
  at: (date, time) => `${date} at ${time}`,
  on: (date) => `on ${date}`,
  fromTo: (from, to) => `from ${from} to ${to}`,
  minutes: (minutes) =>
    minutes < 60
      ? `${minutes}\xa0min`
      : minutes < 2880
        ? `${Math.floor(minutes / 60)}\xa0h\xa0${String(minutes % 60).padStart(2, '0')}`
        : `${Math.floor(minutes / 1440)}\xa0d\xa0${Math.round((minutes % 1440) / 60)}\xa0h`,
  yesNo: (isSo) => (isSo ? 'yes' : 'no'),
  measured: (count, text) => `${text} measure${s(count)}`,
  points: (text, isMany) => `${text}\xa0point${isMany ? 's' : ''}`,
  hidden: 'hidden',
  units: {
    patients: (count) => `patient${s(count)}`,
    requests: (count) => `request${s(count)}`,
    visits: (count) => `visit${s(count)}`,
    runs: (count) => `run${s(count)}`,
    acts: (count) => `act${s(count)}`,
    entries: (count) => (count === 1 ? 'entry' : 'entries'),
    people: (count) => (count === 1 ? 'person' : 'people'),
    protocols: (count) => `protocol${s(count)}`,
    actions: (count) => `action${s(count)}`,
    percent: () => '',
    minutes: () => 'median',
    euros: () => '',
    yesNo: () => '',
  },
  p90: (text) => `9 times in 10, ${text} at the most`,

  hiddenText: (smallest) => `Fewer than ${smallest} patients: the figure is hidden so that nobody can be recognised.`,
  emptyText: 'Nothing was recorded in this period.',
  emptyCounted: (period, isCutUp) =>
    `Nothing was recorded ${period}. ${isCutUp ? 'Split or filtered, a figure is counted in whole quarters that are over: the rest will follow.' : 'The rest is not counted yet.'}`,
  incalculableText: 'Cannot be calculated: there is nothing to divide by.',
  earlyText: 'Not yet enough days or patients to count so that nobody can be recognised.',
  earlySplitText:
    'Split or filtered, a figure is counted by whole quarters that are over. Choose a period that holds one.',
  notMeasured: 'Not measured here',

  partial: 'Period not over',
  declared: 'Declared',
  takenOver: 'Taken over',
  takenOverOf: (period, value) => `${period}: ${value}`,
  takenOverPeriods: (count) => `${count} periods`,
  takenOverApart: 'Counted elsewhere and taken over as it is: no figure measured here.',
  takenOverBoth:
    'Counted elsewhere and taken over as it is: apart from the figure above, and never added to it. Both may be of the same people.',
  ofWhichTakenOver: (count, text) =>
    count > 1
      ? `Of which ${text} taken over from an imported history`
      : 'Of which one taken over from an imported history',
  stale: (when) => `Figure of ${when}: the server no longer answers`,
  behind: (count, text) => (count === 1 ? 'One event not counted yet' : `${text} events not counted yet`),
  narrowed: (period) => `Counted ${period}`,
  asOf: (when) => `Data until ${when}`,
  computed: (when) => `Computed on ${when}`,
  compared: { previous: 'the period before', sameLastYear: 'the same period a year before' },
  change: (change, kind, before) => `${change} against ${kind} (${before})`,
  unchanged: (kind, before) => `As in ${kind} (${before})`,
  notComparable: (kind, before) => `No comparison with ${kind} (${before})`,
  about: 'Where does this figure come from?',
};
