import type {
  AvailabilityState,
  Booking,
  BookingLink,
  ChecklistRun,
  Client,
  Hold,
  HoldRequest,
  NewBooking,
  NoSlot,
  NotBookable,
  RememberedBooking,
  Seat,
  SeatFilters,
  Slot,
  SlotKey,
  StructureInfo,
} from '@relais/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { CountdownController, type CountdownOptions } from '../ui/countdown-controller.ts';
import { evaluateChecklist, parseBookingFragment } from '@relais/sdk';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import type { Strings } from './words/fr.ts';
import { dateIn, fieldNames, findFaults, toPerson, type FieldName, type PersonDraft } from './person.ts';
import type { OpenBooking, PickerState, StateOf } from './picker-state.ts';
import type { ReloadMark } from './reload-mark.ts';
import { chooseStarts, suits, type SlotChoice } from './slot-groups.ts';
import { SlotListController } from './slot-list-controller.ts';
import {
  BookingCancelledEvent,
  BookingMovedEvent,
  BookingRequestEvent,
  SlotBookedEvent,
  SlotHeldEvent,
  SlotRedirectedEvent,
  SlotRequestEvent,
  type RedirectedOutcome,
} from './slot-picker-events.ts';

/** What the host knows beforehand; what is left out is asked. */
export interface Prefill extends Partial<Record<FieldName, string | undefined>> {
  readonly reason?: string | undefined;
  readonly commune?: string | undefined;
  readonly equipment?: readonly string[];
  readonly stepFree?: boolean;
}

export interface PickerOptions extends Pick<CountdownOptions, 'every'> {
  readonly client: Client;
  readonly language: () => 'fr' | 'en';
  readonly prefill: Prefill;
  readonly mark: ReloadMark;
  /** Notes whether bookings made on this device are to be shown first, the next time. */
  readonly noteBookings: (areThere: boolean) => void;
  /** Has a text read aloud. */
  readonly say: (text: (t: Strings) => string) => void;
}

type Host = ReactiveControllerHost & EventTarget;
type Filters = { readonly [Name in keyof SeatFilters]?: SeatFilters[Name] | undefined };

/** Before the structure has been read. */
const NOWHERE: StructureInfo = {
  id: '',
  name: '',
  timezone: 'Europe/Paris',
  synthetic: false,
  sites: [],
  practices: [],
  communes: [],
  reasons: [],
  holdSeconds: 0,
  cancelDeadlineMinutes: 0,
  mail: false,
};
const REDIRECTED = { 'call-15': 'urgent', 'clinician-callback': 'callback', 'attending-doctor': 'attending' } as const;
/** Reasons for an empty list that are the day's, not the demand's. */
const CLOSED: readonly NoSlot['reason'][] = ['ended-today', 'holiday', 'closed'];
const FALLBACK_WAIT_SECONDS = 30;
/** By then a mail server has mostly taken a mail, or refused it for good. */
const MAIL_CHECK_MILLISECONDS = 15_000;
/** Screens that say what became of the mail. */
const MAILED: readonly PickerState['name'][] = ['confirmed', 'moved', 'booking'];
/** Screens that show the list of slots, or that it is empty. */
const LISTED: readonly PickerState['name'][] = ['loading', 'ready', 'moving', 'none', 'closed'];
const SETTLED = { confirm: 'confirmed', move: 'moved', cancel: 'cancelled' } as const;

/**
 * Owns: where a person stands between the checklist and a confirmed booking, what they have said, the seat held for them, and the
 * calls to the client. The host owns what is drawn, where the focus goes, and the first screen. Touches no DOM besides the host's events.
 *
 * Nothing a person answers is kept longer than this object lives; the client keeps pending writes, encrypted.
 */
export class SlotPickerController implements ReactiveController {
  state: PickerState = { name: 'loading' };
  /** Something is being asked of the server; gestures wait. */
  isBusy = false;
  structure = NOWHERE;
  /** Ticked signs. */
  readonly yes = new Set<string>();
  reason: string | undefined;
  filters: Filters = {};
  /** Equipment the answers to the checklist ask for. */
  neededEquipment: readonly string[] = [];
  readonly person: PersonDraft = { familyName: '', givenName: '', birthDate: '', phone: '', email: '' };
  faults: readonly FieldName[] = [];
  /** Parts of the list the person has opened. */
  readonly unfolded = new Set<string>();
  /** The booking being moved. */
  moving: OpenBooking | undefined;
  /** Bookings made on this device that are not over, oldest first. */
  remembered: readonly RememberedBooking[] = [];
  #recollected: Promise<void> = Promise.resolve();
  /** Id of what is to take the focus once drawn. */
  focusTarget: string | undefined;

