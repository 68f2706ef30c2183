// What shows the beginning of a large form: loaded while the element waits for its form, or beside what a large form loads anyway. All of it
// is asked for at once, since a form may be given any moment.
import { loadMessages } from '@relais/sdk/questionnaire';
import type { Beginner, Ground } from './beginner.ts';
import { loadModules, type ModuleName } from './loader.ts';

/** What a beginning is drawn with. */
const USUAL: readonly ModuleName[] = ['select', 'date', 'feedback', 'large', 'scales'];

/** Loads all that a beginning needs in the language of now, in the density of now. */
export async function loadBeginner(ground: Ground): Promise<Beginner> {
  const { language, isCompact } = ground;
  const [{ Beginner }, modules, messages] = await Promise.all([
    import('./beginner.ts'),
    loadModules(isCompact ? [...USUAL, 'compact'] : USUAL),
    loadMessages(language),
    ground.loadWords(),
  ]);
  return new Beginner(ground, { language, isCompact, modules, messages });
}
