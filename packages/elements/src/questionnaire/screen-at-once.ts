import { Screen } from './view/index.ts';

/** In place of `screen-loader.ts` in the script of this element alone: a page that names it has a form to show. */
export async function loadScreen(): Promise<typeof Screen> {
  return Promise.resolve(Screen);
}
