import type { ReadingWords } from './reading-fr.ts';

export const reading: ReadingWords = {
  stale: (time) => `This could not be brought up to date: it is as of ${time}.`,
};
