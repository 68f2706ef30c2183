import type { FormItem, Issue } from './form-item.ts';
import { issuesOf } from './validation.ts';
import type { Check } from './validation.ts';
import { walk } from './walk.ts';

/** Makes what judges the items of a form, by what every form asks and by the checks its parts bring. */
export type Judging = (checks: readonly Check[]) => Judge;

export const judging: Judging = (checks) => new Judge(checks);

/** Knows which items have to be judged again after an edit, and judges them. */
export class Judge {
  readonly #checks: readonly Check[];
  readonly #stale = new Set<FormItem>();

  /** `checks`: what the parts of the form judge items by, besides what every form does. */
  constructor(checks: readonly Check[]) {
    this.#checks = checks;
  }

  add(item: FormItem): void {
    this.#stale.add(item);
  }

  addAll(item: FormItem): void {
    walk(item, (one) => this.#stale.add(one));
  }

  forget(item: FormItem): void {
    this.#stale.delete(item);
  }

  /** Judges what has to be; calls for each item whose issues are others than before. */
  run(changed: (item: FormItem) => void): void {
    // Once a group has an answer its required questions are asked for, and no longer when it has none (SDC, `required`).
    const concerned = new Set<FormItem>();
    for (const item of this.#stale) {
      for (let up: FormItem | undefined = item; up && !concerned.has(up); up = up.parent) concerned.add(up);
    }
    for (const item of concerned) this.#refreshPresence(item);
    for (const item of this.#stale) {
      const issues = issuesOf(item, this.#checks);
      if (isSameList(issues, item.issues)) continue;
      item.issues = issues;
      changed(item);
    }
    this.#stale.clear();
  }

  #refreshPresence(item: FormItem): void {
    this.#stale.add(item);
    const present = item.isPresent;
    if (present === item.wasPresent) return;
    item.wasPresent = present;
    for (const sibling of item.repetitions) this.addAll(sibling);
  }
}

function isSameList(a: readonly Issue[], b: readonly Issue[]): boolean {
  return a.length === b.length && a.every((issue, index) => isSameIssue(issue, b[index]));
}

function isSameIssue(a: Issue, b: Issue | undefined): boolean {
  return a.code === b?.code && a.message === b.message && a.severity === b.severity && a.answer === b.answer;
}
