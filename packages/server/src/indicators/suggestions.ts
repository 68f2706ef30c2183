import { dateOfDay, dayOfDate, seasonOf, suggestThemes } from '@relais/engine/indicators';
import type { FigureSuggestions } from '@relais/model';
import type { Moment } from './answers.ts';

/** Reaches back over four whole quarters, wherever in one today is. */
const DAYS_BACK = 456;

/** What figures speak for. Ages as whoever asks may see them; of the season no more than which reason, behind which there are patients enough. */
export function suggestionsOf({ figures, today, freshness }: Moment): FigureSuggestions {
  const from = dateOfDay(dayOfDate(today) - DAYS_BACK);
  const [ages] = figures.answer({ indicators: ['TER-01'], from, to: today, by: ['ageBand'] }, today);
  return {
    freshness,
    counted: ages?.counted ?? null,
    themes: ages ? suggestThemes(ages) : [],
    season: seasonOf(figures.book, dayOfDate(today), figures.rules.smallestCell),
  };
}
