// `relais.js`, the one script a page needs: loads what defines a tag when the tag appears.

/** The chunks of each element, from here; the build writes them in (`scripts/kit/scripts.js`). */
declare const KIT_CHUNKS: Readonly<Record<string, readonly string[]>>;

const chunks = Object.entries(KIT_CHUNKS);
const chunksOf = new Map(chunks.map(([name, paths]) => [`relais-${name}`, paths]));
const ours = [...chunksOf.keys()].join();
const awaited = `${ours},:not(:defined)`;

const fr = {
  failed: 'Cette partie de la page n’a pas pu être chargée.',
  retry: 'Réessayer',
  reload: 'Recharger la page',
};
const en: typeof fr = {
  failed: 'This part of the page could not be loaded.',
  retry: 'Try again',
  reload: 'Reload the page',
};

type Ends = Promise<readonly PromiseSettledResult<unknown>[]>;

const loading = new Map<string, Ends>();
const watched = new WeakSet<Node>();
const unknown = new Set<string>();
/** Elements whose code could not be loaded, and what says so in them. */
const notices = new Map<Element, HTMLElement>();

const observer = new MutationObserver((records) => {
  for (const { addedNodes } of records) for (const node of addedNodes) if (node instanceof Element) meetAll(node);
});

/**
 * Follows the tags of a part of the page, now and later. The page itself is followed, and so is what our own elements draw; a host hands over the
 * shadow roots it puts our tags into.
 */
export function watch(root: ParentNode & Node): void {
  if (watched.has(root)) return;
  watched.add(root);
  observer.observe(root, { childList: true, subtree: true });
  meetAll(root);
}

function meetAll(root: ParentNode): void {
  if (root instanceof Element && root.matches(awaited)) meet(root);
  root.querySelectorAll(awaited).forEach(meet);
}

function meet(element: Element): void {
  const { localName: tag } = element;
  if (chunksOf.has(tag)) void bring(element);
  else if (tag.startsWith('relais-') && !customElements.get(tag) && !unknown.has(tag)) {
    unknown.add(tag);
    console.error(`relais.js: there is no <${tag}>. There are: ${ours}.`);
  }
}

async function bring(element: Element, isAgain = false): Promise<void> {
  const { localName: tag } = element;
  try {
    await load(tag);
  } catch (error) {
    console.error(`relais.js: <${tag}> could not be loaded.`, error);
    if (!notices.has(element)) tell(element, isAgain);
    return;
  }
  for (const [other, notice] of notices) if (customElements.get(other.localName)) forget(other, notice);
  if (element.shadowRoot) watch(element.shadowRoot);
}

/** What defines a tag; asked for again where it has failed. */
async function load(tag: string): Promise<void> {
  if (customElements.get(tag)) return;
  const paths = chunksOf.get(tag) ?? [];
  // Each is waited for, also once one has failed: another chunk may have asked for that one again, and had it.
  const all: Ends = loading.get(tag) ?? Promise.allSettled(paths.map((path) => import(/* @vite-ignore */ `./${path}`)));
  loading.set(tag, all);
  const failed = (await all).find((end): end is PromiseRejectedResult => end.status === 'rejected');
  if (!failed || customElements.get(tag)) return;
  loading.delete(tag);
  throw failed.reason;
}

/**
 * Says so where the element would be, beside what the page has put there for as long as it does not work. Some browsers remember for as long as the
 * page is open what they could not load: where another try has failed, the page is to be loaded again.
 */
function tell(element: Element, isAgain: boolean): void {
  const holder = element.closest('[language]') ?? element.closest('[lang]');
  const language = holder?.getAttribute('language') ?? holder?.getAttribute('lang');
  const { failed, retry, reload } = language?.startsWith('en') ? en : fr;
  const notice = document.createElement('p');
  notice.lang = language?.startsWith('en') ? 'en' : 'fr';
  notice.setAttribute('role', 'alert');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = isAgain ? reload : retry;
  button.onclick = () => {
    if (isAgain) location.reload();
    else void tryAgain(element, notice).then(() => notices.get(element)?.querySelector('button')?.focus());
  };
  notice.append(`${failed} `, button);
  notices.set(element, notice);
  element.append(notice);
}

function tryAgain(element: Element, notice: HTMLElement): Promise<void> {
  forget(element, notice);
  return bring(element, true);
}

function forget(element: Element, notice: HTMLElement): void {
  notice.remove();
  notices.delete(element);
}

addEventListener('online', () => {
  for (const [element, notice] of notices) void tryAgain(element, notice);
});

watch(document);
