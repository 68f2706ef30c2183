import { expect } from '@open-wc/testing';
import { wordsOf } from '../../../stories/support/visitor.ts';
import { control, HL7, mountForm, SDC, type Item } from '../support/questionnaire.ts';

const disk = btoa(
  '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle r="9" cx="10" cy="10"/></svg>',
);
const picture = { contentType: 'image/svg+xml', data: disk, title: 'Un disque noir' };

const of = (valueAttachment: object): object => ({ url: `${SDC}itemMedia`, valueAttachment });

function display(attachment: object): Item {
  return { linkId: 'vue', type: 'display', text: 'Regardez.', extension: [of(attachment)] };
}

describe('relais-questionnaire', () => {
  describe('media', () => {
    it('shows a picture of the form under the words of its title', async () => {
      const person = await mountForm([display(picture)]);
      const image = person.root.querySelector('img')!;
      await image.decode();
      expect(image.alt).to.equal('Un disque noir');
      expect(image.naturalWidth).to.equal(20);
      await expect(person.element).to.be.accessible();
    });

    it('plays sounds and films of the form', async () => {
      const person = await mountForm([
        display({ contentType: 'audio/wav', data: 'UklGRg==', title: 'Une toux' }),
        { ...display({ contentType: 'video/mp4', data: 'AAAA', title: 'Les gestes' }), linkId: 'film' },
      ]);
      const sound = person.root.querySelector('audio')!;
      const film = person.root.querySelector('video')!;
      expect([sound.controls, sound.getAttribute('aria-label')]).to.deep.equal([true, 'Une toux']);
      expect([film.controls, film.getAttribute('aria-label')]).to.deep.equal([true, 'Les gestes']);
    });

    it('asks nothing of another host, and links to it', async () => {
      const url = 'https://ailleurs.example/gestes.mp4';
      const person = await mountForm([display({ contentType: 'video/mp4', url, title: 'Gestes' })]);
      expect(person.root.querySelector('video, img, audio')).to.equal(null);
      const link = person.root.querySelector('a')!;
      expect([link.href, link.rel, link.target]).to.deep.equal([url, 'noopener noreferrer', '_blank']);
      expect(link.textContent).to.include('Gestes');
      expect(performance.getEntriesByType('resource').some(({ name }) => name === url)).to.equal(false);
    });

    it('links to what says more about a question, and to nothing that runs', async () => {
      const support = (valueUri: string): object => ({ url: `${HL7}questionnaire-supportLink`, valueUri });
      const extension = [support('https://ailleurs.example/tension'), support('javascript:alert(1)')];
      const person = await mountForm([{ linkId: 'pas', type: 'integer', text: 'Tension', extension }]);
      const [link, ...others] = person.root.querySelectorAll('a');
      expect([link!.href, link!.rel]).to.deep.equal(['https://ailleurs.example/tension', 'noopener noreferrer']);
      expect(wordsOf(link!)).to.equal('En savoir plus (autre site) Tension');
      expect(others).to.have.length(0);
      await expect(person.element).to.be.accessible();
    });

    it('links to what says more about a group, whatever its layout', async () => {
      const support = { url: `${HL7}questionnaire-supportLink`, valueUri: 'https://ailleurs.example/mesures' };
      for (const layout of [[], [control('gtable')], [control('grid')]]) {
        const item: Item[] = [{ linkId: 'pas', type: 'integer', text: 'Tension' }];
        const extension = [support, ...layout];
        const person = await mountForm([{ linkId: 'mesures', type: 'group', text: 'Mesures', extension, item }]);
        expect([...person.root.querySelectorAll('a')].map((link) => wordsOf(link))).to.deep.equal([
          'En savoir plus (autre site) Mesures',
        ]);
        await expect(person.element).to.be.accessible();
      }
    });

    it('makes no link of a script', async () => {
      const person = await mountForm([display({ contentType: 'image/png', url: 'javascript:alert(1)', title: 'Non' })]);
      expect(person.root.querySelector('a, img')).to.equal(null);
      expect(person.text).to.include('Non');
    });

    it('shows the pictures of options', async () => {
      const answer = { url: `${SDC}itemAnswerMedia`, valueAttachment: { ...picture, title: '' } };
      const person = await mountForm([
        {
          linkId: 'choix',
          type: 'choice',
          text: 'Lequel ?',
          answerOption: [
            { valueCoding: { code: 'a', display: 'Disque' }, extension: [answer] },
            { valueCoding: { code: 'b', display: 'Rien' } },
          ],
        },
      ]);
      const [first, second] = person.root.querySelectorAll('[part="option"]');
      expect(first?.querySelector('img')?.alt).to.equal('');
      expect(second?.querySelector('img')).to.equal(null);
    });
  });
});
