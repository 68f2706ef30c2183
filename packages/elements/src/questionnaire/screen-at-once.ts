// In place of `screen-loader.ts` in the script of this element alone: a page that names it has a form to show.
import { Screen } from './screen/screen.ts';

export async function loadScreen(): Promise<typeof Screen> {
  return Promise.resolve(Screen);
}

/** What is here already cannot fail to come. */
export function notLoaded(): void {
  // Nothing stands where the form would.
}