  readonly #host: Host;
  readonly #options: PickerOptions;
  readonly #client: Client;
  readonly #list: SlotListController;
  readonly #holdCountdown: CountdownController;
  readonly #waitCountdown: CountdownController;
  readonly #mailCountdown: CountdownController;
  #checklistRun: ChecklistRun | undefined;
  #hold: Hold | undefined;
  /** The booking last shown. */
  #opened: OpenBooking | undefined;
  /** What opens the booking last asked for. */
  #link: BookingLink | undefined;
  #isOver = false;
  #hasToldKeeper = false;
  #running = Promise.resolve();
  #again: () => Promise<void> = () => Promise.resolve();

  constructor(host: Host, options: PickerOptions) {
    const timer = { now: () => this.now, ...(options.every && { every: options.every }) };
    this.#host = host;
    this.#options = options;
    this.#client = options.client;
    this.#list = new SlotListController(host, options.client, (list) => this.#showList(list));
    this.#holdCountdown = new CountdownController(host, {
      ...timer,
      announce: (seconds) => options.say((t) => t.heldFor(t.duration(seconds))),
      end: () => this.#expire(),
    });
    this.#waitCountdown = new CountdownController(host, { ...timer, end: () => this.retry() });
    this.#mailCountdown = new CountdownController(host, { ...timer, end: this.#lookAgain });
    this.prefill(options.prefill);
    host.addController(this);
  }

  hostConnected(): void {
    globalThis.addEventListener('online', this.#comeBack);
    globalThis.addEventListener('visibilitychange', this.#lookAgain);
  }

  hostDisconnected(): void {
    globalThis.removeEventListener('online', this.#comeBack);
    globalThis.removeEventListener('visibilitychange', this.#lookAgain);
  }

  /** Nobody will see the rest: the seat held is given back, and nothing is counted or followed any more. */
  async dispose(): Promise<void> {
    this.#isOver = true;
    const countdowns = [this.#holdCountdown, this.#waitCountdown, this.#mailCountdown];
    for (const countdown of countdowns) countdown.stop();
    this.#list.hide();
    this.hostDisconnected();
    for (const part of [this, this.#list, ...countdowns]) this.#host.removeController(part);
    // What is being confirmed uses its seat up.
    await this.#running;
    await this.#release();
  }

  /** The server's clock, in milliseconds. */
  get now(): number {
    return this.#client.now();
  }

  /** Seconds left on the held seat, or until the next try by itself. */
  get secondsLeft(): number {
    return (this.state.name === 'waiting' ? this.#waitCountdown : this.#holdCountdown).remaining;
  }

  /** Slots at the sites that suit, in order; those that filled up while on screen have no seat left. */
  get slots(): readonly Slot[] {
    const sites = this.structure.sites.filter((site) => suits(this.structure, site, this.#seatFilters));
    return this.#list.slots.filter(({ siteId }) => sites.some(({ id }) => id === siteId));
  }

  /** Name of the place of a seat, as people write it on a card. */
  placeOf({ siteId }: Pick<Seat, 'siteId'>): string {
    const site = this.structure.sites.find(({ id }) => id === siteId);
    return [site?.name, site?.commune].filter(Boolean).join(', ');
  }

  /** Equipment asked for, by the person or by their answers. */
  get equipment(): readonly string[] {
    return [...new Set([...(this.filters.equipment ?? []), ...this.neededEquipment])];
  }

  /** Whether the reason came from the host, so that nobody is asked. */
  get isReasonGiven(): boolean {
    return this.structure.reasons.some(({ code }) => code === this.#options.prefill.reason);
  }

  /** What a person is asked. An address is of no use to a structure that sends no mail. */
  get fields(): readonly FieldName[] {
    return fieldNames.filter((name) => name !== 'email' || this.structure.mail);
  }

  /** What is typed, without what is not asked. */
  get #draft(): PersonDraft {
    return this.structure.mail ? this.person : { ...this.person, email: '' };
  }

  get #seatFilters(): SeatFilters {
    return JSON.parse(JSON.stringify({ ...this.filters, equipment: this.equipment })) as SeatFilters;
  }

  // Beginning

  /** Loads what is needed, takes up what a reload interrupted, then shows the checklist. */
  start(): Promise<void> {
    return this.#load(async () => {
      this.#refuseSite();
      const { mark } = this.#options;
      if (await this.#resume()) return mark.set(false);
      // Without the mark of this tab, a hold is another tab's.
      if (mark.isSet && !this.#hold) [this.#hold] = await this.#client.bookings.held();
      mark.set(this.#hold !== undefined);
      this.#begin();
    });
  }

  /**
   * Shows the bookings made on this device that are still to come, as they stand now; one alone with all that can be done with it. Asks
   * nothing of the backend when there is none, and shows nothing then. Whether something is shown.
   */
  async recall(): Promise<boolean> {
    await this.#recollect();
    if (this.remembered.length === 0) return false;
    await this.#run(() => this.#reread());
    return this.state.name !== 'loading';
  }

  /** The same once more; a new request when nothing is left to show. */
  async recallAgain(): Promise<void> {
    if (!(await this.recall())) await this.restart();
  }

  /** Opens the booking a link of ours points to, by the fragment of the page's address. */
  async openFragment(fragment: string): Promise<void> {
    const link = parseBookingFragment(fragment);
    if (link) await this.open(link);
    else this.#go({ name: 'link-invalid' });
  }

  /** Opens the booking behind a link. */
  open(link: BookingLink): Promise<void> {
    this.#link = link;
    return this.#load(async () => this.#show({ booking: await this.#client.bookings.open(link), link }));
  }

  /** A new request from the beginning. What was typed stays, what was answered does not. */
  restart(): Promise<void> {
    return this.#load(async () => {
      this.#refuseSite();
      await this.#release();
      this.moving = this.#link = undefined;
      this.#begin();
    });
  }

  /** Takes over what the host knows; said again, it replaces what was typed. */
  prefill({ reason, commune, equipment, stepFree, ...person }: Prefill): void {
    for (const name of fieldNames) this.person[name] = person[name] ?? this.person[name];
    this.reason = reason ?? this.reason;
    this.filter({
      ...(commune && { commune }),
      ...(equipment?.length && { equipment: [...equipment] }),
      ...(stepFree && { stepFree }),
    });
  }

  /** Asks for the structure's own texts again, in the language now spoken. */
  async translate(): Promise<void> {
    if (this.structure === NOWHERE) return;
    // A browser that translates the page may change its language at any moment, without a network too: old words are better than none.
    this.structure = await this.#describe().catch(() => this.structure);
    if (this.state.name === 'checklist') this.showChecklist(undefined, this.state.isOutdated);
    this.#host.requestUpdate();
  }

  /** What failed, once more. */
  retry(): void {
    this.#waitCountdown.stop();
    void this.#run(this.#again);
  }

  // Checklist and reason

  tick(id: string, isYes: boolean): void {
    if (isYes) this.yes.add(id);
    else this.yes.delete(id);
    const result = this.#evaluate();
    if (result?.outcome === 'call-15') this.#redirect(result.outcome, result.itemIds);
    this.#host.requestUpdate();
  }

  endChecklist(): void {
    const result = this.#evaluate();
    if (!result || result.outcome === 'refused') return;
    if (result.outcome !== 'continue') return this.#redirect(result.outcome, result.itemIds);
    this.neededEquipment = result.requiredEquipment;
    if (this.isReasonGiven) void this.#seek();
    else this.#go({ name: 'reason' });
  }

  /** Takes back the signs that led away, and goes back to the first of them. */
  untick(itemIds: readonly string[]): void {
    for (const id of itemIds) this.yes.delete(id);
    this.showChecklist(itemIds[0]);
  }

  showChecklist(focus?: string, isOutdated = false): void {
    const { checklist } = this.structure;
    if (checklist) this.#go({ name: 'checklist', checklist, isOutdated }, focus);
    else this.#go({ name: 'checklist-missing' });
  }

  chooseReason(code: string): void {
    this.reason = code;
    void this.#seek();
  }

  // Seat

  /** Gives back the seat held, if any, and shows what is free; `isUnsuited` when the place of that seat is why. */
  showSeats(isUnsuited = false): Promise<void> {
    return this.#run(() => this.#listSeats(isUnsuited));
  }

  filter(patch: Filters): void {
    this.filters = { ...this.filters, ...patch };
    this.#host.requestUpdate();
  }

  wantEquipment(item: string, isWanted: boolean): void {
    const others = (this.filters.equipment ?? []).filter((wanted) => wanted !== item);
    this.filter({ equipment: isWanted ? [...others, item] : others });
  }

  unfold(key: string, isOpen: boolean): void {
    if (isOpen) this.unfolded.add(key);
    else this.unfolded.delete(key);
    this.#host.requestUpdate();
  }

  clearFilters(): void {
    this.filters = {};
    this.#host.requestUpdate();
  }

  leaveSeats(): void {
    if (this.moving) void this.keep();
    else if (this.isReasonGiven) this.showChecklist();
    else this.#go({ name: 'reason' });
  }

  /** Any seat among these, which follow each other: the server chooses. */
  holdWindow(slots: readonly Pick<Slot, 'start'>[], siteIds?: string[]): Promise<void> {
    const starts = slots.map(({ start }) => start).sort();
    const [from = ''] = starts;
    const window = { from, to: justAfter(starts.at(-1) ?? from) };
    return this.#keep({ window, filters: { ...this.#seatFilters, ...(siteIds && { siteIds }) } }, { start: from });
  }

  /** A start at a site. Where several practices offer it, the server chooses among them. */
  holdChoice({ site, slots }: SlotChoice): Promise<void> {
    const free = slots.filter(({ remaining }) => remaining > 0);
    if (free.length > 1) return this.holdWindow(free, [site.id]);
    return free[0] ? this.holdSlot(free[0]) : Promise.resolve();
  }

  /** A start at a site, of which not all that is free may be known. */
  holdThere({ site, slots }: SlotChoice): Promise<void> {
    return this.holdWindow(slots, [site.id]);
  }

  holdSlot({ practiceId, start }: SlotKey): Promise<void> {
    return this.#keep({ slot: { practiceId, start }, filters: this.#seatFilters }, { practiceId, start });
  }

  // Person and booking

  /** `isAnother`: the person has said not to be the one who has a booking already. */
  async confirm(hold: Hold, isAnother = false): Promise<void> {
    this.faults = findFaults(this.#draft, dateIn(this.structure.timezone, this.now));
    if (this.faults.length > 0) this.#point('summary');
    else if (this.#tell(new BookingRequestEvent({ holdId: hold.id }))) {
      await this.#run(() => this.#confirm(hold, isAnother).catch((error: unknown) => this.#recover(error)));
    }
  }

  /** Back to what was typed; the seat stays held. */
  correctPerson(hold: Hold): void {
    this.#go({ name: 'held', hold });
  }

  /** The booking there is stays the only one: the seat is given back. Which booking it is, the server tells nobody. */
  keepOther(): Promise<void> {
    return this.#run(async () => {
      await this.#release();
      const known = await this.#client.bookings.remembered();
      const [link, ...others] = known.filter(({ seat }) => Date.parse(seat.end) > this.now);
      this.#go({ name: 'duplicate', link: others.length ? undefined : link, isGuess: true });
    });
  }

  /** Looks for another seat for a booking, which is kept until then. */
  move(opened: OpenBooking): Promise<void> {
    this.moving = opened;
    return this.showSeats();
  }

  async confirmMove(hold: Hold): Promise<void> {
    const { moving } = this;
    if (moving && this.#tell(new BookingRequestEvent({ holdId: hold.id }))) {
      await this.#run(() => this.#move(hold, moving.link));
    }
  }

  askCancel({ booking, link }: OpenBooking): void {
    this.#go({ name: 'cancelling', booking, link });
  }

  cancel({ link }: OpenBooking): Promise<void> {
    return this.#run(async () => {
      this.#options.mark.set(true);
      const booking = await this.#client.bookings.cancel(link);
      this.#options.mark.set(false);
      this.#go({ name: 'cancelled', booking, link });
      this.#tell(new BookingCancelledEvent({ bookingId: booking.id }));
    });
  }

  /** Leaves the booking as it is. */
  keep(): Promise<void> {
    return this.#run(async () => {
      await this.#release();
      this.moving = undefined;
      if (this.#opened) this.#show(this.#opened);
    });
  }

  askForget(kept: RememberedBooking): void {
    this.#go({ name: 'forgetting', kept });
  }

  /** Takes a booking off this device; it stays booked. */
  forget(kept: RememberedBooking): Promise<void> {
    return this.#run(async () => {
      await this.#client.bookings.forget(kept.bookingId);
      await this.#recollect();
      this.#opened = this.#link = undefined;
      this.#go({ name: 'forgotten', kept });
    });
  }

  /** The booking as an iCalendar text; `undefined` when it could not be had, which has its screen. */
  async readCalendar(link: BookingLink): Promise<string | undefined> {
    const { state } = this;
    let text: string | undefined;
    await this.#run(async () => {
      const isHere = this.#watch();
      const answer = await this.#client.bookings.calendar(link).catch((error: unknown) => {
        if (isHere()) throw error;
      });
      if (answer === undefined || !isHere()) return;
      text = answer;
      // Tried again from the screen of a failure.
      if (this.state !== state) this.#go(state);
    });
    return text;
  }

  // Inside

  /** One thing at a time; a failure becomes a screen from which the same thing can be tried again. */
  #run(action: () => Promise<void>): Promise<void> {
    if (this.isBusy) return Promise.resolve();
    return (this.#running = this.#attempt(action));
  }

  /** Whether the person is still on the screen they were on: a slow answer must not take them off another. */
  #watch(): () => boolean {
    const { state } = this;
    // A list that empties or fills up meanwhile is not their doing.
    return () =>
      !this.#isOver && (this.state === state || (LISTED.includes(state.name) && LISTED.includes(this.state.name)));
  }

  async #attempt(action: () => Promise<void>): Promise<void> {
    this.isBusy = true;
    this.#host.requestUpdate();
    try {
      await action();
    } catch (error) {
      if (this.#isOver) return;
      this.#again = action;
      this.#fail(error as Failure);
    } finally {
      this.isBusy = false;
      this.#host.requestUpdate();
    }
  }

  #go(state: PickerState, focus = 'heading'): void {
    this.state = state;
    if ('booking' in state) {
      this.#opened = state;
      this.#link = state.link;
      if (awaitsMail(state)) this.#mailCountdown.start(this.now + MAIL_CHECK_MILLISECONDS);
      this.#recollect().catch(() => undefined);
    }
    if (!LISTED.includes(state.name)) this.#list.hide();
    this.#point(focus);
  }

  #point(focus: string): void {
    this.focusTarget = focus;
    this.#host.requestUpdate();
  }

  /** Whether nobody objects. */
  #tell(event: Event): boolean {
    return this.#host.dispatchEvent(event);
  }

  /** Reads the structure, then goes on. */
  #load(next: () => Promise<void>): Promise<void> {
    return this.#run(async () => {
      this.#go({ name: 'loading' });
      [this.structure] = await Promise.all([this.#describe(), this.#recollect()]);
      await next();
    });
  }

  /** Reads again what this device remembers; one reading after the other, so that an older one never has the last word. */
  #recollect(): Promise<void> {
    return (this.#recollected = this.#recollected.catch(() => undefined).then(() => this.#readRemembered()));
  }

  async #readRemembered(): Promise<void> {
    const remembered = await this.#client.bookings.remembered();
    if (this.#isOver) return;
    this.remembered = remembered.filter(({ seat }) => Date.parse(seat.end) > this.now);
    this.#options.noteBookings(this.remembered.length > 0);
    this.#host.requestUpdate();
  }

  /**
   * Asks how the remembered bookings stand: one that was cancelled elsewhere is said to be, this once; one that is gone is forgotten. While
   * one cannot be read, for whatever other reason, it is shown as this device knows it.
   */
  async #reread(): Promise<void> {
    this.#go({ name: 'loading' });
    const kept = this.remembered;
    const structure = await this.#describe().catch(() => undefined);
    if (!structure) return this.#go({ name: 'remembered', bookings: kept, isStale: true });
    this.structure = structure;
    const opened = await Promise.all(kept.map((link) => this.#openKept(link)));
    await this.#recollect();
    const known = kept.flatMap((link, index) => {
      const booking = opened[index];
      return booking === 'gone' ? [] : [{ link, booking }];
    });
    const [first] = known;
    if (!first) return;
    if (known.length === 1 && first.booking) return this.#show({ booking: first.booking, link: first.link });
    this.#go({
      name: 'remembered',
      bookings: known.map(({ link, booking }) => ({
        ...link,
        seat: booking?.seat ?? link.seat,
        isCancelled: booking?.status === 'cancelled',
      })),
      isStale: known.some(({ booking }) => !booking),
    });
  }

  /** The booking as it is now; `undefined` when it could not be read. */
  async #openKept(link: RememberedBooking): Promise<Booking | 'gone' | undefined> {
    try {
      return await this.#client.bookings.open(link);
    } catch (error) {
      if (!['not-found', 'unauthenticated'].includes((error as Failure).code ?? '')) return undefined;
      await this.#client.bookings.forget(link.bookingId);
      return 'gone';
    }
  }

  #describe(): Promise<StructureInfo> {
    return this.#client.structure.describe({ language: this.#options.language() });
  }

  /** Where the site may not book, nobody is asked anything first. A booking is shown to its link all the same. */
  #refuseSite(): void {
    const { askingSite } = this.structure;
    if (!askingSite || askingSite.mayBook) return;
    throw Object.assign(new Error('This site may not book'), { code: 'site-not-allowed', origin: askingSite.origin });
  }

  #begin(isOutdated = false): void {
    this.yes.clear();
    this.showChecklist(undefined, isOutdated);
  }

  /** Whether a write that a reload interrupted now has its screen. */
  async #resume(): Promise<boolean> {
    let isSettled = false;
    for (const write of await this.#client.bookings.resume()) {
      if (write.error?.pending) throw write.error;
      if (!write.answer) continue;
      if (write.kind === 'hold') {
        await this.#release();
        this.#hold = write.answer;
      } else if (!isSettled) {
        isSettled = true;
        const link = write.kind === 'confirm' ? linkOf(write.answer) : write.link;
        this.#go({ name: SETTLED[write.kind], booking: write.answer, link });
      }
    }
    return isSettled;
  }

  #evaluate() {
    const { checklist } = this.structure;
    if (!checklist) return undefined;
    const answeredAt = toInstant(this.now);
    this.#checklistRun = { version: checklist.version, yes: [...this.yes], answeredAt };
    return evaluateChecklist(checklist, this.#checklistRun);
  }

  #redirect(outcome: RedirectedOutcome, itemIds: readonly string[]): void {
    this.#go({ name: REDIRECTED[outcome], itemIds });
    this.#tell(new SlotRedirectedEvent({ outcome }));
  }

  async #listSeats(isUnsuited: boolean): Promise<void> {
    this.#go({ name: 'loading' });
    await this.#release();
    if (!this.#isOver) this.#showList(await this.#list.show(), isUnsuited);
  }

  /** After the answers: back to the seat already held if its place still suits, else to what is free. */
  async #seek(): Promise<void> {
    const isHere = this.#watch();
    // A seat asked for before may be on its way, and is then given back.
    if (this.isBusy) await this.#running;
    if (!isHere()) return;
    const hold = this.#hold;
    if (!hold || Date.parse(hold.expiresAt) <= this.now) return this.showSeats();
    const site = this.structure.sites.find(({ id }) => id === hold.seat.siteId);
    if (site && suits(this.structure, site, this.#seatFilters)) this.#take(hold);
    else await this.showSeats(true);
  }

  #showList({ slots, none = { reason: 'full' } }: AvailabilityState, isUnsuited = false): void {
    if (slots.length > 0) this.#go({ name: this.moving ? 'moving' : 'ready', isUnsuited });
    else this.#go({ name: CLOSED.includes(none.reason) && !none.noticeMinutes ? 'closed' : 'none', none });
  }

  async #keep(request: HoldRequest, detail: Partial<SlotKey> & { start: string }): Promise<void> {
    if (this.isBusy || !this.#tell(new SlotRequestEvent(detail))) return;
    await this.#run(async () => {
      const isHere = this.#watch();
      await this.#release();
      const hold = await this.#client.bookings.hold(request).catch((error: unknown) => {
        if (isHere()) throw error;
      });
      if (!hold) return;
      if (!isHere()) return this.#giveBack(hold);
      this.#take(hold);
      const { practiceId, start } = hold.seat;
      this.#tell(new SlotHeldEvent({ holdId: hold.id, practiceId, start, expiresAt: hold.expiresAt }));
    });
  }

  #take(hold: Hold): void {
    this.#hold = hold;
    this.faults = [];
    this.#holdCountdown.start(Date.parse(hold.expiresAt));
    this.#options.mark.set(true);
    this.#go({ name: 'held', hold });
  }

  /** Gives the held seat back. One that cannot be given back now frees itself soon. */
  async #release(): Promise<void> {
    const hold = this.#hold;
    this.#letGo();
    if (hold) await this.#giveBack(hold);
  }

  #giveBack(hold: Hold): Promise<void> {
    return this.#client.bookings.release(hold).catch(() => undefined);
  }

  #letGo(): void {
    this.#hold = undefined;
    this.#holdCountdown.stop();
    this.#options.mark.set(false);
  }

  async #confirm(hold: Hold, isAnother: boolean): Promise<void> {
    const { reason } = this;
    const checklistRun = this.#checklistRun;
    if (!reason || !checklistRun) return this.#begin();
    const person = toPerson(this.#draft);
    const language = this.#options.language();
    const request = { person, reason, checklistRun, language, ...(isAnother && { anotherPerson: true }) };
    const booking = await this.#client.bookings.confirm(hold, request, { place: this.placeOf(hold.seat) });
    this.#letGo();
    // The screen offers to take the booking off this device, and who leaves the page at once finds it again.
    await this.#recollect().catch(() => undefined);
    this.#go({ name: 'confirmed', booking, link: linkOf(booking) });
    this.#tell(new SlotBookedEvent(idsOf(booking)));
  }

  async #move(hold: Hold, link: BookingLink): Promise<void> {
    const booking = await this.#client.bookings.move(link, hold, { place: this.placeOf(hold.seat) });
    this.#letGo();
    this.moving = undefined;
    this.#go({ name: 'moved', booking, link });
    this.#tell(new BookingMovedEvent(idsOf(booking)));
  }

  #show({ booking, link }: OpenBooking): void {
    const name = booking.status === 'cancelled' ? 'cancelled' : this.#isOpen(booking) ? 'booking' : 'too-late';
    this.#go({ name, booking, link });
  }

  #isOpen({ changeableUntil }: Booking): boolean {
    return Date.parse(changeableUntil) > this.now;
  }

  #expire(): void {
    // A confirmation under way is the server's to judge; on other screens the seat is not what is looked at.
    if (!this.isBusy && 'hold' in this.state) this.#go({ name: 'expired', hold: this.state.hold });
  }

  /** Looks again whether a mail on its way has gone, without a change of screen. What cannot be read now is read when it is next seen. */
  async #readMail(): Promise<void> {
    const { state } = this;
    if (!awaitsMail(state) || this.isBusy) return;
    const fresh = await this.#client.bookings.open(state.link).catch(() => undefined);
    if (!fresh || this.state !== state || fresh.mail === 'queued') return;
    this.#opened = this.state = { ...state, booking: { ...state.booking, mail: fresh.mail } };
    if (fresh.mail === 'failed') this.#options.say((t) => t.mailFailed);
    this.#host.requestUpdate();
  }

  #lookAgain = (): void => void this.#readMail();

  #comeBack = (): void => {
    const { state } = this;
    if (state.name === 'offline') this.retry();
    else if (state.name === 'remembered' && state.isStale) void this.recallAgain();
  };

  /** Every refusal has its screen; what has none of its own is said with its code. */
  #fail({ code = 'unexpected', message, ...facts }: Failure): void {
    this.#tell(new RelaisErrorEvent({ code }));
    switch (code) {
      case 'slot-taken':
      case 'window-full':
        this.#offer({ name: 'taken', alternatives: this.#choicesOf(facts) });
        break;
      case 'slot-not-bookable':
        // An older server does not say why.
        this.#offer({
          name: 'not-bookable',
          reason: facts.reason ?? 'closed',
          alternatives: this.#choicesOf(facts),
        });
        break;
      case 'hold-expired':
        if (this.#hold) this.#go({ name: 'expired', hold: this.#hold });
        break;
      case 'duplicate-booking':
        void this.#release();
        this.#go({ name: 'duplicate', link: facts.link });
        break;
      case 'possible-duplicate':
        if (this.#hold) this.#go({ name: code, hold: this.#hold });
        break;
      case 'checklist-blocks-booking':
        this.#redirect(isRedirected(facts.outcome) ? facts.outcome : 'clinician-callback', [...this.yes]);
        break;
      case 'deadline-passed':
        if (this.#opened) this.#go({ ...this.#opened, name: 'too-late' });
        break;
      case 'booking-cancelled':
        if (this.#opened) this.#go({ ...this.#opened, name: 'cancelled' });
        break;
      case 'unauthenticated':
        if (this.#link?.token) this.#go({ name: 'link-invalid' });
        else this.#go({ name: 'failed', code: 'session' });
        break;
      case 'not-found':
      case 'forbidden':
        this.#go({ name: this.structure === NOWHERE ? 'misconfigured' : 'link-invalid' });
        break;
      case 'site-not-allowed':
        this.#showSite(facts.origin ?? this.structure.askingSite?.origin ?? 'null');
        break;
      case 'address':
        this.#tellKeeper(message);
        this.#go({ name: 'misconfigured' });
        break;
      case 'invalid-request':
        this.#correct(facts.faults ?? []);
        break;
      case 'offline':
      case 'unreachable':
        this.#go({ name: code });
        break;
      case 'contract':
        this.#go({ name: 'unreachable' });
        break;
      case 'too-many-holds':
        this.#wait(code, Date.parse(facts.holds?.[0]?.expiresAt ?? '') || this.now + FALLBACK_WAIT_SECONDS * 1000);
        break;
      default:
        if (facts.retryAfter === undefined) this.#go({ name: 'failed', code });
        else this.#wait(code, this.now + facts.retryAfter * 1000);
    }
  }

  #choicesOf({ alternatives = [] }: Pick<Failure, 'alternatives'>): SlotChoice[] {
    return chooseStarts(alternatives, this.structure.sites);
  }

  #offer(state: StateOf<'taken' | 'not-bookable'>): void {
    this.#go(state);
    const { length } = state.alternatives;
    this.#options.say((t) =>
      [state.name === 'taken' ? t.taken : t.notBookable[state.reason], length ? t.others(length) : '']
        .filter(Boolean)
        .join('. '),
    );
  }

  /**
   * A new version of the checklist is read and answered anew, the seat staying held meanwhile. Answers that allow a booking, elsewhere
   * than at the seat held, lead to the other seats.
   */
  async #recover(error: unknown): Promise<void> {
    const { code, outcome } = error as Failure;
    if (code === 'checklist-blocks-booking' && outcome === 'continue') return this.#listSeats(true);
    if (code !== 'checklist-outdated') throw error;
    this.structure = await this.#describe();
    this.#begin(true);
  }

  /** What the server does not accept of a person goes back to its field. */
  #correct(faults: readonly { readonly path: string }[]): void {
    this.faults = fieldNames.filter((name) => faults.some(({ path }) => path.endsWith(name)));
    if (this.faults.length && this.#hold) this.#go({ name: 'held', hold: this.#hold }, 'summary');
    else this.#go({ name: 'failed', code: 'invalid-request' });
  }

  #showSite(origin: string): void {
    this.#letGo();
    this.#go({ name: 'site-not-allowed', origin });
    const { id } = this.structure;
    this.#tellKeeper(
      origin === 'null'
        ? `This page has no origin (a file, or a sandboxed frame), and may not book for ${id}. Put it on a site that may.`
        : `The pages of ${origin} may not book for ${id}. Add "${origin}" to "origins" in the settings of the structure, or have RELAIS_ORIGINS=${origin} set where the backend runs.`,
    );
  }

  /** What whoever keeps the page can mend, said once where they look for it. */
  #tellKeeper(text: string): void {
    if (!this.#hasToldKeeper) console.error(`Relais: ${text}`);
    this.#hasToldKeeper = true;
  }

  #wait(code: string, until: number): void {
    this.#waitCountdown.start(until);
    this.#go({ name: 'waiting', code });
  }
}

