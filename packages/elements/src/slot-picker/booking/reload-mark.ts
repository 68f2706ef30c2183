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

/**
 * Whether bookings made on this device are to be shown first: the page then loads what reads them, and asks nothing of the backend before it
 * has. Kept in `localStorage`, and says neither which nor when.
 */
export function hasBookings(key: string): boolean {
  return attempt(() => localStorage.getItem(key)) != null;
}

export function markBookings(key: string, areThere: boolean): void {
  attempt(() => (areThere ? localStorage.setItem(key, '1') : localStorage.removeItem(key)));
}

function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
