// Apart from the other words: only those who read again by themselves pay for them.

/** What is shown is read again by itself (`ui/reading`). */
export const reading = {
  stale: (time: string) => `La mise à jour n’a pas abouti\xa0: ce qui est affiché est de ${time}.`,
};

export type ReadingWords = typeof reading;
