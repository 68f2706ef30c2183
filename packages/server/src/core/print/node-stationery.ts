import { createMailWriter } from '../mail/mailer.ts';
import type { Stationery } from './stationery.ts';

export function createStationery(): Stationery {
  return {
    // Loaded with the first letter: most backends that start have none to print yet.
    print: async (document) => (await import('./pdf.ts')).printPdf(document),
    post: async (poster) => (await import('./poster.ts')).printPoster(poster),
    edit: async (document) => (await import('./word.ts')).writeWord(document),
    write: createMailWriter(),
  };
}
