import { expect } from '@open-wc/testing';
import { signals } from '../../../packages/elements/src/ui/signals.styles.ts';
import { tokens } from '../../../packages/elements/src/ui/tokens.styles.ts';

const THEMES = ['calm', 'contrast', 'dark'] as const;
const SCHEMES = ['light', 'dark'] as const;
const GROUNDS = ['--ground', '--raised'];
const INKS = ['--ink', '--quiet', '--accent', '--danger', '--success', '--warning'];
/** What is read on what. */
const TEXTS = [
  ...GROUNDS.flatMap((ground) => INKS.map((ink) => [ink, ground] as const)),
  ['--on-accent', '--accent'] as const,
  ['--on-alarm', '--alarm'] as const,
];
const ALL = ['--line', '--edge', ...new Set(TEXTS.flat())];

async function read(theme: string): Promise<string> {
  const answer = await fetch(new URL(`../../../packages/elements/themes/${theme}.css`, import.meta.url));
  expect(answer.ok).to.equal(true);
  return answer.text();
}

/** The colours of the tokens as a browser draws them under a theme, `[red, green, blue]` by name. */
async function coloursOf(theme: string | undefined, scheme: string): Promise<Map<string, readonly number[]>> {
  const host = document.createElement('div');
  host.style.colorScheme = scheme;
  document.body.append(host);
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `${theme === undefined ? '' : (await read(theme)).replace(':root', ':host')} ${tokens.cssText} ${signals.cssText}
    .root { color-scheme: var(--relais-color-scheme, inherit); }
    ${ALL.map((name) => `[data-of='${name}'] { color: var(${name}); }`).join('\n')}`,
  );
  root.adoptedStyleSheets = [sheet];
  const box = document.createElement('div');
  box.className = 'root';
  root.append(box);
  const colours = ALL.map((name) => {
    const probe = document.createElement('i');
    probe.dataset['of'] = name;
    box.append(probe);
    const parts = getComputedStyle(probe).color.match(/[\d.]+/g) ?? [];
    return [name, parts.slice(0, 3).map(Number)] as const;
  });
  host.remove();
  return new Map(colours);
}

/** WCAG 2.2, 1.4.3. */
function contrast(one: readonly number[], other: readonly number[]): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('themes', () => {
  for (const scheme of SCHEMES) {
    it(`« calm » is what elements show without a theme, ${scheme}`, async () => {
      expect([...(await coloursOf('calm', scheme))]).to.deep.equal([...(await coloursOf(undefined, scheme))]);
    });

    for (const theme of [undefined, ...THEMES]) {
      const least = theme === 'contrast' ? 7 : 4.5;
      it(`every text stands out by ${least} or more: ${theme ?? 'no theme'}, ${scheme}`, async () => {
        const colours = await coloursOf(theme, scheme);
        const weak = TEXTS.map(([ink, ground]) => ({
          pair: `${ink} on ${ground}`,
          ratio: contrast(colours.get(ink)!, colours.get(ground)!),
        })).filter(({ ratio }) => ratio < least);
        expect(weak).to.deep.equal([]);
      });

      it(`what is pressed or filled in has an edge of 3 or more: ${theme ?? 'no theme'}, ${scheme}`, async () => {
        const colours = await coloursOf(theme, scheme);
        const edges = theme === 'contrast' ? ['--edge', '--line'] : ['--edge'];
        for (const edge of edges)
          for (const ground of GROUNDS)
            expect(contrast(colours.get(edge)!, colours.get(ground)!), `${edge} on ${ground}`).to.be.at.least(3);
      });
    }
  }

  it('set the same things, so that one can be changed for another', async () => {
    const names = async (theme: string) =>
      [...(await read(theme)).matchAll(/--relais-[a-z-]+/g)]
        .map(([name]) => name)
        .filter((name) => !name.endsWith('-scheme'));
    const calm = await names('calm');
    expect(calm.length).to.equal(ALL.length);
    for (const theme of THEMES) expect(await names(theme), theme).to.deep.equal(calm);
  });

  it('keep dark dark on a page that is light', async () => {
    expect(await coloursOf('dark', 'light')).to.deep.equal(await coloursOf(undefined, 'dark'));
  });
});
