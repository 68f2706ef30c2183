import { structureRoutes } from '@relais/model';
import type { StructureInfo } from '@relais/model';
import type { Call, CallOptions } from '../core/index.ts';

export interface Structure {
  /** All a picker needs before it asks for seats: names, sites, reasons, checklist, deadlines. In the client's language unless told. */
  describe(options?: CallOptions & { readonly language?: 'fr' | 'en' }): Promise<StructureInfo>;
}

export function createStructure(call: Call, language: 'fr' | 'en'): Structure {
  return {
    describe: (options) =>
      call(structureRoutes.describeStructure, { query: { language: options?.language ?? language } }, options?.signal),
  };
}