/** What our errors bring besides their message; see the SDK's `RelaisError` and those made from it. */
interface Failure extends Error {
  readonly code?: string;
  readonly retryAfter?: number;
  readonly alternatives?: readonly Slot[];
  readonly reason?: NotBookable;
  readonly link?: BookingLink;
  readonly outcome?: string;
  readonly origin?: string;
  readonly holds?: readonly { readonly expiresAt: string }[];
  readonly faults?: readonly { readonly path: string }[];
}

function awaitsMail(state: PickerState): state is StateOf<'confirmed' | 'moved' | 'booking'> {
  return 'booking' in state && MAILED.includes(state.name) && state.booking.mail === 'queued';
}

function linkOf({ id, token }: NewBooking): BookingLink {
  return { bookingId: id, token };
}

function idsOf({ id, seat }: Booking): { bookingId: string; practiceId: string; start: string } {
  return { bookingId: id, practiceId: seat.practiceId, start: seat.start };
}

function isRedirected(outcome: string | undefined): outcome is RedirectedOutcome {
  return outcome !== undefined && Object.hasOwn(REDIRECTED, outcome);
}

/** The end of a window whose last start is this one: a seat of the next start is not what was chosen. */
function justAfter(start: string): string {
  return toInstant(Date.parse(start) + 1000);
}

function toInstant(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
