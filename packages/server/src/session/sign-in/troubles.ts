import { html, pageResponse } from './page.ts';
import type { Html } from './page.ts';
import { en, fr } from './words.ts';
import type { Trouble, Words } from './words.ts';

const STATUS: Readonly<Record<Trouble, number>> = {
  unreachable: 503,
  cancelled: 403,
  code: 400,
  untrusted: 403,
  clock: 403,
  weak: 403,
  late: 400,
  used: 400,
  elsewhere: 403,
  unknown: 403,
  notHere: 403,
  return: 400,
  foreign: 403,
  over: 401,
  busy: 429,
  missing: 404,
  down: 503,
  failed: 500,
};

export type Language = 'fr' | 'en';

/** What somebody can do next, as addresses. */
export interface Way {
  /** Where to sign in once more; absent where that does not help. */
  readonly again?: string | undefined;
  /** Where to sign in as somebody else. */
  readonly other?: string | undefined;
  /** Where somebody who is signed in all the same goes on. */
  readonly goOn?: string | undefined;
  readonly back?: string | undefined;
}

export function wordsOf(language: Language): Words {
  return language === 'en' ? en : fr;
}

/** Says what is the matter and what to do. */
export function tellTrouble(trouble: Trouble, language: Language, way: Way, more?: Html): Response {
  const words = wordsOf(language);
  const { title, text } = words.troubles[trouble];
  const content = html`<p>${text}</p>
    ${more} ${waysOut(words, way)}`;
  return pageResponse({ language, title, content, status: STATUS[trouble] });
}

export function waysOut(words: Words, { again, other, goOn, back }: Way): Html {
  const main = (address: string | undefined, text: string) =>
    address === undefined ? undefined : html`<p><a class="button" href="${address}">${text}</a></p>`;
  const second = (address: string | undefined, text: string) =>
    address === undefined ? undefined : html`<p><a href="${address}">${text}</a></p>`;
  return html`${main(goOn, words.goOn)} ${goOn === undefined ? main(again, words.again) : second(again, words.again)}
  ${second(other, words.otherAccount)} ${second(back, words.back)}`;
}
