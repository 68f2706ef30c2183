/** A document for somebody to go on writing in: said once, and set by whoever writes it. */
export interface EditableDocument {
  readonly title: string;
  readonly language: 'fr' | 'en';
  /** When it was made. */
  readonly at: number;
  /** Who publishes it. */
  readonly publisher: string;
  readonly subject: string;
  /** Below the title on the first page. */
  readonly cover: readonly EditableBlock[];
  /** Above the list of headings. */
  readonly contents: string;
  readonly foot: string;
  /** Before a page's number, and between it and how many there are. */
  readonly page: readonly [string, string];
  readonly blocks: readonly EditableBlock[];
  /** What it was made from, as text: it travels in the file, and is not seen. */
  readonly proof: string;
}

export type EditableBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  /** `statement`: vouched for, as tables are, and compared again with what it was made from. `blank`: somebody has to write here. */
  | { readonly kind: 'subtitle' | 'text' | 'statement' | 'blank'; readonly text: string }
  | EditableTable;

export interface EditableTable {
  readonly kind: 'table';
  /** What it holds, read aloud and seen above it. */
  readonly caption: string;
  /** `share`: of the width, in parts. */
  readonly columns: readonly { readonly head: string; readonly share: number }[];
  readonly rows: readonly (readonly EditableCell[])[];
}

export interface EditableCell {
  readonly text: string;
  /** Below it, smaller. */
  readonly note?: string;
  /** Where its text leads. */
  readonly href?: string;
}

/** Namespace of the part of a file that carries its proof. */
export const PROOF_NAMESPACE = 'urn:relais:proof';

/** As it is seen, however it was spaced: other programs put other spaces. */
export function plainText(text: string): string {
  return readable(text).replace(/\s+/g, ' ').trim();
}

/** Without what no XML may hold: control characters, halves of a character, and the two that are none. */
export function readable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}
