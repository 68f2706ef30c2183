import type { ConsentText, ReaderWords } from '@relais/sdk/consent/parts';
import type { View } from '../shared/types.ts';

interface Around {
  readonly words: ReaderWords & { ideaOf(at: number, of: number): string };
  readonly lang: string;
}

/** What stands around a text while it is read: in its own language where the text brings the words, else in that of the page. */
export function readerWords(text: ConsentText | undefined, { t, language }: View): Around {
  if (!text?.words) return { words: t, lang: language };
  return { words: { ...text.words, ideaOf: (at, of) => `${at} / ${of}` }, lang: text.language };
}
