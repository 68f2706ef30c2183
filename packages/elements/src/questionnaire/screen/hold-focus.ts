import { focusIn } from './form-view.ts';

/**
 * Before the form is drawn: what has the focus. A control that had to be drawn anew gets it back after, with the place in its text; when
 * its question is gone, what stands before it or around it.
 */
export function holdFocus(renderRoot: HTMLElement | DocumentFragment): (() => void) | undefined {
  const root = renderRoot as ShadowRoot;
  const active = root.activeElement as HTMLInputElement | null;
  if (!active) return undefined;
  const { id, selectionStart, selectionEnd } = active;
  // What stands before it, and around it.
  const near: (Element | null)[] = [];
  for (let box: Element | null = active; box; box = box.parentElement) near.push(box.previousElementSibling, box);
  return () => {
    if (active.isConnected) return;
    const again = id ? (root.getElementById(id) as HTMLInputElement | null) : null;
    if (again) again.focus();
    else near.some((box) => box?.isConnected && focusIn(box));
    if (again && typeof selectionStart === 'number') again.setSelectionRange(selectionStart, selectionEnd);
  };
}
