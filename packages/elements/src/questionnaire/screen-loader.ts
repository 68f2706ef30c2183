import type { Screen } from './view/index.ts';

/** Brings what shows a form, once there is one: a page may hold the tag long before. */
export async function loadScreen(): Promise<typeof Screen> {
  return (await import('./view/index.ts')).Screen;
}
