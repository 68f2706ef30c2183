import type {
  AvailabilityState,
  Booking,
  BookingLink,
  ChecklistRun,
  Client,
  Hold,
  HoldRequest,
  NoSlot,
  PatientFacts,
  RememberedBooking,
  Slot,
  SlotKey,
  StructureInfo,
} from '@relais/sdk';
import { evaluateChecklist, parseBookingFragment, toInstant } from '@relais/sdk';
import type { ReactiveController } from 'lit';
import { CountdownController } from '../../ui/countdown-controller.ts';
import { RelaisErrorEvent } from '../../ui/error-event.ts';
import { Stage, type Host } from '../../ui/flow/stage.ts';
import { toFacts, type FactsDraft } from './facts.ts';
import { consequenceOf, type Failure, type RefusableField } from './failures.ts';
import { HeldSeat } from './held-seat.ts';
import { MailWatch } from './mail-watch.ts';
import { dateIn, fieldNames, findFaults, toPerson, type FieldName, type PersonDraft } from './person.ts';
import type { PickerOptions, Prefill } from './picker-options.ts';
import { isListed, linkOf, type OpenBooking, type PickerState } from './picker-state.ts';
import { RememberedBookings } from './remembered-bookings.ts';
import { SeatNeeds } from './seat-needs.ts';
import { suits, windowOf, type SlotChoice } from './slot-groups.ts';
import { SlotListController } from './slot-list-controller.ts';
import {
  BookingCancelledEvent,
  BookingMovedEvent,
  BookingRequestEvent,
  SlotBookedEvent,
  SlotHeldEvent,
  SlotRedirectedEvent,
  SlotRequestEvent,
  bookingDetail,
  type RedirectedOutcome,
} from './slot-picker-events.ts';
import { NOWHERE, placeOf, refuseForeignSite } from './structure.ts';

const REDIRECTED = { 'call-15': 'urgent', 'clinician-callback': 'callback', 'attending-doctor': 'attending' } as const;
/** Reasons for an empty list that are the day's, not the demand's. */
const CLOSED: readonly NoSlot['reason'][] = ['ended-today', 'holiday', 'closed'];
const SETTLED = { confirm: 'confirmed', move: 'moved', cancel: 'cancelled' } as const;

/**
 * Owns: where a person stands between the checklist and a confirmed booking, what they have said, and which screen follows which. Its parts own
 * the seat held, the list of slots, the bookings of this device. The host owns what is drawn, where the focus goes, and the first screen.
 * Touches no DOM besides the host's events.
 *
 * Nothing a person answers is kept longer than this object lives; the client keeps pending writes, encrypted.
 */
export class SlotPickerController implements ReactiveController {
  structure = NOWHERE;
  /** Ticked signs. */
  readonly yes = new Set<string>();
  reason: string | undefined;
  readonly needs: SeatNeeds;
  readonly person: PersonDraft = { familyName: '', givenName: '', birthDate: '', phone: '', email: '' };
  /** What figures of activity may know of the person, who need not say any of it. */
  readonly facts: FactsDraft = {};
  faults: readonly RefusableField[] = [];
  /** Parts of the list, and of the form, that are open. */
  readonly unfolded = new Set<string>();
  /** The booking being moved. */
  moving: OpenBooking | undefined;

  readonly #host: Host;
  readonly #options: PickerOptions;
  readonly #client: Client;
  readonly #stage: Stage<PickerState>;
  readonly #list: SlotListController;
  readonly #seat: HeldSeat;
  readonly #seatCountdown: CountdownController;
  readonly #retryCountdown: CountdownController;
  readonly #mailWatch: MailWatch;
  readonly #remembered: RememberedBookings;
  #checklistRun: ChecklistRun | undefined;
  /** The booking last shown. */
  #opened: OpenBooking | undefined;
  /** What opens the booking last asked for. */
  #link: BookingLink | undefined;
  #hasAdvised = false;

