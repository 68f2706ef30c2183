import type { Planning, Site, Territory } from '@relais/sdk';
import type {
  CompiledTerritory,
  PlannedWeek,
  PlanningChange,
  PlanningDraft,
  TerritoryProblem,
} from '@relais/sdk/planning';
import type * as Engine from './calls.ts';

/** What a draft looks like from its date on. */
export interface Outlook {
  readonly territory: Territory;
  readonly problems: readonly TerritoryProblem[];
  /** Those of the last draft without a fault. */
  readonly weeks: readonly PlannedWeek[];
}

type Parts = Omit<typeof Engine, 'createPlanning' | 'createPlanningDrafts'>;

/** Owns: the planning in force, what somebody has changed of it and not published, and what that would look like. */
export class Draft {
  readonly engine: Parts;
  #base: Planning;
  /** What was there before anything was changed: the planning in force, or one that is to begin. */
  #former: Territory;
  #territory: Territory;
  #from: string;
  readonly #changed: (draft: Draft) => void;
  #seen: { readonly territory: Territory; readonly from: string; readonly outlook: Outlook } | undefined;
  #weeks: readonly PlannedWeek[] = [];

  /** @param changed told whenever something else is to be published */
  constructor(engine: Parts, base: Planning, territory: Territory, changed: (draft: Draft) => void) {
    this.engine = engine;
    this.#base = base;
    this.#former = engine.withoutRetired(territory, base.today);
    this.#territory = this.#former;
    this.#from = base.today;
    this.#changed = changed;
  }

  get territory(): Territory {
    return this.#territory;
  }

  set territory(territory: Territory) {
    this.#territory = territory;
    this.#changed(this);
  }

  /** Effective date. */
  get from(): string {
    return this.#from;
  }

  set from(date: string) {
    this.#from = date;
    this.#changed(this);
  }

  /** Takes up what was changed before on this device. */
  takeUp({ territory, from }: Pick<PlanningDraft, 'territory' | 'from'>): void {
    this.#territory = territory;
    this.#from = from < this.#base.today ? this.#base.today : from;
  }

  get base(): Planning {
    return this.#base;
  }

  get changes(): readonly PlanningChange[] {
    return this.engine.describeChanges(this.#former, this.territory);
  }

  get former(): Territory {
    return this.#former;
  }

  get sites(): readonly Site[] {
    return this.engine.sitesOf(this.territory);
  }

  /** What the draft, or what is being typed in its place, looks like; worked out anew when one of them changes. */
  lookAt(territory: Territory = this.territory): Outlook {
    const { from } = this;
    if (this.#seen?.territory === territory && this.#seen.from === from) return this.#seen.outlook;
    const composed = this.compose(territory);
    const validation = this.engine.validateTerritory(composed);
    if (validation.ok) this.#weeks = this.#weeksOf(validation.compiled);
    const outlook = { territory: composed, problems: validation.ok ? [] : validation.problems, weeks: this.#weeks };
    this.#seen = { territory, from, outlook };
    return outlook;
  }

  /** The file that a publication would bring. */
  compose(territory: Territory = this.territory): Territory {
    const { today, territory: current } = this.#base;
    const from = this.from < today ? today : this.from;
    return this.engine.composePublication(current, territory, { from, today });
  }

  /** Puts what was changed on top of another version. @returns what both have changed, and what the other has */
  rebase(next: Planning): { readonly conflicts: number; readonly theirs: readonly PlanningChange[] } {
    const before = this.#former;
    this.#base = next;
    if (!next.territory) return { conflicts: 0, theirs: [] };
    const after = this.engine.withoutRetired(next.territory, next.today);
    this.#former = after;
    const merged = this.engine.mergeTerritories(before, this.territory, after);
    this.territory = merged.territory;
    return { conflicts: merged.conflicts.length, theirs: this.engine.describeChanges(before, after) };
  }

  #weeksOf(compiled: CompiledTerritory): readonly PlannedWeek[] {
    return this.engine.previewWeeks(compiled, this.#base.today);
  }
}
