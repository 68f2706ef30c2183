import { strFromU8 } from 'fflate';
import { ArchiveTooLargeError, unpackZlib } from './archive.ts';

const MARK = 'relais-seal:';
const NO_SEAL = '0'.repeat(64);
/** Member of a PDF's information in which its seal stands, and what stands there while it is made. */
export const SEAL_KEY = 'RelaisSeal';
export const ROOM_FOR_SEAL = `${MARK}${NO_SEAL}`;

const SEALED = new RegExp(`\\(${MARK}[0-9a-f]{64}\\)`, 'g');
const CARRIED = /\/Type\s{0,4}\/EmbeddedFile\b/;

/** A PDF that carries a file and a seal over all of itself. */
export interface SealedPdf {
  /** The file in it, as text. */
  readonly carried: string;
  /** Absent where another program has written the document again. */
  readonly seal: string | undefined;
  /** All of the document as the seal was made over it, a letter for each byte. */
  readonly content: string;
}

export function isPdf(bytes: Uint8Array): boolean {
  return strFromU8(bytes.subarray(0, 5), true) === '%PDF-';
}

/** Puts the seal that `sealOf` makes over a document into it, where it was left room for. Of one that has no room nothing is changed. */
export function sealPdf(bytes: Uint8Array<ArrayBuffer>, sealOf: (content: string) => string): Uint8Array<ArrayBuffer> {
  const content = strFromU8(bytes, true);
  const at = placeOf(content);
  if (at === undefined) return bytes;
  const sealed = bytes.slice();
  sealed.set(new TextEncoder().encode(sealOf(content)), at);
  return sealed;
}

/**
 * @returns nothing for what carries no file
 * @throws {ArchiveTooLargeError}
 */
export function readSealedPdf(bytes: Uint8Array): SealedPdf | undefined {
  const text = strFromU8(bytes, true);
  const carried = carriedIn(text, bytes);
  if (carried === undefined) return undefined;
  const at = placeOf(text);
  if (at === undefined) return { carried, seal: undefined, content: text };
  const end = at + NO_SEAL.length;
  return { carried, seal: text.slice(at, end), content: `${text.slice(0, at)}${NO_SEAL}${text.slice(end)}` };
}

/** Of two seals none is believed. */
function placeOf(text: string): number | undefined {
  const [found, ...others] = text.matchAll(SEALED);
  return found && others.length === 0 ? found.index + 1 + MARK.length : undefined;
}

function carriedIn(text: string, bytes: Uint8Array): string | undefined {
  const head = CARRIED.exec(text)?.index ?? -1;
  const from = head < 0 ? -1 : text.indexOf('stream', head);
  const to = from < 0 ? -1 : text.indexOf('endstream', from);
  if (to < 0) return undefined;
  const begin = from + 'stream'.length + (text[from + 'stream'.length] === '\r' ? 2 : 1);
  try {
    return strFromU8(unpackZlib(bytes.subarray(begin, to)));
  } catch (error) {
    if (error instanceof ArchiveTooLargeError) throw error;
    return undefined;
  }
}