  constructor(host: Host, options: PickerOptions) {
    const { client, every } = options;
    const timer = { now: () => this.now, ...(every && { every }) };
    this.#host = host;
    this.#options = options;
    this.#client = client;
    this.#stage = new Stage<PickerState>(host, {
      first: { name: 'loading' },
      onFailure: (error) => this.#fail(error as Failure),
      // A list that empties or fills up meanwhile is not the doing of whoever looks at it.
      isSame: (one, other) => isListed(one) && isListed(other),
    });
    this.#list = new SlotListController(host, client, (list) => this.#showList(list));
    this.#seatCountdown = new CountdownController(host, {
      ...timer,
      announce: (seconds) => options.say((t) => t.heldFor(t.duration(seconds))),
      end: () => this.#expire(),
    });
    this.#seat = new HeldSeat(client, options.mark, this.#seatCountdown);
    this.#retryCountdown = new CountdownController(host, { ...timer, end: () => this.retry() });
    this.#mailWatch = new MailWatch(host, {
      client,
      timer,
      stage: this.#stage,
      onNews: (state) => {
        this.#opened = this.#stage.state = state;
        if (state.booking.mail === 'failed') options.say((t) => t.mailFailed);
        host.requestUpdate();
      },
    });
    this.#remembered = new RememberedBookings(client, () => {
      if (this.#stage.isClosed) return;
      options.noteBookings(this.remembered.length > 0);
      host.requestUpdate();
    });
    this.needs = new SeatNeeds(() => host.requestUpdate());
    this.prefill(options.prefill);
    host.addController(this);
  }

  hostConnected(): void {
    globalThis.addEventListener('online', this.#comeBack);
  }

  hostDisconnected(): void {
    globalThis.removeEventListener('online', this.#comeBack);
  }

  /** Nobody will see the rest: the seat held is given back, and nothing is counted or followed any more. */
  async dispose(): Promise<void> {
    this.#stage.isClosed = true;
    const countdowns = [this.#seatCountdown, this.#retryCountdown];
    for (const countdown of countdowns) countdown.stop();
    this.#list.hide();
    this.#mailWatch.dispose();
    this.hostDisconnected();
    for (const part of [this, this.#list, ...countdowns]) this.#host.removeController(part);
    // What is being confirmed uses its seat up.
    await this.#stage.running;
    await this.#seat.release();
  }

  get state(): PickerState {
    return this.#stage.state;
  }

  /** Something is being asked of the server; gestures wait. */
  get isBusy(): boolean {
    return this.#stage.isBusy;
  }

  /** Id of what is to take the focus once drawn. */
  get focusTarget(): string | undefined {
    return this.#stage.focusTarget;
  }

  /** The focus is where it was to go. */
  clearFocusTarget(): void {
    this.#stage.focusTarget = undefined;
  }

  /** The server's clock, in milliseconds. */
  get now(): number {
    return this.#client.now();
  }

  /** Seconds left on the held seat, or until the next try by itself. */
  get secondsLeft(): number {
    return (this.state.name === 'waiting' ? this.#retryCountdown : this.#seatCountdown).remaining;
  }

  /** Bookings made on this device that are not over, oldest first. */
  get remembered(): readonly RememberedBooking[] {
    return this.#remembered.list;
  }

  /** Slots at the sites that suit, in order; those that filled up while on screen have no seat left. */
  get slots(): readonly Slot[] {
    const sites = this.structure.sites.filter((site) => suits(this.structure, site, this.needs.query));
    return this.#list.slots.filter(({ siteId }) => sites.some(({ id }) => id === siteId));
  }

  /** Whether the reason came from the host, so that nobody is asked. */
  get isReasonGiven(): boolean {
    return this.structure.reasons.some(({ code }) => code === this.#options.prefill.reason);
  }

  /** What a person is asked. An address is of no use to a structure that sends no mail. */
  get fields(): readonly FieldName[] {
    return fieldNames.filter((name) => name !== 'email' || this.structure.mail);
  }

  /** The commune said for the journey, which stands for that of residence until it is taken back or refused. */
  get saidCommune(): StructureInfo['communes'][number] | undefined {
    if (this.facts.commune !== undefined || this.faults.includes('commune')) return undefined;
    return this.structure.communes.find(({ id }) => id === this.needs.filters.commune);
  }

  /** What is typed, without what is not asked. */
  get #draft(): PersonDraft {
    return this.structure.mail ? this.person : { ...this.person, email: '' };
  }

  /** What is answered to the questions one may leave. */
  get #facts(): PatientFacts | undefined {
    return toFacts({ commune: this.needs.filters.commune, ...this.facts }, this.structure);
  }

  // Beginning

  /** Loads what is needed, takes up what a reload interrupted, then shows the checklist. */
  start(): Promise<void> {
    return this.#load(async () => {
      refuseForeignSite(this.structure);
      if (await this.#resume()) return this.#options.mark.set(false);
      await this.#seat.find();
      this.#begin();
    });
  }

  /**
   * Shows the bookings made on this device that are still to come, as they stand now; one alone with all that can be done with it. Asks
   * nothing of the backend when there is none, and shows nothing then. Whether something is shown.
   */
  async showRemembered(): Promise<boolean> {
    await this.#remembered.read();
    if (this.remembered.length === 0) return false;
    await this.#stage.run(() => this.#recall());
    return this.state.name !== 'loading';
  }

  /** The same once more; a new request when nothing is left to show. */
  async backToRemembered(): Promise<void> {
    if (!(await this.showRemembered())) await this.restart();
  }

  /** Opens the booking a link of ours points to, by the fragment of the page's address. */
  async openFragment(fragment: string): Promise<void> {
    const link = parseBookingFragment(fragment);
    if (link) await this.open(link);
    else this.#show({ name: 'link-invalid' });
  }

  /** Opens the booking behind a link. */
  open(link: BookingLink): Promise<void> {
    this.#link = link;
    return this.#load(async () => this.#showBooking({ booking: await this.#client.bookings.open(link), link }));
  }

  /** A new request from the beginning. What was typed stays, what was answered does not. */
  restart(): Promise<void> {
    return this.#load(async () => {
      refuseForeignSite(this.structure);
      await this.#seat.release();
      this.moving = this.#link = undefined;
      this.#begin();
    });
  }

  /** Takes over what the host knows; said again, it replaces what was typed. */
  prefill({ reason, commune, equipment, stepFree, sex, attendingDoctor, ...person }: Prefill): void {
    for (const name of fieldNames) this.person[name] = person[name] ?? this.person[name];
    this.facts.sex = sex ?? this.facts.sex;
    this.facts.attendingDoctor = attendingDoctor ?? this.facts.attendingDoctor;
    this.reason = reason ?? this.reason;
    this.needs.set({
      ...(commune && { commune }),
      ...(equipment?.length && { equipment: [...equipment] }),
      ...(stepFree && { stepFree }),
    });
    this.#showFacts();
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
    this.#retryCountdown.stop();
    void this.#stage.retry();
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
    this.needs.requiredEquipment = result.requiredEquipment;
    if (this.isReasonGiven) void this.#seek();
    else this.#show({ name: 'reason' });
  }

  /** Takes back the signs that led away, and goes back to the first of them. */
  untick(itemIds: readonly string[]): void {
    for (const id of itemIds) this.yes.delete(id);
    this.showChecklist(itemIds[0]);
  }

  showChecklist(focus?: string, isOutdated = false): void {
    const { checklist } = this.structure;
    if (checklist) this.#show({ name: 'checklist', checklist, isOutdated }, focus);
    else this.#show({ name: 'checklist-missing' });
  }

  chooseReason(code: string): void {
    this.reason = code;
    void this.#seek();
  }

  // Seat

  /** Gives back the seat held, if any, and shows what is free; `isUnsuited` when the place of that seat is why. */
  showSeats(isUnsuited = false): Promise<void> {
    return this.#stage.run(() => this.#listSeats(isUnsuited));
  }

  unfold(key: string, isOpen: boolean): void {
    if (isOpen) this.unfolded.add(key);
    else this.unfolded.delete(key);
    this.#host.requestUpdate();
  }

  leaveSeats(): void {
    if (this.moving) void this.keepBooking();
    else if (this.isReasonGiven) this.showChecklist();
    else this.#show({ name: 'reason' });
  }

  /** Any seat among these, which follow each other: the server chooses. */
  holdWindow(slots: readonly Pick<Slot, 'start'>[], siteIds?: string[]): Promise<void> {
    const window = windowOf(slots);
    const filters = { ...this.needs.query, ...(siteIds && { siteIds }) };
    return this.#hold({ window, filters }, { start: window.from });
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
    return this.#hold({ slot: { practiceId, start }, filters: this.needs.query }, { practiceId, start });
  }

  // Person and booking

  /** `isAnother`: the person has said not to be the one who has a booking already. */
  async confirm(hold: Hold, isAnother = false): Promise<void> {
    this.faults = findFaults(this.#draft, dateIn(this.structure.timezone, this.now));
    if (this.faults.length > 0) this.#stage.focus('summary');
    else if (this.#stage.dispatch(new BookingRequestEvent({ holdId: hold.id }))) {
      await this.#stage.run(() => this.#confirm(hold, isAnother).catch((error: unknown) => this.#recover(error)));
    }
  }

  /** The commune said for the journey is not told as that of residence; another may be. */
  takeBackCommune(): void {
    this.facts.commune = '';
    this.#stage.focus('commune');
  }

  /** Back to what was typed; the seat stays held. */
  correctPerson(hold: Hold): void {
    this.#show({ name: 'held', hold });
  }

  /** The booking there is stays the only one: the seat is given back. Which booking it is, the server tells nobody. */
  keepExisting(): Promise<void> {
    return this.#stage.run(async () => {
      await this.#seat.release();
      await this.#remembered.read();
      const [link, ...others] = this.remembered;
      this.#show({ name: 'duplicate', link: others.length ? undefined : link, isGuess: true });
    });
  }

  /** Looks for another seat for a booking, which is kept until then. */
  move(opened: OpenBooking): Promise<void> {
    this.moving = opened;
    return this.showSeats();
  }

  async confirmMove(hold: Hold): Promise<void> {
    const { moving } = this;
    if (moving && this.#stage.dispatch(new BookingRequestEvent({ holdId: hold.id }))) {
      await this.#stage.run(() => this.#move(hold, moving.link));
    }
  }

  askCancel({ booking, link }: OpenBooking): void {
    this.#show({ name: 'cancelling', booking, link });
  }

  cancel({ link }: OpenBooking): Promise<void> {
    return this.#stage.run(async () => {
      this.#options.mark.set(true);
      const booking = await this.#client.bookings.cancel(link);
      this.#options.mark.set(false);
      this.#show({ name: 'cancelled', booking, link });
      this.#stage.dispatch(new BookingCancelledEvent({ bookingId: booking.id }));
    });
  }

  /** Leaves the booking as it is. */
  keepBooking(): Promise<void> {
    return this.#stage.run(async () => {
      await this.#seat.release();
      this.moving = undefined;
      if (this.#opened) this.#showBooking(this.#opened);
    });
  }

  askForget(remembered: RememberedBooking): void {
    this.#show({ name: 'forgetting', remembered });
  }

  /** Takes a booking off this device; it stays booked. */
  forget(remembered: RememberedBooking): Promise<void> {
    return this.#stage.run(async () => {
      await this.#remembered.forget(remembered);
      this.#opened = this.#link = undefined;
      this.#show({ name: 'forgotten', remembered });
    });
  }

  /** The booking as an iCalendar text; `undefined` when it could not be had, which has its screen. */
  async readCalendar(link: BookingLink): Promise<string | undefined> {
    const { state } = this;
    let text: string | undefined;
    await this.#stage.run(async () => {
      const isHere = this.#stage.watch();
      const answer = await this.#client.bookings.calendar(link).catch((error: unknown) => {
        if (isHere()) throw error;
      });
      if (answer === undefined || !isHere()) return;
      text = answer;
      // Tried again from the screen of a failure.
      if (this.state !== state) this.#show(state);
    });
    return text;
  }

  // Inside

  #show(state: PickerState, focus = 'heading'): void {
    if ('booking' in state) {
      this.#opened = state;
      this.#link = state.link;
      this.#mailWatch.start(state);
      this.#remembered.read().catch(() => undefined);
    }
    if (!isListed(state)) this.#list.hide();
    this.#stage.show(state, focus);
  }

  /** Reads the structure, then goes on. */
  #load(next: () => Promise<void>): Promise<void> {
    return this.#stage.run(async () => {
      this.#show({ name: 'loading' });
      [this.structure] = await Promise.all([this.#describe(), this.#remembered.read()]);
      await next();
    });
  }

  async #recall(): Promise<void> {
    this.#show({ name: 'loading' });
    const bookings = this.remembered;
    const structure = await this.#describe().catch(() => undefined);
    if (!structure) return this.#show({ name: 'remembered', bookings, isStale: true });
    this.structure = structure;
    const known = await this.#remembered.ask();
    const [first] = known;
    if (!first) return;
    if (known.length === 1 && first.booking) return this.#showBooking({ booking: first.booking, link: first.link });
    this.#show({
      name: 'remembered',
      bookings: known.map(({ link, booking }) => ({
        ...link,
        seat: booking?.seat ?? link.seat,
        isCancelled: booking?.status === 'cancelled',
      })),
      isStale: known.some(({ booking }) => !booking),
    });
  }

  /** What stands in the slot for requests works with the same backend, and asks nobody for the signs again. */
  readonly lend = ({ target }: Event): void => {
    for (const element of (target as HTMLSlotElement).assignedElements())
      Object.assign(element, { client: this.#client, checklistRun: this.#checklistRun });
  };

  #describe(): Promise<StructureInfo> {
    return this.#client.structure.describe({ language: this.#options.language() });
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
        await this.#seat.replace(write.answer);
      } else if (!isSettled) {
        isSettled = true;
        const link = write.kind === 'confirm' ? linkOf(write.answer) : write.link;
        this.#show({ name: SETTLED[write.kind], booking: write.answer, link });
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
    this.#show({ name: REDIRECTED[outcome], itemIds });
    this.#stage.dispatch(new SlotRedirectedEvent({ outcome }));
  }

  async #listSeats(isUnsuited: boolean): Promise<void> {
    this.#show({ name: 'loading' });
    await this.#seat.release();
    if (!this.#stage.isClosed) this.#showList(await this.#list.show(), isUnsuited);
  }

  /** After the answers: back to the seat already held if its place still suits, else to what is free. */
  async #seek(): Promise<void> {
    const isHere = this.#stage.watch();
    // A seat asked for before may be on its way, and is then given back.
    if (this.isBusy) await this.#stage.running;
    if (!isHere()) return;
    const { hold } = this.#seat;
    if (!hold || Date.parse(hold.expiresAt) <= this.now) return this.showSeats();
    const site = this.structure.sites.find(({ id }) => id === hold.seat.siteId);
    if (site && suits(this.structure, site, this.needs.query)) this.#take(hold);
    else await this.showSeats(true);
  }

  #showList({ slots, none = { reason: 'full' } }: AvailabilityState, isUnsuited = false): void {
    if (slots.length > 0) this.#show({ name: this.moving ? 'moving' : 'ready', isUnsuited });
    else this.#show({ name: CLOSED.includes(none.reason) && !none.noticeMinutes ? 'closed' : 'none', none });
  }

  async #hold(request: HoldRequest, detail: Partial<SlotKey> & { start: string }): Promise<void> {
    if (this.isBusy || !this.#stage.dispatch(new SlotRequestEvent(detail))) return;
    await this.#stage.run(async () => {
      const isHere = this.#stage.watch();
      await this.#seat.release();
      const hold = await this.#client.bookings.hold(request).catch((error: unknown) => {
        if (isHere()) throw error;
      });
      if (!hold) return;
      if (!isHere()) return this.#seat.decline(hold);
      this.#take(hold);
      const { practiceId, start } = hold.seat;
      this.#stage.dispatch(new SlotHeldEvent({ holdId: hold.id, practiceId, start, expiresAt: hold.expiresAt }));
    });
  }

  #take(hold: Hold): void {
    this.faults = [];
    this.#showFacts();
    this.#seat.take(hold);
    this.#show({ name: 'held', hold });
  }

  /** Opens the questions one may leave where they have an answer already: nothing is sent that the person could not see. */
  #showFacts(): void {
    if (this.#facts) this.unfolded.add('facts');
  }

  async #confirm(hold: Hold, isAnother: boolean): Promise<void> {
    const { reason } = this;
    const checklistRun = this.#checklistRun;
    if (!reason || !checklistRun) return this.#begin();
    const person = toPerson(this.#draft);
    const language = this.#options.language();
    const facts = this.#facts;
    const request = {
      person,
      reason,
      ...(facts && { facts }),
      checklistRun,
      language,
      ...(isAnother && { anotherPerson: true }),
    };
    const booking = await this.#client.bookings.confirm(hold, request, { place: placeOf(this.structure, hold.seat) });
    this.#seat.forget();
    // The screen offers to take the booking off this device, and who leaves the page at once finds it again.
    await this.#remembered.read().catch(() => undefined);
    this.#show({ name: 'confirmed', booking, link: linkOf(booking) });
    this.#stage.dispatch(new SlotBookedEvent(bookingDetail(booking)));
  }

  async #move(hold: Hold, link: BookingLink): Promise<void> {
    const booking = await this.#client.bookings.move(link, hold, { place: placeOf(this.structure, hold.seat) });
    this.#seat.forget();
    this.moving = undefined;
    this.#show({ name: 'moved', booking, link });
    this.#stage.dispatch(new BookingMovedEvent(bookingDetail(booking)));
  }

  #showBooking({ booking, link }: OpenBooking): void {
    const name = booking.status === 'cancelled' ? 'cancelled' : this.#isOpen(booking) ? 'booking' : 'too-late';
    this.#show({ name, booking, link });
  }

  #isOpen({ changeableUntil }: Booking): boolean {
    return Date.parse(changeableUntil) > this.now;
  }

  #expire(): void {
    // A confirmation under way is the server's to judge; on other screens the seat is not what is looked at.
    if (!this.isBusy && 'hold' in this.state) this.#show({ name: 'expired', hold: this.state.hold });
  }

  #comeBack = (): void => {
    const { state } = this;
    if (state.name === 'offline') this.retry();
    else if (state.name === 'remembered' && state.isStale) void this.backToRemembered();
  };

  #fail(failure: Failure): void {
    const { code = 'unexpected', outcome } = failure;
    this.#stage.dispatch(new RelaisErrorEvent({ code }));
    if (code === 'checklist-blocks-booking') {
      return this.#redirect(isRedirected(outcome) ? outcome : 'clinician-callback', [...this.yes]);
    }
    const { state, focus, seat, faults, retryAt, said, advice } = consequenceOf(failure, {
      structure: this.structure === NOWHERE ? undefined : this.structure,
      hold: this.#seat.hold,
      opened: this.#opened,
      link: this.#link,
      now: this.now,
    });
    if (seat === 'released') void this.#seat.release();
    if (seat === 'forgotten') this.#seat.forget();
    if (faults) this.faults = faults;
    if (faults?.includes('commune')) this.unfolded.add('facts');
    if (retryAt) this.#retryCountdown.start(retryAt);
    if (state) this.#show(state, focus);
    if (said) this.#options.say(said);
    if (advice) this.#advise(advice);
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

  /** What whoever keeps the page can mend, said once where they look for it. */
  #advise(text: string): void {
    if (!this.#hasAdvised) console.error(`Relais: ${text}`);
    this.#hasAdvised = true;
  }
}

function isRedirected(outcome: string | undefined): outcome is RedirectedOutcome {
  return outcome !== undefined && Object.hasOwn(REDIRECTED, outcome);
}
