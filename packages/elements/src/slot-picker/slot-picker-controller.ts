import type {
  AvailabilityStore,
  Booking,
  BookingLink,
  ChecklistRun,
  Client,
  Hold,
  HoldRequest,
  NoSlot,
  RememberedBooking,
  SeatFilters,
  Slot,
  StructureInfo,
} from '@relais/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { CountdownController, type CountdownOptions } from '../internal/countdown-controller.ts';
import { evaluateChecklist, parseBookingFragment } from '../internal/sdk.ts';
import type { Strings } from '../translations/fr.ts';
import { fieldNames, findFaults, toPerson, type FieldName, type PersonDraft } from './person.ts';
import type { ReloadMark } from './reload-mark.ts';
import {
  BookingCancelledEvent,
  BookingMovedEvent,
  BookingRequestEvent,
  PickerErrorEvent,
  SlotBookedEvent,
  SlotHeldEvent,
  SlotRedirectedEvent,
  SlotRequestEvent,
  type RedirectedOutcome,
} from './slot-picker-events.ts';
import { suits, type SlotChoice } from './slot-groups.ts';

/** Every screen has a name. `start` is the element's own: nothing is loaded then. */
export type PickerStateName =
  | 'loading'
  | 'checklist'
  | 'checklist-missing'
  | 'urgent'
  | 'callback'
  | 'attending'
  | 'reason'
  | 'ready'
  | 'moving'
  | 'none'
  | 'closed'
  | 'held'
  | 'expired'
  | 'taken'
  | 'duplicate'
  | 'confirmed'
  | 'moved'
  | 'booking'
  | 'too-late'
  | 'cancelling'
  | 'cancelled'
  | 'link-invalid'
  | 'misconfigured'
  | 'offline'
  | 'unreachable'
  | 'waiting'
  | 'failed';

export interface PickerState {
  readonly name: PickerStateName;
  /** Code of the error behind `waiting` and `failed`. */
  readonly code?: string;
}

/** What the host knows beforehand; what is left out is asked. */
export interface Prefill extends Partial<Record<FieldName, string | undefined>> {
  readonly reason?: string | undefined;
  readonly commune?: string | undefined;
  readonly equipment?: readonly string[];
  readonly stepFree?: boolean;
}

export interface PickerOptions extends Pick<CountdownOptions, 'every'> {
  readonly client: () => Promise<Client>;
  readonly language: () => 'fr' | 'en';
  readonly prefill: Prefill;
  readonly mark: ReloadMark;
  /** Has a text read aloud. */
  readonly say: (text: (t: Strings) => string) => void;
}

type Host = ReactiveControllerHost & EventTarget;
type RedirectedState = 'urgent' | 'callback' | 'attending';

const REDIRECTED: Readonly<Record<RedirectedOutcome, RedirectedState>> = {
  'call-15': 'urgent',
  'clinician-callback': 'callback',
  'attending-doctor': 'attending',
};
const FALLBACK_WAIT_MILLISECONDS = 30_000;
/** Reasons for an empty list that are the day's, not the demand's. */
const CLOSED: readonly NoSlot['reason'][] = ['ended-today', 'holiday', 'closed'];

/**
 * Owns: where a person stands between the checklist and a confirmed booking, what they have said, the seat held for them, and the
 * calls to the client. The host owns what is drawn, where the focus goes, and the start. Touches no DOM besides the host's events.
 *
 * Nothing a person answers is stored here longer than this object lives; the client keeps pending writes, encrypted.
 */
export class SlotPickerController implements ReactiveController {
  state: PickerState = { name: 'loading' };
  /** Something is being asked of the server; gestures wait. */
  isBusy = false;
  structure: StructureInfo | undefined;
  /** The checklist changed while it was being answered. */
  isOutdated = false;
  /** Ticked signs. */
  readonly yes = new Set<string>();
  /** Signs that led away from a booking. */
  stoppedBy: readonly string[] = [];
  reason: string | undefined;
  filters: SeatFilters = {};
  /** Equipment the answers to the checklist ask for. */
  neededEquipment: readonly string[] = [];
  none: NoSlot | undefined;
  alternatives: readonly Slot[] = [];
  hold: Hold | undefined;
  person: PersonDraft = { familyName: '', givenName: '', birthDate: '', phone: '', email: '' };
  faults: readonly FieldName[] = [];
  /** The booking on screen. */
  current: { readonly booking: Booking; readonly link: BookingLink } | undefined;
  /** The booking being moved. */
  moving: { readonly booking: Booking; readonly link: BookingLink } | undefined;
  duplicate: BookingLink | undefined;
  /** A booking made on this device that is still to come. */
  remembered: RememberedBooking | undefined;
  /** Id of what is to take the focus once drawn. */
  focusTarget: string | undefined;

