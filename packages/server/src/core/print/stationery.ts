import type { Letter } from '../mail/letter.ts';
import type { Envelope } from '../mail/mailer.ts';
import type { EditableDocument } from './editable.ts';

/** A document on paper, said once and set in type by whoever prints. */
export interface PrintedDocument {
  readonly title: string;
  /** When it was made: the same document is the same bytes. */
  readonly at: number;
  /** Who writes: a name, and lines below it. */
  readonly head: { readonly name: string; readonly lines: readonly string[] };
  readonly foot: string;
  readonly dated: string;
  /** Whom it is for. */
  readonly to: readonly string[];
  /** What must be seen first. */
  readonly marks: readonly string[];
  readonly blocks: readonly PrintedBlock[];
}

export type PrintedBlock =
  | { readonly kind: 'heading' | 'text' | 'signature'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly facts: readonly { readonly label: string; readonly value: string }[] };

/** What only runs where there are files and a mail library: a backend in a page has none. */
export interface Stationery {
  /** As PDF/A-1a: fonts inside, tagged, in the order it is read. */
  print(document: PrintedDocument): Promise<Uint8Array<ArrayBuffer>>;
  /** As DOCX, for somebody to go on writing in. */
  edit(document: EditableDocument): Promise<Uint8Array<ArrayBuffer>>;
  /** A mail that is not sent: its bytes, for somebody's own mail program. */
  write(
    letter: Letter,
    envelope: Omit<Envelope, 'senderName'>,
    sender: string | undefined,
  ): Promise<Uint8Array<ArrayBuffer>>;
}
