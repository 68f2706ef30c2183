import type { Booking, ChangeReason, ExplainedSlots, KnownCancelled, KnownRequest, SlotKey } from '@relais/sdk';
import type { Intakes } from '@relais/sdk/intake';
import type { Refusal } from './refusal.ts';

export type KnownBooking = Extract<KnownRequest, { kind: 'booking' }>;

export type ChangeFault = 'why' | 'change-note';

/** A change of somebody's booking that is being asked for: its reason, and where it would go. */
export interface AskedChange {
  readonly kind: 'cancel' | 'move';
  readonly booking: KnownBooking;
  readonly why: ChangeReason | '';
  readonly note: string;
  readonly faults: readonly ChangeFault[];
  readonly slots?: ExplainedSlots | undefined;
}

/** What is shown of changes beside a request. */
export interface ShownChange {
  readonly asked?: AskedChange | undefined;
  readonly refusal?: Refusal | undefined;
}

/** What has been done, with the way to take it back. */
export interface DoneChange {
  readonly kind: 'cancelled' | 'moved' | 'restored';
  readonly booking: Booking;
  readonly undo?: (() => Promise<void>) | undefined;
}

/** What the desk lends to whoever changes bookings beside the request that is shown. */
export interface ChangePort {
  readonly intakes: () => Intakes;
  /** Of the request that is shown. */
  readonly read: () => ShownChange;
  readonly show: (change: ShownChange, id?: string) => void;
  readonly current: () => string;
  /** Unless something is being done already. What it fails for is given back as what is said. */
  readonly run: (work: () => Promise<void>) => Promise<Refusal | undefined>;
  readonly searchAgain: (id: string) => Promise<void>;
  readonly focus: (id: string) => void;
  readonly tell: (done: DoneChange) => void;
}

/** Owns: what is asked for of bookings that the desk finds by a number. Every change needs the network: none is kept to be sent later. */
export class BookingChanges {
  readonly #port: ChangePort;

  constructor(port: ChangePort) {
    this.#port = port;
  }

  ask(kind: AskedChange['kind'], booking: KnownBooking): void {
    this.#port.show({ asked: { kind, booking, why: '', note: '', faults: [] } });
    this.#port.focus('why');
    if (kind === 'move') void this.showSlots();
  }

  write(written: Partial<Pick<AskedChange, 'why' | 'note'>>): void {
    const { asked } = this.#port.read();
    if (asked) this.#port.show({ asked: { ...asked, ...written, faults: [] } });
  }

  /** The booking stays as it is. */
  drop(): void {
    this.#port.show({});
    this.#port.focus('known');
  }

  /** Slots of a day, of which one can take the place of the seat. */
  async showSlots(date?: string): Promise<void> {
    const { asked } = this.#port.read();
    if (!asked) return;
    const id = this.#port.current();
    const refusal = await this.#port.run(async () => {
      const slots = await this.#port.intakes().explain({ date: date ?? asked.booking.seat.serviceDate });
      const { asked: still } = this.#port.read();
      if (this.#port.current() === id && still?.booking.id === asked.booking.id)
        this.#port.show({ asked: { ...still, slots } });
    });
    if (refusal) this.#refuse(refusal, id);
  }

  async cancel(): Promise<void> {
    const { asked } = this.#port.read();
    if (!asked || !this.#isSound(asked)) return;
    const { booking, note } = asked;
    const text = note.trim();
    const why = asked.why as ChangeReason;
    await this.#change('cancelled', () =>
      this.#port.intakes().cancel(booking.id, { why, ...(text && { note: text }) }),
    );
  }

  async move(slot: SlotKey): Promise<void> {
    const { asked } = this.#port.read();
    if (!asked || !this.#isSound(asked)) return;
    await this.#change('moved', () => this.#port.intakes().move(asked.booking.id, slot, asked.why as ChangeReason));
  }

  /** A cancellation that is taken back from the list, where its toast is gone. */
  takeBack({ id, revision }: Pick<KnownCancelled, 'id' | 'revision'>): Promise<void> {
    return this.#takeBack({ id, revision: revision ?? 0 });
  }

  #takeBack(change: { readonly id: string; readonly revision: number }): Promise<void> {
    return this.#change('restored', () => this.#port.intakes().takeBack(change));
  }

  async #change(kind: DoneChange['kind'], work: () => Promise<Booking>): Promise<void> {
    const id = this.#port.current();
    const refusal = await this.#port.run(async () => {
      const booking = await work();
      const { revision } = booking;
      const undo =
        kind === 'restored' || revision === undefined ? undefined : () => this.#takeBack({ id: booking.id, revision });
      this.#port.show({}, id);
      this.#port.tell({ kind, booking, undo });
      await this.#port.searchAgain(id);
      if (this.#port.current() === id) this.#port.focus('known');
    });
    if (!refusal) return;
    this.#refuse(refusal, id);
    // Somebody else may have changed it: what stands now is read again.
    if (refusal.kind === 'told') await this.#port.searchAgain(id);
  }

  #refuse(refusal: Refusal, id: string): void {
    const { asked } = this.#port.read();
    this.#port.show({ asked, refusal }, id);
    if (this.#port.current() === id) this.#port.focus('change-refusal');
  }

  #isSound(asked: AskedChange): boolean {
    const { why, note, kind } = asked;
    const lacksNote = kind === 'cancel' && why === 'other' && note.trim() === '';
    const faults: ChangeFault[] = [
      ...(why === '' ? (['why'] as const) : []),
      ...(lacksNote ? (['change-note'] as const) : []),
    ];
    const [first] = faults;
    if (!first) return true;
    this.#port.show({ asked: { ...asked, faults } });
    this.#port.focus(first);
    return false;
  }
}
