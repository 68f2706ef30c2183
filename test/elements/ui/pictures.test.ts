import { expect, fixture, html } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '../../../stories/ui/pictures.ts';
import { waitUntil } from '../support/wait.ts';
import type { PictureName, StoryPicture } from '../../../stories/ui/pictures.ts';

async function draw(shows: PictureName): Promise<StoryPicture> {
  const element = await fixture<StoryPicture>(html`<relais-story-picture shows=${shows}></relais-story-picture>`);
  const width = () => Number(pictureOf(element).getAttribute('width'));
  const room = () => Math.floor(element.shadowRoot!.querySelector('.pictures')!.getBoundingClientRect().width);
  await waitUntil(() => width() === room(), 'drawn to its width');
  return element;
}

const pictureOf = (element: StoryPicture) => element.shadowRoot!.querySelector('svg.picture')!;
const marksOf = (element: StoryPicture) => [...pictureOf(element).querySelectorAll<SVGElement>('.mark')];
const nameOf = (element: Element | null | undefined) => element?.getAttribute('aria-label');

function press(element: StoryPicture, key: string): void {
  const target = element.shadowRoot!.activeElement!;
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
}

describe('pictures of figures', () => {
  afterEach(() => setViewport({ width: 1280, height: 900 }));

  for (const shows of ['trend', 'below', 'bars', 'week', 'year'] as const) {
    it(`is accessible as ${shows}, at 320 px too`, async () => {
      const element = await draw(shows);
      await expect(element).to.be.accessible();
      await setViewport({ width: 320, height: 800 });
      await waitUntil(() => Number(pictureOf(element).getAttribute('width')) < 320);
      expect(document.documentElement.scrollWidth).to.be.at.most(320);
      await expect(element).to.be.accessible();
    });
  }

  it('is one stop of the Tab key, from which arrows lead on', async () => {
    const element = await draw('trend');
    const marks = marksOf(element);
    expect(marks.filter((mark) => mark.getAttribute('tabindex') === '0')).to.have.length(1);
    marks[0]!.focus();
    press(element, 'ArrowRight');
    expect(nameOf(element.shadowRoot!.activeElement)).to.match(/^févr/);
    press(element, 'End');
    expect(nameOf(element.shadowRoot!.activeElement)).to.match(/^déc.*Période en cours.*2025/);
    expect(marks.filter((mark) => mark.getAttribute('tabindex') === '0')).to.deep.equal([marks.at(-1)]);
  });

  it('goes up and down in a grid and steps over what lies outside', async () => {
    const element = await draw('year');
    const first = marksOf(element).find((mark) => nameOf(mark)?.startsWith('2026-01-05'))!;
    first.focus();
    press(element, 'ArrowDown');
    expect(nameOf(element.shadowRoot!.activeElement)).to.match(/^2026-01-06/);
    press(element, 'ArrowUp');
    press(element, 'ArrowLeft');
    expect(nameOf(element.shadowRoot!.activeElement)).to.match(/^2026-01-05/);
  });

  it('says under the picture what is looked at', async () => {
    const element = await draw('bars');
    marksOf(element)[2]!.focus();
    const line = element.shadowRoot!.querySelector('.readout')!;
    expect(line.textContent).to.match(/Certificat ou document à remplir dans la journée, sans autre demande\s: 56/);
  });

  it('tells hidden figures and those that cannot be calculated in words', async () => {
    const names = marksOf(await draw('trend')).map(nameOf);
    expect(names[5]).to.equal('juin\u00a0: — (0 / 0). 2025, juin\u00a0: 40');
    expect(names[2]).to.match(/2025, mars\u00a0: masqué/);
  });

  it('has zero in the picture of values that are all below it', async () => {
    const element = await draw('below');
    const levels = [...pictureOf(element).querySelectorAll('.axis .grid + text')].map((level) =>
      level.textContent.trim(),
    );
    expect(levels).to.include('0').and.to.include('-10');
  });

  it('turns a year when there is no room across', async () => {
    await setViewport({ width: 320, height: 800 });
    const rows = marksOf(await draw('year')).map(({ dataset }) => Number(dataset['row']));
    expect(Math.max(...rows)).to.equal(52);
  });
});
