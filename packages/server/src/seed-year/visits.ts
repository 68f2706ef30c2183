import { usualReason } from '@relais/engine/visit';
import type { VisitSettings } from '@relais/model';
import { pick, shareOf } from './demand.ts';
import type { DemandProfile } from './demand.ts';
import type { Ask, Step } from './steps.ts';

const MINUTE_MS = 60_000;
/** How visits are written down, of those who come: no source gives shares. Some are never closed, as everywhere. */
const WRITTEN = { usual: 0.66, measured: 0.28, never: 0.06 };
/** Of those whose times are taken. */
const SENT_ON = 0.15;
const TARGETS = { imaging: 0.35, 'attending-doctor': 0.3, specialist: 0.2, emergency: 0.15 };
const WITHOUT_US = { emergency: 0.25, wait: 0.45, elsewhere: 0.3 };
const TOLD = { copied: 0.4, printed: 0.2, no: 0.4 };
/** Nobody is missing before somebody has looked. */
const MISSED_AFTER_MS = 20 * MINUTE_MS;

export interface VisitsOf {
  readonly ask: Ask;
  readonly profile: DemandProfile;
  readonly secretary: string;
  /** Who sees patients, by practice. */
  readonly doctors: Readonly<Record<string, string>>;
  readonly settings: VisitSettings;
}

export interface Booked {
  readonly id: string;
  readonly seat: { readonly practiceId: string; readonly start: string };
}

/** What becomes of a seat that is kept: somebody comes and a doctor writes it down, or nobody does, or nobody comes. */
export class Visits {
  readonly #of: VisitsOf;

  constructor(of: VisitsOf) {
    this.#of = of;
  }

  /** Decides beforehand, so that the same chance gives the same whatever seat is found. */
  expect(reason: string, chance: () => number): (booked: Booked) => Step[] {
    const { settings, profile } = this.#of;
    const isMissing = chance() < shareOf(profile, 'no-show, same-day slots');
    const written = pick(WRITTEN, chance());
    const late = chance() * 25 * MINUTE_MS;
    const lasts = (7 + chance() * 16) * MINUTE_MS;
    const told = pick(TOLD, chance());
    const outcome = {
      finalReason: usualReason(settings, reason)?.code ?? settings.finalReasons.at(-1)!.code,
      ...(chance() < SENT_ON && { redirection: pick(TARGETS, chance()) }),
      ...(chance() < 0.6 && { withoutUs: pick(WITHOUT_US, chance()) }),
    };
    return (booked) => {
      const start = Date.parse(booked.seat.start);
      if (isMissing) return [this.#atTheDesk(booked, start + MISSED_AFTER_MS, 'noShow')];
      const doctor = this.#of.doctors[booked.seat.practiceId];
      if (written === 'never' || doctor === undefined) return [this.#atTheDesk(booked, start, 'arrived')];
      if (written === 'usual') {
        const close = { kind: 'close', finalReason: outcome.finalReason, usual: true };
        return [{ at: start + lasts, act: () => this.#act(booked, doctor, [close]) }];
      }
      const close = { kind: 'close', ...outcome };
      const end = told === 'no' ? [close] : [close, { kind: 'feedback', channel: told }];
      const began = { at: start + late, act: () => this.#act(booked, doctor, [{ kind: 'started' }]) };
      return [began, { at: start + late + lasts, act: () => this.#act(booked, doctor, end, 1) }];
    };
  }

  #atTheDesk(booked: Booked, at: number, kind: 'arrived' | 'noShow'): Step {
    return { at, act: () => this.#act(booked, this.#of.secretary, [{ kind }]) };
  }

  async #act({ id }: Booked, who: string, actions: readonly object[], revision = 0): Promise<Step[]> {
    for (const [index, action] of actions.entries())
      await this.#of.ask(who, 'POST', `/visits/${id}/actions`, { ...action, revision: revision + index });
    return [];
  }
}
