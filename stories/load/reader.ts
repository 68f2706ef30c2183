import type { LoadElement } from '@relais/elements';
import { DeskReader } from '../support/desk-reader.ts';

/** Somebody in front of the accounts, who presses what they read. */
export class LoadReader extends DeskReader<LoadElement> {}
