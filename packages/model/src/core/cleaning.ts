// How what people type or paste is cleaned, once for the page that asks and the server that keeps: copies from letters, tables and chats
// bring along characters nobody sees, and one that looks exactly right must not be refused for them.

/** The joiners of Persian or Hindi spelling are invisible too, and count between letters of such scripts, or two pictures. */
export const INVISIBLE_BUT_JOINERS = /(?![\u200c\u200d])[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;
const JOINED = /^(?![\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}])[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}]$/u;

/** Control characters but those that end a line or part columns. */
const CONTROL = /(?![\t\n])\p{Cc}/gu;

/**
 * A text as it is kept: nothing invisible but the joiners that spelling and pictures need, no control characters, one sign for the end of a
 * line, composed (NFC). What it says and its spaces stay as typed; nothing is left of one that holds nothing to be seen.
 */
export function cleanText(text: string): string {
  const seen = text.replace(/\r\n?/g, '\n').replace(CONTROL, '').replace(INVISIBLE_BUT_JOINERS, '');
  const clean = dropStrayJoiners(seen).normalize('NFC');
  return clean.trim() ? clean : '';
}

export function dropStrayJoiners(text: string): string {
  return text.replace(
    /([^\u200c\u200d]?)([\u200c\u200d]+)(?=(.?))/gsu,
    (joined, before: string, joiners: string, after: string) =>
      joiners.length === 1 && JOINED.test(before) && JOINED.test(after) ? joined : before,
  );
}
