/** What a picker knows of the page's last life, and tells its next one. */
export interface ReloadMark {
  /** Something was under way when the page was left. */
  readonly isSet: boolean;
  set(isUnderWay: boolean): void;
}

/** Marks read since the page was loaded: what is stored under them from then on is this life's own. */
const spent = new Set<string>();

/**
 * Whether a reload interrupted something. Kept for one tab, in `sessionStorage`, and says nothing about anybody. A page without storage
 * (a sandboxed frame, a strict browser) has no marks, and works.
 */
export function isMarked(key: string): boolean {
  return !spent.has(key) && attempt(() => sessionStorage.getItem(key)) != null;
}

/** The mark as it is now, for the one picker that takes it up. */
export function spendMark(key: string): ReloadMark {
  const isSet = isMarked(key);
  spent.add(key);
  return {
    isSet,
    set: (isUnderWay) =>
      void attempt(() => (isUnderWay ? sessionStorage.setItem(key, '1') : sessionStorage.removeItem(key))),
  };
}

function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
