// How evenly the ledger shares the load, and how long one decision takes.
import { assign, chooseSeat, compileTerritory, createLedger, propose } from '@relais/engine';
import type { CompiledTerritory, LedgerState, TakenSeats } from '@relais/engine';
import type { Opening, Territory } from '@relais/model';
import { type Figure, measure, median, p95, report } from './support.ts';

const weekdays: Opening['days'] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const hour = 3_600_000;
const day = 24 * hour;
const bookings = 10_000;
const firstMorning = Date.parse('2026-01-05T06:00:00Z');

report('allocation', [
  ...simulate('seats', 'offered-seats'),
  ...simulate('equal shares', 'equal'),
  ...(await timeDecisions()),
]);

/** Eight practices; three or four are open in a week by a rotation of four, for mornings and afternoons of unlike length. */
function createRotation(weight: 'offered-seats' | 'equal'): Territory {
  const practices = Array.from({ length: 8 }, (_, index) => ({ id: `p${String(index)}`, siteId: 'here' }));
  const openings = practices.map(({ id }, index): Opening => ({
    practiceId: id,
    days: weekdays,
    from: '09:00',
    to: ['12:00', '14:00', '19:00'][index % 3] ?? '19:00',
    slotsPerHour: 4,
    capacity: 1 + (index % 2),
    onHoliday: 'open',
    rotation: {
      anchor: '2026-01-05',
      cycleWeeks: 4,
      weeks: index % 3 === 0 ? [index % 4, (index + 1) % 4] : [index % 4],
    },
  }));
  return {
    formatVersion: 'csnp-territory/1',
    timezone: 'Europe/Paris',
    holidayCalendar: 'FR-metropole',
    allocation: { weight },
    practices,
    openings,
  };
}

/** Ten thousand patients in a row, each asking for a seat of the day; three in four seats are given before the next day begins. */
function simulate(name: string, weight: 'offered-seats' | 'equal'): Figure[] {
  const compiled = compileTerritory(createRotation(weight));
  const taken = new Map<string, number>();
  const occupancy: TakenSeats = (practiceId, startMs) => taken.get(`${practiceId} ${String(startMs)}`) ?? 0;
  let ledger = createLedger({ weight });
  let gap = 0;
  let fairSince = 0;
  let morning = firstMorning;
  let sold = 0;
  for (let asked = 0; sold < bookings; asked += 1) {
    const window = { from: morning, to: morning + day };
    const choice = asked % 60 === 59 ? undefined : chooseSeat({ compiled, ledger, occupancy, window, now: morning });
    if (!choice) {
      morning += day;
      continue;
    }
    const { practiceId, startMs } = choice.slot;
    taken.set(`${practiceId} ${String(startMs)}`, occupancy(practiceId, startMs) + 1);
    ledger = assign(ledger, { at: morning + asked, practiceId, weights: choice.weights });
    sold += 1;
    gap = Math.max(gap, ...Object.values(ledger.accounts).map(({ balance }) => Math.abs(balance)));
    if (jainOf(ledger) < 0.9999) fairSince = sold;
  }
  return [
    { name: `${name}: Jain index after 10,000 bookings`, value: jainOf(ledger), unit: '', bar: { atLeast: 0.9999 } },
    { name: `${name}: bookings until it stays there`, value: fairSince, unit: '' },
    { name: `${name}: largest gap at any moment`, value: gap, unit: 'bookings', bar: { atMost: 3.5 } },
    { name: `${name}: days it took`, value: (morning - firstMorning) / day, unit: '' },
  ];
}

/** Jain's index of what each practice received over what it had earned: 1 when all are treated alike. */
function jainOf({ accounts }: LedgerState): number {
  const ratios = Object.values(accounts).map(({ balance, received }) => received / (balance + received));
  const sum = ratios.reduce((total, ratio) => total + ratio, 0);
  return sum ** 2 / (ratios.length * ratios.reduce((total, ratio) => total + ratio ** 2, 0));
}

/** Fifty practices with four hours of slots each, half of them taken; the seat among them, and the ledger's part alone. */
async function timeDecisions(): Promise<Figure[]> {
  const compiled = createFifty();
  const now = Date.parse('2026-11-09T07:00:00Z');
  const window = { from: now, to: now + 12 * hour };
  const occupancy: TakenSeats = (practiceId, startMs) => (startMs / 900_000 + practiceId.length) % 2;
  let ledger = createLedger();
  let at = now;
  const decide = () => {
    const choice = chooseSeat({ compiled, ledger, occupancy, window, now });
    if (!choice) throw new Error('No seat is left.');
    ledger = assign(ledger, { at: (at += 1), practiceId: choice.slot.practiceId, weights: choice.weights });
  };
  const whole = await measure(decide, { times: 2000, warmUp: 500 });
  const weights = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`p${String(index)}`, 16]));
  const proposed = await measure(() => propose(ledger, weights, at), { times: 2000, warmUp: 500 });
  return [
    { name: 'seat among 50 practices and its entry, median', value: median(whole), unit: 'ms' },
    { name: 'seat among 50 practices and its entry, p95', value: p95(whole), unit: 'ms', bar: { atMost: 1 } },
    { name: 'proposal among 50 practices, p95', value: p95(proposed), unit: 'ms', bar: { atMost: 1 } },
  ];
}

function createFifty(): CompiledTerritory {
  const practices = Array.from({ length: 50 }, (_, index) => ({ id: `p${String(index)}`, siteId: 'here' }));
  const openings = practices.map(({ id }): Opening => ({
    practiceId: id,
    days: weekdays,
    from: '14:00',
    to: '18:00',
    slotsPerHour: 4,
  }));
  return compileTerritory({
    formatVersion: 'csnp-territory/1',
    timezone: 'Europe/Paris',
    holidayCalendar: 'FR-metropole',
    practices,
    openings,
  });
}
