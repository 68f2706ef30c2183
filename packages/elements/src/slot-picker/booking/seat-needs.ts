import type { SeatFilters } from '@relais/sdk';

type Filters = { readonly [Name in keyof SeatFilters]?: SeatFilters[Name] | undefined };

/** Owns: what a person needs of the place they are seen at, as they say and as their answers to the checklist ask. */
export class SeatNeeds {
  /** What the person says. */
  filters: Filters = {};
  /** Equipment their answers ask for, which they cannot do without. */
  requiredEquipment: readonly string[] = [];

  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Equipment asked for, by the person or by their answers. */
  get equipment(): readonly string[] {
    return [...new Set([...(this.filters.equipment ?? []), ...this.requiredEquipment])];
  }

  /** As the server is asked. */
  get query(): SeatFilters {
    return JSON.parse(JSON.stringify({ ...this.filters, equipment: this.equipment })) as SeatFilters;
  }

  set(patch: Filters): void {
    this.filters = { ...this.filters, ...patch };
    this.#onChange();
  }

  wantEquipment(item: string, isWanted: boolean): void {
    const others = (this.filters.equipment ?? []).filter((wanted) => wanted !== item);
    this.set({ equipment: isWanted ? [...others, item] : others });
  }

  clear(): void {
    this.filters = {};
    this.#onChange();
  }
}
