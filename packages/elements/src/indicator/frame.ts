import { createContext } from '@lit/context';
import type { ComparisonKind, FigureFilters } from '@relais/sdk';
import type { PortSource } from './port-source.ts';

/** What a dashboard gives to every figure inside it; what a figure says itself goes before. */
export interface FiguresFrame {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly compare: ComparisonKind | undefined;
  readonly filters: FigureFilters;
  /** `undefined` while nobody says of which backend. */
  readonly port: PortSource | undefined;
}

// As the contexts of `ui/contexts.ts`: two copies of the kit on one page understand each other.
export const framesContext = createContext<FiguresFrame | undefined>(Symbol.for('relais-figures'));
