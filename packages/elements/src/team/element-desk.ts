import type { Readiness, Team as TeamState } from '@relais/sdk';
import type { Team } from '@relais/sdk/team';
import type { ReactiveElement } from 'lit';
import type { DialogController } from '../ui/dialog/dialog-controller.ts';
import type { FlowController } from '../ui/flow/flow-controller.ts';
import { createFormat, type Format } from '../ui/format.ts';
import type { LocaleController } from '../ui/locale-controller.ts';
import type { ToastController } from '../ui/toast/toast-controller.ts';
import type { Drawn } from '../ui/dialog/form-dialog.ts';
import type { ChangedPart, Desk, State } from './shared/desk.ts';
import type { TeamController } from './team-controller.ts';
import { TeamChangeEvent } from './shared/team-events.ts';
import type { TeamStrings } from './words/fr.ts';

interface Parts {
  readonly locale: LocaleController<TeamStrings>;
  readonly controller: TeamController;
  readonly flow: FlowController<State>;
  readonly dialog: DialogController<Drawn>;
  readonly toasts: ToastController;
}

/** The element as its screens see it, always as it is now. */
export class ElementDesk implements Desk {
  readonly flow: FlowController<State>;
  readonly dialog: DialogController<Drawn>;
  readonly #host: ReactiveElement;
  readonly #parts: Parts;
  #format: { readonly key: readonly unknown[]; readonly format: Format } | undefined;

  constructor(host: ReactiveElement, parts: Parts) {
    this.#host = host;
    this.#parts = parts;
    this.flow = parts.flow;
    this.dialog = parts.dialog;
  }

  get t(): TeamStrings {
    return this.#parts.locale.strings;
  }

  get language(): string {
    return this.#parts.locale.language;
  }

  get calls(): Team {
    const { calls } = this.#parts.controller.reading;
    if (!calls) throw new Error('There is no screen before there is a client');
    return calls;
  }

  get team(): TeamState | undefined {
    return this.#parts.controller.team;
  }

  get readiness(): Readiness | undefined {
    return this.#parts.controller.readiness;
  }

  get now(): number {
    return this.#parts.controller.reading.now;
  }

  get format(): Format {
    const key = [this.t, this.language, this.timezone];
    if (!this.#format?.key.every((part, index) => part === key[index]))
      this.#format = { key, format: createFormat(this.t, this.language, this.timezone) };
    return this.#format.format;
  }

  get timezone(): string {
    return this.team?.timezone ?? this.readiness?.timezone ?? 'Europe/Paris';
  }

  redraw(): void {
    this.#host.requestUpdate();
  }

  dispatch(event: Event): void {
    this.#host.dispatchEvent(event);
  }

  refresh(): Promise<void> {
    return this.#parts.controller.reading.refresh();
  }

  async done(text: string, { professional, protocol }: ChangedPart = {}): Promise<void> {
    this.#parts.toasts.show(this.t, { text });
    const detail = {
      ...(professional !== undefined && { professionalId: professional }),
      ...(protocol !== undefined && { protocolId: protocol }),
    };
    this.dispatch(new TeamChangeEvent(detail));
    await this.refresh();
  }
}
