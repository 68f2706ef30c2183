/** What a key pressed on the board means; `undefined` for one that is not ours. */
export type Command =
  | {
      readonly on: 'row';
      readonly name: 'claim' | 'reached' | 'missed' | 'more' | 'seatFound' | 'annotate' | 'release';
    }
  | { readonly on: 'rows'; readonly name: 'down' | 'up' | 'first' | 'last' }
  | { readonly on: 'board'; readonly name: 'next' | 'undo' | 'arrange' };

const KEYS: Readonly<Partial<Record<string, Command>>> = {
  ArrowDown: { on: 'rows', name: 'down' },
  ArrowUp: { on: 'rows', name: 'up' },
  Home: { on: 'rows', name: 'first' },
  End: { on: 'rows', name: 'last' },
  p: { on: 'row', name: 'claim' },
  j: { on: 'row', name: 'reached' },
  n: { on: 'row', name: 'missed' },
  '.': { on: 'row', name: 'more' },
  c: { on: 'row', name: 'seatFound' },
  o: { on: 'row', name: 'annotate' },
  r: { on: 'row', name: 'release' },
  s: { on: 'board', name: 'next' },
  z: { on: 'board', name: 'undo' },
  t: { on: 'board', name: 'arrange' },
};

/**
 * Letters count while the focus is in the list alone (WCAG 2.1.4): elsewhere on the page they are the page's. Not in a field, a menu or a dialog,
 * which have keys of their own, nor with a modifier, which are the browser's.
 */
export function commandOf(event: KeyboardEvent, target: Element): Command | undefined {
  const { key, ctrlKey, metaKey, altKey, defaultPrevented } = event;
  if (ctrlKey || metaKey || altKey || defaultPrevented) return undefined;
  if (target.closest('input, textarea, select, [role="menu"], dialog')) return undefined;
  const command = KEYS[key.length === 1 ? key.toLowerCase() : key];
  // An arrow on the button of a menu opens it.
  const isMenuButton = target.closest('[aria-haspopup="menu"]') !== null;
  return isMenuButton && command?.on === 'rows' ? undefined : command;
}
