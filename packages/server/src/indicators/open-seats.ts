import { isTrialDay, listSlots } from '@relais/engine';
import type { CompiledTerritory } from '@relais/engine';
import { dateOfDay, momentOf } from '@relais/engine/indicators';
import type { OpenSeats } from '@relais/engine/indicators';

interface Days {
  readonly from: number;
  readonly to: number;
}

type Slot = ReturnType<typeof listSlots>[number];

const MONTH_DAYS = 31;

/** The seats a territory opens, worked out a stretch of days at a time and kept: a year is looked at again and again. */
export class OpenedSeats {
  readonly #territory: CompiledTerritory;
  readonly #since: number;
  readonly #stretches = new Map<number, OpenSeats[]>();

  /** @param since the day the log begins: what a territory says of the years before was never open to anybody */
  constructor(territory: CompiledTerritory, since: number) {
    this.#territory = territory;
    this.#since = since;
  }

  of({ from: asked, to }: Days): OpenSeats[] {
    const found: OpenSeats[] = [];
    const from = Math.max(asked, this.#since);
    for (let stretch = Math.floor(from / MONTH_DAYS); stretch * MONTH_DAYS <= to; stretch += 1) {
      for (const seats of this.#stretch(stretch)) if (seats.day >= from && seats.day <= to) found.push(seats);
    }
    return found;
  }

  /** Openings are of their service date, seats of the day they begin: the day before is looked at, too. Seats of a trial are left out, as what was booked of them is. */
  #stretch(stretch: number): OpenSeats[] {
    const known = this.#stretches.get(stretch);
    if (known) return known;
    const days = { from: stretch * MONTH_DAYS, to: (stretch + 1) * MONTH_DAYS - 1 };
    const slots = listSlots(this.#territory, { from: dateOfDay(days.from - 1), to: dateOfDay(days.to) });
    const counted = slots.filter(({ serviceDate }) => !isTrialDay(this.#territory.territory, serviceDate));
    const seats = sumByHour(counted).filter(({ day }) => day >= days.from && day <= days.to);
    this.#stretches.set(stretch, seats);
    return seats;
  }
}

/** Nothing is asked of them by less than an hour. */
function sumByHour(slots: readonly Slot[]): OpenSeats[] {
  const sums = new Map<string, OpenSeats>();
  for (const { startMs, practiceId: practice, siteId: site, capacity } of slots) {
    const { day, minute } = momentOf(startMs);
    const hour = Math.floor(minute / 60);
    const id = JSON.stringify([day, hour, practice, site]);
    const seats = (sums.get(id)?.seats ?? 0) + capacity;
    sums.set(id, { ...{ day, minute: hour * 60, practice, site }, seats });
  }
  return [...sums.values()];
}
