/** How the page's translator writes: its own words are of no account here, only that they are its own. */
const MARK = '~';
const UNTRANSLATED = /^(SCRIPT|STYLE|OPTION|FONT)$/;

/**
 * What the translators of Chromium browsers do to a page, shadow roots included: each text gives way to a FONT in a FONT with other words,
 * unless it stands under `translate="no"`, which a heedless one does not know.
 */
export function translatePage(root: Node = document.body, isHeedless = false): void {
  if (root instanceof Text) {
    replace(root);
    return;
  }
  if (root instanceof Element) {
    if (UNTRANSLATED.test(root.nodeName)) return;
    if (!isHeedless && root.getAttribute('translate') === 'no') return;
    if (root.shadowRoot) translatePage(root.shadowRoot, isHeedless);
  }
  for (const child of [...root.childNodes]) translatePage(child, isHeedless);
}

/** Goes on translating what is drawn later, as translators do, until it is called off. */
export function followPage(root: ShadowRoot): () => void {
  const observer = new MutationObserver((records) => {
    for (const { target, addedNodes } of records) {
      if (target instanceof Element && target.closest('font, [translate="no"]')) continue;
      for (const node of addedNodes) if (node.isConnected) translatePage(node);
    }
  });
  observer.observe(root, { childList: true, subtree: true });
  translatePage(root);
  return () => observer.disconnect();
}

function replace(text: Text): void {
  if (!text.data.trim()) return;
  const [outer, inner] = [document.createElement('FONT'), document.createElement('FONT')];
  inner.textContent = `${MARK}${text.data}`;
  outer.append(inner);
  text.replaceWith(outer);
}

/** The words as they were before a translator came by. */
export function untranslated(words: string): string {
  return words.replaceAll(MARK, '');
}

export function isTranslated(words: string): boolean {
  return words.includes(MARK);
}
