import type { Plan, Sample } from '@relais/engine/charts';
import type { Letter } from '../mail/letter.ts';
import type { Envelope } from '../mail/mailer.ts';
import type { EditableDocument } from './editable.ts';

/** A document on paper, said once and set in type by whoever prints. */
export interface PrintedDocument {
  readonly title: string;
  readonly language: 'fr' | 'en';
  /** When it was made: the same document is the same bytes. */
  readonly at: number;
  /** Who writes: a name, and lines below it. */
  readonly head: { readonly name: string; readonly lines: readonly string[] };
  readonly foot: string;
  /** Before a page's number, and between it and how many there are. */
  readonly page: readonly [string, string];
  readonly dated: string;
  /** Whom it is for. */
  readonly to: readonly string[];
  /** What must be seen first. */
  readonly marks: readonly string[];
  readonly blocks: readonly PrintedBlock[];
  /** A file that travels in it, with room for a seal over all of it. */
  readonly carried?: {
    readonly name: string;
    readonly description: string;
    readonly type: string;
    readonly text: string;
  };
}

export type PrintedBlock =
  | { readonly kind: 'heading' | 'text' | 'signature'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly isOrdered?: boolean }
  | { readonly kind: 'facts'; readonly facts: readonly { readonly label: string; readonly value: string }[] }
  /** The first cell of a row names it. */
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | PrintedPicture;

/** A picture as lines, with what its signs mean below it. */
export interface PrintedPicture {
  readonly kind: 'picture';
  readonly plan: Plan;
  /** Of the plan, in its own unit, and of a letter in it. */
  readonly sheet: { readonly width: number; readonly em: number };
  /** Read aloud in its place. */
  readonly alt: string;
  readonly legend: readonly Sample[];
}

/** One page to hang on a wall, as large as what it says allows. */
export interface PrintedPoster {
  readonly title: string;
  readonly language: 'fr' | 'en';
  readonly at: number;
  /** What must be seen first, where there is something. */
  readonly mark?: string | undefined;
  /** Who invites. */
  readonly name: string;
  readonly lead: readonly string[];
  /** Framed: what it is not for. */
  readonly warning: { readonly title: string; readonly text: string };
  readonly act: PosterAct;
  readonly sections: readonly PosterSection[];
  readonly foot: string;
}

/** What to do. */
export interface PosterAct {
  readonly heading: string;
  /** An address as a QR code. `alt`: what is read aloud in its place. */
  readonly code?: { readonly address: string; readonly alt: string } | undefined;
  /** `loud`: what is copied from the wall, as a telephone number. */
  readonly lines: readonly { readonly text: string; readonly isLoud?: boolean }[];
}

export interface PosterSection {
  readonly heading: string;
  readonly items: readonly string[];
  /** Below them. */
  readonly note?: string | undefined;
  /** In place of items there is no room for. */
  readonly rest?: (left: number) => string;
}

/** What only runs where there are files and a mail library: a backend in a page has none. */
export interface Stationery {
  /** As PDF/A-1a, or PDF/A-3a where a file travels in it: fonts inside, tagged, in the order it is read. */
  print(document: PrintedDocument): Promise<Uint8Array<ArrayBuffer>>;
  /** The same of one page, with its code as lines and not as a picture. */
  post(poster: PrintedPoster): Promise<Uint8Array<ArrayBuffer>>;
  /** As DOCX, for somebody to go on writing in. */
  edit(document: EditableDocument): Promise<Uint8Array<ArrayBuffer>>;
  /** A mail that is not sent: its bytes, for somebody's own mail program. */
  write(
    letter: Letter,
    envelope: Omit<Envelope, 'senderName'>,
    sender: string | undefined,
  ): Promise<Uint8Array<ArrayBuffer>>;
}
