import type { Callback, DeskSettings, SeatOffer } from '@relais/sdk';
import type { BoardState, DeskAction } from '@relais/sdk/desk';
import type { Format } from '../ui/format.ts';
import type { MenuController } from '../ui/menu/menu-controller.ts';
import type { OpenBoard } from './waitlist-controller.ts';
import type { Rows } from './rows.ts';
import type { WaitlistStrings } from './words/fr.ts';

/** What the parts of the board are drawn from. */
export interface View {
  readonly t: WaitlistStrings;
  readonly language: 'fr' | 'en';
  readonly format: Format;
  readonly open: OpenBoard;
  readonly state: BoardState;
  readonly rows: Rows;
  /** Milliseconds of the server's clock. */
  readonly now: number;
  readonly menu: MenuController;
  /** Id of the row that Tab comes to. */
  readonly current: string | undefined;
  readonly isLive: boolean;
  /** What somebody at the telephone could not do with an offer, in words. */
  readonly offerTrouble: string | undefined;
  readonly calls: ViewCalls;
}

/** What people do. */
export interface ViewCalls {
  readonly act: (callback: Callback, action: DeskAction) => unknown;
  readonly annotate: (callback: Callback) => unknown;
  readonly reclass: (callback: Callback) => unknown;
  readonly next: () => unknown;
  readonly arrange: () => unknown;
  readonly refresh: () => unknown;
  readonly dismiss: (key: string) => unknown;
  /** What the person has said on the telephone of the seat that is offered. */
  readonly answerOffer: (offer: SeatOffer, answer: 'yes' | 'no' | 'unanswered') => unknown;
}

/** How somebody is called among the rows: by name where it is known, else by number. */
export function whoIs(t: WaitlistStrings, { familyName, givenName, phone }: Callback): string {
  const name = `${familyName ?? ''} ${givenName ?? ''}`.trim();
  return name || `${t.unnamed}, ${phone}`;
}

/** What a class of the structure is called; a class that is no longer in its list keeps its code. */
export function className(settings: DeskSettings | undefined, code: string, language: 'fr' | 'en'): string {
  const label = settings?.classes.find((one) => one.code === code)?.label;
  return label?.[language] ?? label?.fr ?? code;
}