  readonly #host: Host;
  readonly #options: PickerOptions;
  readonly #holdCountdown: CountdownController;
  readonly #waitCountdown: CountdownController;
  #client: Client | undefined;
  #checklistRun: ChecklistRun | undefined;
  #slots: readonly Slot[] = [];
  /** Seat held before the page was loaded again. */
  #heldBefore: Hold | undefined;
  #store: AvailabilityStore | undefined;
  #stopFollowing: (() => void) | undefined;
  #again: () => Promise<void> = () => Promise.resolve();

  constructor(host: Host, options: PickerOptions) {
    this.#host = host;
    this.#options = options;
    const { every } = options;
    const timer = { now: this.now, ...(every && { every }) };
    this.#holdCountdown = new CountdownController(host, { ...timer, announce: this.#announce, end: this.#expire });
    this.#waitCountdown = new CountdownController(host, {
      ...timer,
      announce: () => undefined,
      end: () => this.retry(),
    });
    this.prefill(options.prefill);
    host.addController(this);
  }

  hostConnected(): void {
    globalThis.addEventListener('online', this.#comeBack);
    if (this.#store && this.#showsSlots) this.#follow(this.#store);
  }

  hostDisconnected(): void {
    globalThis.removeEventListener('online', this.#comeBack);
    this.#unfollow();
  }

  /** The server's clock, in milliseconds. */
  now = (): number => this.#client?.now() ?? Date.now();

  /** Seconds left on the held seat, or until the next try by itself. */
  get secondsLeft(): number {
    return this.state.name === 'waiting' ? this.#waitCountdown.remaining : this.#holdCountdown.remaining;
  }

  /** Slots that suit, in order; those that filled up while on screen are kept, with no seat left. */
  get suitableSlots(): readonly Slot[] {
    const { structure } = this;
    if (!structure) return [];
    const sites = structure.sites.filter((site) => suits(structure, site, this.#allFilters)).map(({ id }) => id);
    return this.#slots.filter(({ siteId }) => sites.includes(siteId));
  }

  get equipment(): readonly string[] {
    return [...new Set([...(this.filters.equipment ?? []), ...this.neededEquipment])];
  }

  get hasFilters(): boolean {
    const { commune, stepFree } = this.filters;
    return commune !== undefined || stepFree === true || this.equipment.length > 0;
  }

  /** Whether the reason came from the host, so that nobody is asked. */
  get isReasonGiven(): boolean {
    return this.#isReason(this.#options.prefill.reason);
  }

  get #allFilters(): SeatFilters {
    return { ...this.filters, equipment: [...this.equipment] };
  }

  get #showsSlots(): boolean {
    return ['ready', 'moving', 'none', 'closed'].includes(this.state.name);
  }

  // Beginning

  /** Loads what is needed, takes up what a reload interrupted, then shows the checklist. */
  start = (): Promise<void> =>
    this.#run(async () => {
      const { mark } = this.#options;
      this.#go('loading');
      await this.#load();
      if (await this.#resume()) return mark.set(false);
      // Without the mark of this tab, a hold is another tab's.
      if (mark.isSet) [this.#heldBefore] = await this.#client!.bookings.held();
      mark.set(this.#heldBefore !== undefined);
      this.#begin();
    });

  /** Opens the booking a link of ours points to, by the fragment of the page's address. */
  openFragment(fragment: string): Promise<void> {
    const link = parseBookingFragment(fragment);
    if (link) return this.open(link);
    this.#go('link-invalid');
    return Promise.resolve();
  }

  /** Opens the booking behind a link. */
  open = (link: BookingLink): Promise<void> =>
    this.#run(async () => {
      this.#go('loading');
      await this.#load();
      const booking = await this.#client!.bookings.open(link);
      this.#show(booking, link);
    });

  /** Takes over what the host knows; said again, it replaces what was typed. */
  prefill({ reason, commune, equipment, stepFree, ...person }: Prefill): void {
    for (const name of fieldNames) this.person[name] = person[name] ?? this.person[name];
    this.reason = reason ?? this.reason;
    this.filters = {
      ...this.filters,
      ...(commune && { commune }),
      ...(equipment?.length && { equipment: [...equipment] }),
      ...(stepFree && { stepFree }),
    };
  }

  /** Asks for the structure's own texts again, in the language now spoken. */
  reload = async (): Promise<void> => {
    if (!this.structure) return;
    this.structure = await this.#client!.structure.describe({ language: this.#options.language() });
    this.#host.requestUpdate();
  };

  // Checklist and reason

  tick(id: string, isYes: boolean): void {
    if (isYes) this.yes.add(id);
    else this.yes.delete(id);
    const result = this.#evaluate();
    if (result.outcome === 'call-15') this.#redirect('call-15', result.itemIds);
    else this.#host.requestUpdate();
  }

  endChecklist = (): void => {
    const result = this.#evaluate();
    if (result.outcome === 'refused') return;
    if (result.outcome !== 'continue') {
      this.#redirect(result.outcome, result.itemIds);
      return;
    }
    this.neededEquipment = result.requiredEquipment;
    const answeredAt = `${new Date(this.now()).toISOString().slice(0, 19)}Z`;
    this.#checklistRun = { version: this.structure!.checklist!.version, yes: [...this.yes], answeredAt };
    this.isOutdated = false;
    if (this.isReasonGiven) void this.#seek();
    else this.#go('reason');
  };

  /** Takes back the signs that led away, and goes back to the first of them. */
  untick = (): void => {
    for (const id of this.stoppedBy) this.yes.delete(id);
    this.#go('checklist', this.stoppedBy[0]);
    this.stoppedBy = [];
  };

  backToChecklist = (): void => this.#go('checklist');

  chooseReason(code: string): void {
    this.reason = code;
    void this.#seek();
  }

  // Seat

  /** Gives back the seat held, if any, and shows what is free. */
  showSeats = (): Promise<void> =>
    this.#run(async () => {
      this.#go('loading');
      await this.#release();
      await this.#list();
    });

  filter(patch: { [Name in keyof SeatFilters]?: SeatFilters[Name] | undefined }): void {
    const entries = Object.entries({ ...this.filters, ...patch }).filter(([, value]) => value);
    this.filters = Object.fromEntries(entries);
    if (!this.filters.commune) delete this.filters.maxTravelMinutes;
    this.#host.requestUpdate();
  }

  wantEquipment(item: string, isWanted: boolean): void {
    const others = (this.filters.equipment ?? []).filter((wanted) => wanted !== item);
    this.filter({ equipment: isWanted ? [...others, item] : others });
  }

  clearFilters = (): void => {
    this.filters = {};
    this.#host.requestUpdate();
  };

  leaveSeats = (): void => {
    if (this.moving) this.keep();
    else this.#go(this.isReasonGiven ? 'checklist' : 'reason');
  };

  /** Any seat among these, which follow each other: the server chooses. */
  holdWindow = (slots: readonly Slot[]): Promise<void> => {
    const from = slots[0]!.start;
    const to = slots.at(-1)!.end;
    return this.#hold({ window: { from, to }, filters: this.#allFilters }, { start: from });
  };

  /** A start at a site. Where several practices offer it, the server chooses among them. */
  holdChoice({ start, end, site, slots, seats }: SlotChoice): Promise<void> {
    if (seats === 0) return Promise.resolve();
    if (slots.length === 1) return this.holdSlot(slots[0]!);
    const filters = { ...this.#allFilters, siteIds: [site.id] };
    return this.#hold({ window: { from: start, to: end }, filters }, { start });
  }

  holdSlot({ practiceId, start }: Pick<Slot, 'practiceId' | 'start'>): Promise<void> {
    return this.#hold({ slot: { practiceId, start }, filters: this.#allFilters }, { practiceId, start });
  }

  /** The seat that was held, once more. */
  holdAgain = (): Promise<void> => this.holdSlot(this.hold!.seat);

  // Person and booking

  type(name: FieldName, text: string): void {
    this.person[name] = text;
  }

  confirm = async (): Promise<void> => {
    this.faults = findFaults(this.person, this.now());
    if (this.faults.length) this.#point('summary');
    else if (this.#ask(new BookingRequestEvent({ holdId: this.hold!.id }))) await this.#run(this.#confirm);
  };

  /** Puts the booking being moved on the held seat. */
  confirmMove = async (): Promise<void> => {
    if (this.#ask(new BookingRequestEvent({ holdId: this.hold!.id }))) await this.#run(this.#move);
  };

  move = (): Promise<void> => {
    this.moving = this.current;
    return this.showSeats();
  };

  askCancel = (): void => this.#go('cancelling');

  cancel = (): Promise<void> =>
    this.#run(async () => {
      const { link } = this.current!;
      this.#options.mark.set(true);
      const booking = await this.#client!.bookings.cancel(link);
      this.#options.mark.set(false);
      this.current = { booking, link };
      this.#go('cancelled');
      this.#tell(new BookingCancelledEvent({ bookingId: booking.id }));
    });

  /** Leaves the booking as it is. */
  keep = (): Promise<void> =>
    this.#run(async () => {
      this.#go('loading');
      this.moving = undefined;
      await this.#release();
      this.#show(this.current!.booking, this.current!.link);
    });

  /** The booking as an iCalendar text; `undefined` when it could not be had, which has its screen. */
  readCalendar = async (): Promise<string | undefined> => {
    const { name } = this.state;
    let text: string | undefined;
    await this.#run(async () => {
      text = await this.#client!.bookings.calendar(this.current!.link);
      if (this.state.name !== name) this.#go(name);
    });
    return text;
  };

  /** A new request from the beginning. What was typed stays, what was answered does not. */
  restart = (): Promise<void> => {
    this.yes.clear();
    this.moving = this.current = this.duplicate = undefined;
    this.neededEquipment = [];
    this.reason = this.#options.prefill.reason;
    return this.#run(async () => {
      this.#go('loading');
      await this.#release();
      await this.#load();
      this.#begin();
    });
  };

  /** What failed, once more. */
  retry = (): void => {
    this.#waitCountdown.stop();
    void this.#run(this.#again);
  };

  // Inside

  /** One thing at a time; a failure becomes a screen from which the same thing can be tried again. */
  async #run(action: () => Promise<void>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.#host.requestUpdate();
    try {
      await action();
    } catch (error) {
      this.#fail(error as Error, action);
    } finally {
      this.isBusy = false;
      this.#host.requestUpdate();
    }
  }

  #go(name: PickerStateName, focus = 'heading', code?: string): void {
    this.state = code === undefined ? { name } : { name, code };
    if (!this.#showsSlots) this.#unfollow();
    this.#point(focus);
  }

  #point(focus: string): void {
    this.focusTarget = focus;
    this.#host.requestUpdate();
  }

  #ask(event: Event): boolean {
    return this.#host.dispatchEvent(event);
  }

  #tell(event: Event): void {
    this.#host.dispatchEvent(event);
  }

  async #load(): Promise<void> {
    this.#client ??= await this.#options.client();
    const { structure, bookings } = this.#client;
    const [info, remembered] = await Promise.all([
      structure.describe({ language: this.#options.language() }),
      bookings.remembered(),
    ]);
    this.structure = info;
    this.remembered = remembered.findLast(({ seat }) => Date.parse(seat.end) > this.now());
  }

  #begin(): void {
    this.#go(this.structure!.checklist ? 'checklist' : 'checklist-missing');
  }

  /** Whether a write that a reload interrupted now has its screen. A hold is taken up later, once the checklist is answered. */
  async #resume(): Promise<boolean> {
    for (const { kind, answer, error } of await this.#client!.bookings.resume()) {
      if (error?.pending) throw error;
      if (kind === 'hold' || !answer) continue;
      this.#settle(kind, answer);
      return true;
    }
    return false;
  }

  #settle(kind: 'confirm' | 'move' | 'cancel', booking: Booking & { token?: string }): void {
    const token = booking.token ?? this.remembered?.token;
    this.current = { booking, link: { bookingId: booking.id, token } };
    this.#go(({ confirm: 'confirmed', move: 'moved', cancel: 'cancelled' } as const)[kind]);
  }

  #evaluate() {
    const checklist = this.structure!.checklist!;
    return evaluateChecklist(checklist, { version: checklist.version, yes: [...this.yes] });
  }

  #redirect(outcome: RedirectedOutcome, itemIds: readonly string[]): void {
    this.stoppedBy = itemIds;
    this.#go(REDIRECTED[outcome]);
    this.#tell(new SlotRedirectedEvent({ outcome }));
  }

  #isReason(code: string | undefined): boolean {
    return this.structure?.reasons.some((reason) => reason.code === code) ?? false;
  }

  /** After the answers: back to a seat already held, else to what is free. */
  #seek(): Promise<void> {
    return this.#run(async () => {
      const held = this.hold ?? this.#heldBefore;
      if (held && Date.parse(held.expiresAt) > this.now()) this.#keep(held);
      else await this.#list();
    });
  }

  async #list(): Promise<void> {
    const store = (this.#store ??= this.#client!.availability());
    // Listening starts the store: the list asked for here is the one it asks for.
    this.#follow(store);
    await store.refresh();
    const { error, slots } = store.getState();
    if (error) throw error;
    this.#slots = slots;
    this.#showList(store);
  }

  #showList(store: AvailabilityStore): void {
    const { slots, none } = store.getState();
    this.none = none ?? { reason: 'full' };
    if (slots.length) this.#go(this.moving ? 'moving' : 'ready');
    else this.#go(CLOSED.includes(this.none.reason) ? 'closed' : 'none');
  }

  /** Follows what is free while it is on screen. */
  #follow(store: AvailabilityStore): void {
    this.#stopFollowing ??= store.subscribe(() => this.#update(store));
  }

  #unfollow(): void {
    this.#stopFollowing?.();
    this.#stopFollowing = undefined;
  }

  #update(store: AvailabilityStore): void {
    const { status, slots, none } = store.getState();
    const isEmpty = slots.length === 0;
    if (status !== 'ready' || !this.#showsSlots) return;
    // Without a reason yet, an empty list is only a list that has just been emptied.
    if (isEmpty && !none) return;
    this.#slots = mergeSlots(this.#slots, slots, this.now());
    const showsList = this.state.name === 'ready' || this.state.name === 'moving';
    if (showsList === isEmpty) this.#showList(store);
    else this.#host.requestUpdate();
  }

  #hold(request: HoldRequest, detail: { practiceId?: string; start: string }): Promise<void> {
    if (this.isBusy || !this.#ask(new SlotRequestEvent(detail))) return Promise.resolve();
    return this.#run(async () => {
      await this.#release();
      const hold = await this.#client!.bookings.hold(request);
      this.#keep(hold);
      const { practiceId, start } = hold.seat;
      this.#tell(new SlotHeldEvent({ holdId: hold.id, practiceId, start, expiresAt: hold.expiresAt }));
    });
  }

  #keep(hold: Hold): void {
    this.hold = hold;
    this.faults = [];
    this.#holdCountdown.start(Date.parse(hold.expiresAt));
    this.#options.mark.set(true);
    this.#go('held');
  }

  /** Gives the held seat back. One that cannot be given back now frees itself soon: nobody waits for that. */
  async #release(): Promise<void> {
    const { hold } = this;
    this.#letGo();
    if (hold) await this.#client!.bookings.release(hold).catch(() => undefined);
  }

  #letGo(): void {
    this.hold = this.#heldBefore = undefined;
    this.#holdCountdown.stop();
    this.#options.mark.set(false);
  }

  #confirm = async (): Promise<void> => {
    const booking = await this.#client!.bookings.confirm(this.hold!, {
      person: toPerson(this.person),
      reason: this.reason!,
      checklistRun: this.#checklistRun!,
      language: this.#options.language(),
    });
    this.#letGo();
    this.#settle('confirm', booking);
    const { practiceId, start } = booking.seat;
    this.#tell(new SlotBookedEvent({ bookingId: booking.id, practiceId, start }));
  };

  #move = async (): Promise<void> => {
    const { link } = this.moving!;
    const booking = await this.#client!.bookings.move(link, this.hold!);
    this.#letGo();
    this.moving = undefined;
    this.current = { booking, link };
    this.#go('moved');
    const { practiceId, start } = booking.seat;
    this.#tell(new BookingMovedEvent({ bookingId: booking.id, practiceId, start }));
  };

  #show(booking: Booking, link: BookingLink): void {
    this.current = { booking, link };
    if (booking.status === 'cancelled') this.#go('cancelled');
    else this.#go(Date.parse(booking.changeableUntil) > this.now() ? 'booking' : 'too-late');
  }

  #announce = (seconds: number): void => {
    this.#options.say((t) => t.heldFor(t.duration(seconds)));
  };

  #expire = (): void => {
    // A confirmation under way is the server's to judge; elsewhere nothing of the hold is on screen.
    if (this.isBusy || this.state.name !== 'held') return;
    this.#options.mark.set(false);
    this.#go('expired');
  };

  #comeBack = (): void => {
    if (this.state.name === 'offline') this.retry();
  };

  /** Every refusal has its screen; what has none of its own is said with its code. */
  #fail(error: Error, action: () => Promise<void>): void {
    const { code = 'unexpected', ...facts } = error as Failure;
    this.#again = action;
    this.#tell(new PickerErrorEvent({ code }));
    switch (code) {
      case 'slot-taken':
      case 'window-full':
      case 'slot-not-bookable':
        return this.#offerOthers(facts.alternatives ?? []);
      case 'hold-expired':
        return this.#go('expired');
      case 'duplicate-booking':
        this.duplicate = facts.link;
        void this.#release();
        return this.#go('duplicate');
      case 'checklist-outdated':
        return void this.#readAgain();
      case 'checklist-blocks-booking':
        return this.#redirect(facts.outcome ?? 'clinician-callback', [...this.yes]);
      case 'deadline-passed':
        this.current = this.moving ?? this.current;
        return this.#go('too-late');
      case 'booking-cancelled':
        this.current = this.moving ?? this.current;
        return this.#go('cancelled');
      case 'not-found':
      case 'unauthenticated':
      case 'forbidden':
        return this.#go(this.structure ? 'link-invalid' : 'misconfigured');
      case 'invalid-request':
        return this.#showFaults(facts.faults ?? []);
      case 'offline':
        return this.#go('offline');
      case 'unreachable':
      case 'contract':
        return this.#go('unreachable');
      case 'too-many-holds':
        return this.#wait(code, Math.min(...(facts.holds ?? []).map(({ expiresAt }) => Date.parse(expiresAt))));
      default:
        if (facts.retryAfter === undefined) return this.#go('failed', undefined, code);
        return this.#wait(code, this.now() + facts.retryAfter * 1000);
    }
  }

  #offerOthers(alternatives: readonly Slot[]): void {
    this.alternatives = alternatives;
    this.#go('taken');
    this.#options.say((t) => `${t.taken}. ${t.takenText(alternatives.length)}`);
  }

  async #readAgain(): Promise<void> {
    this.isBusy = false;
    await this.#run(async () => {
      await this.#load();
      this.yes.clear();
      this.isOutdated = true;
      this.#begin();
    });
  }

  /** What the server does not accept of a person goes back to its field. */
  #showFaults(faults: readonly { path: string }[]): void {
    this.faults = fieldNames.filter((name) => faults.some(({ path }) => path.endsWith(name)));
    if (this.faults.length) this.#go('held', 'summary');
    else this.#go('failed', undefined, 'invalid-request');
  }

  #wait(code: string, until: number): void {
    this.#waitCountdown.start(Number.isFinite(until) ? until : this.now() + FALLBACK_WAIT_MILLISECONDS);
    this.#go('waiting', undefined, code);
  }
}

/** What our errors bring besides their message; see the SDK's `RelaisError` and those made from it. */
interface Failure extends Error {
  readonly code?: string;
  readonly retryAfter?: number;
  readonly alternatives?: readonly Slot[];
  readonly link?: BookingLink;
  readonly outcome?: RedirectedOutcome;
  readonly holds?: readonly { expiresAt: string }[];
  readonly faults?: readonly { path: string }[];
}

/** Fresh slots, with those that were on screen and are now full, so that the list does not move under a finger. */
function mergeSlots(known: readonly Slot[], fresh: readonly Slot[], now: number): Slot[] {
  const keyOf = ({ start, practiceId }: Slot) => `${start} ${practiceId}`;
  const all = new Map(known.map((slot) => [keyOf(slot), { ...slot, remaining: 0 }]));
  for (const slot of fresh) all.set(keyOf(slot), slot);
  const next = [...all].filter(([, { start, remaining }]) => remaining > 0 || Date.parse(start) > now);
  return next.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, slot]) => slot);
}
