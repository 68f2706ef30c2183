import { StructureInfo } from '@relais/model';
import type { CallOptions } from '../booking/bookings.ts';
import { parseAnswer } from '../core/errors.ts';
import type { Transport } from '../core/transport.ts';

export interface Structure {
  /** All a picker needs before it asks for seats: names, sites, reasons, checklist, deadlines. In the client's language unless told. */
  describe(options?: CallOptions & { readonly language?: 'fr' | 'en' }): Promise<StructureInfo>;
}

export function createStructure(transport: Transport, language: 'fr' | 'en'): Structure {
  return {
    async describe(options) {
      const path = `?language=${options?.language ?? language}`;
      return parseAnswer(StructureInfo, await transport.send({ method: 'GET', path }, options?.signal));
    },
  };
}
