import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A host that draws nothing: what a controller asks of it can be counted. */
export class BareHost extends EventTarget implements ReactiveControllerHost {
  readonly controllers = new Set<ReactiveController>();
  updates = 0;
  readonly updateComplete = Promise.resolve(true);

  addController(controller: ReactiveController): void {
    this.controllers.add(controller);
  }

  removeController(controller: ReactiveController): void {
    this.controllers.delete(controller);
  }

  requestUpdate(): void {
    this.updates += 1;
  }

  update(): void {
    for (const controller of this.controllers) controller.hostUpdate?.();
  }

  connect(): void {
    for (const controller of this.controllers) controller.hostConnected?.();
  }

  disconnect(): void {
    for (const controller of this.controllers) controller.hostDisconnected?.();
  }
}

/** A clock that stands still until it is moved, and the timers that run on it. */
export class HandClock {
  now: number;
  readonly #ticks = new Set<() => void>();

  constructor(now: number) {
    this.now = now;
  }

  readonly every = (tick: () => void): (() => void) => {
    this.#ticks.add(tick);
    return () => this.#ticks.delete(tick);
  };

  get timers(): number {
    return this.#ticks.size;
  }

  /** Lets seconds pass one by one. */
  pass(seconds: number): void {
    for (let second = 0; second < seconds; second++) this.jump(1);
  }

  /** Lets seconds pass at once, as when a device wakes. */
  jump(seconds: number): void {
    this.now += seconds * 1000;
    for (const tick of this.#ticks) tick();
  }
}
