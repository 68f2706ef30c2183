/** The tab a key of the keyboard leads to: the arrows go from one to the next and round, Home and End to the ends. */
export function tabAt<Tab>(key: string, all: readonly Tab[], current: Tab | undefined): Tab | undefined {
  const place = current === undefined ? 0 : all.indexOf(current);
  const next = (place + 1) % all.length;
  const previous = (place - 1 + all.length) % all.length;
  const places: Partial<Record<string, number>> = {
    ArrowRight: next,
    ArrowDown: next,
    ArrowLeft: previous,
    ArrowUp: previous,
    Home: 0,
    End: all.length - 1,
  };
  return all[places[key] ?? -1];
}
