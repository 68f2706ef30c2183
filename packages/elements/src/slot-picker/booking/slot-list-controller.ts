import type { AvailabilityState, AvailabilityStore, Client, Slot } from '@relais/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Owns: the slots on screen, kept true by live changes while they are shown. One that fills up keeps its place with no seat left,
 * so that nothing moves under a finger. The host owns which of them suit, and what an empty list means.
 */
export class SlotListController implements ReactiveController {
  slots: readonly Slot[] = [];

  readonly #host: ReactiveControllerHost;
  readonly #client: Client;
  readonly #onChange: (state: AvailabilityState) => void;
  #store: AvailabilityStore | undefined;
  #isShown = false;
  #stop: (() => void) | undefined;

  /** `onChange` is told when the list begins or ceases to be empty while it is shown. */
  constructor(host: ReactiveControllerHost, client: Client, onChange: (state: AvailabilityState) => void) {
    this.#host = host;
    this.#client = client;
    this.#onChange = onChange;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#isShown) this.#follow();
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  /** Asks for the list and follows it from then on. Rejects when it cannot be had, whatever was known before. */
  async show(): Promise<AvailabilityState> {
    this.#isShown = true;
    const store = this.#follow();
    await store.refresh();
    const state = store.getState();
    if (state.error) throw state.error;
    this.slots = state.slots;
    return state;
  }

  hide(): void {
    this.#isShown = false;
    this.hostDisconnected();
  }

  /** Listening starts the store: the list a refresh then asks for is the one it asks for itself. */
  #follow(): AvailabilityStore {
    const store = (this.#store ??= this.#client.availability());
    this.#stop ??= store.subscribe(() => this.#take(store.getState()));
    return store;
  }

  #take(state: AvailabilityState): void {
    const { status, slots, none } = state;
    // An empty list without its reason has only just been emptied: the reason is on its way.
    if (status !== 'ready' || (slots.length === 0 && !none)) return;
    const wasEmpty = !this.slots.some(({ remaining }) => remaining > 0);
    this.slots = keepPlaces(this.slots, slots, this.#client.now());
    if (wasEmpty !== (slots.length === 0)) this.#onChange(state);
    this.#host.requestUpdate();
  }
}

/** Fresh slots, and those shown before that are now full and still to come. */
function keepPlaces(known: readonly Slot[], fresh: readonly Slot[], now: number): Slot[] {
  const isFresh = new Set(fresh.map(keyOf));
  const full = known.filter((slot) => !isFresh.has(keyOf(slot)) && Date.parse(slot.start) > now);
  return [...fresh, ...full.map((slot) => ({ ...slot, remaining: 0 }))].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf({ start, practiceId }: Slot): string {
  return `${start} ${practiceId}`;
}
