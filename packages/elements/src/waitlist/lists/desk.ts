import type { StructureInfo, WaitingList, WaitingListCounts } from '@relais/sdk';
import type { WaitingLists } from '@relais/sdk/waiting-list';
import type { DialogController } from '../../ui/dialog/dialog-controller.ts';
import type { Drawn } from '../../ui/dialog/form-dialog.ts';
import type { FlowController } from '../../ui/flow/flow-controller.ts';
import type { Format } from '../../ui/format.ts';
import type { MenuController } from '../../ui/menu/menu-controller.ts';
import type { ListsStrings } from './words/fr.ts';

/** Which screen there is. */
export interface ListsState {
  readonly name: 'loading' | 'ready';
}

/** What a deed says once it is done. */
export interface Deed {
  /** Takes it back. */
  readonly undo?: (() => unknown) | undefined;
  readonly about?: string | undefined;
}

/** The element, as the parts of its lists see it: always as it is now. */
export interface ListsDesk {
  readonly t: ListsStrings;
  readonly language: 'fr' | 'en';
  readonly format: Format;
  /** The date at the place, `YYYY-MM-DD`. */
  readonly today: string;
  /** The date at the place of an instant, with its year: people wait for long. */
  dayOf(instant: string): string;
  readonly structure: StructureInfo | undefined;
  readonly calls: WaitingLists;
  readonly flow: FlowController<ListsState>;
  readonly dialog: DialogController<Drawn>;
  readonly menu: MenuController;
  /** The list that is looked at. */
  readonly list: WaitingList;
  /** Every list of the structure. */
  readonly lists: readonly WaitingList[];
  /** How many wait on the one that is looked at. */
  readonly waiting: number;
  readonly may: WaitingListCounts['may'];
  redraw(): void;
  /** Reads the list again. */
  refresh(): Promise<void>;
  done(text: string, deed?: Deed): Promise<void>;
}

export function labelOf(desk: Pick<ListsDesk, 'language'>, coded: readonly Coded[], code: string): string {
  const label = coded.find((one) => one.code === code)?.label;
  return label?.[desk.language] ?? code;
}

interface Coded {
  readonly code: string;
  readonly label: { readonly fr: string; readonly en: string };
}
