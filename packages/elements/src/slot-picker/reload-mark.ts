/** Remembers for one tab, over a reload of its page, that something was under way. Says nothing about anybody. */
export interface ReloadMark {
  readonly isSet: boolean;
  set(isUnderWay: boolean): void;
}

/** A page without storage (a sandboxed frame, a strict browser) has no mark, and works. */
export function createReloadMark(key: string): ReloadMark {
  return {
    get isSet() {
      return attempt(() => sessionStorage.getItem(key)) != null;
    },
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
