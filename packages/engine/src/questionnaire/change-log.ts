import type { Aspect, FormItem } from './form-item.ts';
import { isSame } from './values.ts';

/** All consequences of one edit, told once, when everything has come to rest. */
export interface Change {
  readonly items: ReadonlyMap<FormItem, ReadonlySet<Aspect>>;
}

/** Gathers what an edit changes, to be told once; what ends as it began is not told. */
export class ChangeLog {
  #changes = new Map<FormItem, Map<Aspect, unknown>>();
  #stamp = 0;

  /** `before`: what an aspect was, for those that can come back to it. */
  note(item: FormItem, aspect: Aspect, before?: unknown): void {
    let aspects = this.#changes.get(item);
    if (!aspects) this.#changes.set(item, (aspects = new Map<Aspect, unknown>()));
    if (!aspects.has(aspect)) aspects.set(aspect, before);
    this.#stamp++;
    for (let up: FormItem | undefined = item; up; up = up.parent) up.stamp = this.#stamp;
  }

  forget(item: FormItem): void {
    this.#changes.delete(item);
  }

  /** What has changed since it was last asked; undefined when nothing has. */
  take(): Change | undefined {
    const items = new Map<FormItem, ReadonlySet<Aspect>>();
    for (const [item, aspects] of this.#changes) {
      const real = [...aspects].filter(([aspect, before]) => !isUnchanged(item, aspect, before));
      if (real.length > 0) items.set(item, new Set(real.map(([aspect]) => aspect)));
    }
    this.#changes = new Map();
    return items.size > 0 ? { items } : undefined;
  }
}

function isUnchanged(item: FormItem, aspect: Aspect, before: unknown): boolean {
  if (aspect === 'value') return isSame(before, snapshotOf(item));
  return aspect === 'enabled' && before === item.enabled;
}

/** The answers of an item, to compare with later ones. */
export function snapshotOf(item: FormItem): unknown {
  return item.answers.map(({ key, value, rejected }) => ({ key, value, rejected }));
}
