import { readFileSync } from 'node:fs';

/** Stands for the backend in the README. */
const EXAMPLE = 'https://rendez-vous.exemple.fr';

/** The text the README tells webmasters to paste, with the real address in place of the example's when one is given. */
export function readSnippet(url: string = EXAMPLE): string {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const blocks = [...readme.matchAll(/```html\n([\s\S]*?)```/g)].map(([, code]) => code!.trim());
  const snippet = blocks.find((code) => code.includes('<script') && code.includes('<relais-slot-picker'));
  if (!snippet?.includes(`${EXAMPLE}/kit/`)) throw new Error('README.md has no html snippet with the kit and a picker');
  return snippet.replaceAll(EXAMPLE, url);
}
