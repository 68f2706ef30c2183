import type { TemplateResult } from 'lit';
import { html } from '../ui/html.ts';
import type { Screen } from './screen/screen.ts';

/** Brings what shows a form, once there is one: a page may hold the tag long before. */
export async function loadScreen(): Promise<typeof Screen> {
  return (await import('./screen/screen.ts')).Screen;
}

/** Stands where the form would. The words are in what could not be loaded, hence both languages. */
export function notLoaded(retry: () => void): TemplateResult {
  return html`<p role="alert">
      Le formulaire n’a pas pu être chargé. <span lang="en">The form could not be loaded.</span>
    </p>
    <button type="button" part="action" @click=${retry}>Réessayer / <span lang="en">Try again</span></button>`;
}
