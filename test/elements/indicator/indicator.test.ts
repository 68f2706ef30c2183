import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '@relais/elements/indicator';
import type { FigureExportEvent, FigureLineEvent, Indicator } from '@relais/elements';
import { PaperPort, type PaperOptions } from '../../../stories/indicator/paper.ts';
import { Reader } from '../../../stories/indicator/reader.ts';

async function read(properties: Partial<Indicator> = {}, options: PaperOptions = {}): Promise<Reader> {
  const element = await fixture<Indicator>(
    html`<relais-indicator
      .port=${new PaperPort(options)}
      indicator="SNP-04"
      from="2026-01-01"
      to="2026-11-30"
    ></relais-indicator>`,
  );
  Object.assign(element, properties);
  await element.updateComplete;
  return new Reader(element);
}

const statesOf = (reader: Reader, ...names: readonly string[]) =>
  names.filter((name) => reader.element.matches(`:state(${name})`));

describe('relais-indicator', () => {
  afterEach(() => setViewport({ width: 1280, height: 900 }));

  describe('accessibility', () => {
    it('is accessible as a number, with where it comes from open', async () => {
      const reader = await read();
      await reader.says('/');
      await expect(reader.element).to.be.accessible();
      await reader.press('D’où vient ce chiffre');
      await reader.press('Voir les lignes');
      await reader.says('8 sur 212');
      await expect(reader.element).to.be.accessible();
    });

    for (const view of ['trend', 'bars', 'heatmap', 'table'] as const) {
      it(`is accessible as ${view} and fits 320 px`, async () => {
        await setViewport({ width: 320, height: 800 });
        const reader = await read({ indicator: 'SNP-01', view, compare: 'previous' });
        if (view === 'table') await reader.says('novembre 2026');
        else await reader.picture();
        expect(document.documentElement.scrollWidth).to.be.at.most(320);
        await expect(reader.element).to.be.accessible();
      });
    }
  });

  describe('a number', () => {
    it('says n / N, its period, and how fresh it is', async () => {
      const reader = await read();
      await reader.says('/');
      expect(reader.text).to.match(/Taux de remplissage \d+(,\d)? % [\d ]+ \/ [\d ]+/);
      expect(reader.text).to.include('Du 1er janvier au 30 novembre 2026. Période en cours.');
      expect(reader.text).to.include('Données jusqu’au 30 novembre à 9 h 38.');
      expect(statesOf(reader, 'ready', 'partial')).to.have.length(2);
    });

    it('compares with a year before in points, without judging', async () => {
      const reader = await read({ compare: 'sameLastYear' });
      await reader.says('points');
      expect(reader.text).to.match(/↗ \+\d+(,\d)? points par rapport à la même période, un an avant \(/);
    });

    it('moves when figures do', async () => {
      const reader = await read({ indicator: 'SNP-01' });
      await reader.says('n = ');
      const before = reader.text;
      reader.port.move();
      await reader.until('another figure', () => reader.text !== before);
    });

    it('keeps the older figure and says so when the server goes away', async () => {
      const reader = await read({}, { isLostLater: true });
      await reader.says('/');
      reader.port.move();
      await reader.says('le serveur ne répond plus');
      expect(reader.text).to.include('Taux de remplissage');
      expect(statesOf(reader, 'stale')).to.have.length(1);
    });

    it('speaks English without a French moment', async () => {
      const reader = await read({ language: 'en' });
      await reader.says('Period not over');
      expect(reader.text).to.include('Where does this figure come from?');
    });
  });

  describe('what is no number', () => {
    const screens: readonly [string, PaperOptions, Partial<Indicator>, string][] = [
      ['hidden', { mood: 'hidden' }, {}, 'Moins de 5 patients'],
      ['empty', { mood: 'empty' }, { indicator: 'SNP-01' }, 'Rien n’a été enregistré'],
      ['cannot be calculated', { mood: 'incalculable' }, {}, 'Non calculable'],
      ['too early', { mood: 'early' }, {}, 'Pas encore assez'],
      ['too early to be split', { mood: 'early' }, { view: 'bars' }, 'trimestres entiers'],
      ['not measured', {}, { indicator: 'SNP-22' }, 'Non mesuré ici'],
      ['forbidden', { code: 'forbidden' }, {}, 'réservés à la coordination'],
      ['unreachable', { code: 'unreachable' }, {}, 'Le serveur ne répond pas'],
      ['an error', { code: 'unexpected' }, {}, 'Code : unexpected'],
      ['unknown', {}, { indicator: 'SNP-99' }, 'Cet indicateur n’existe pas'],
      ['not named', {}, { indicator: '' }, 'Aucun indicateur'],
      ['of an inverted period', {}, { from: '2026-11-30', to: '2026-01-01' }, 'finit avant de commencer'],
      ['of the future', {}, { to: '2027-01-01' }, 'au-delà d’aujourd’hui'],
      ['of no date', {}, { from: '2026-02-30' }, 'ne sont pas des dates'],
      ['of a far year', {}, { from: '0001-01-01' }, 'avant l’an 2000'],
      ['of no view', {}, { view: 'pie' as never }, 'Cette vue n’existe pas'],
      ['split as it cannot be', {}, { view: 'bars', by: 'severity' }, 'ne se découpe pas ainsi'],
      ['filtered as it cannot be', {}, { filters: { severity: ['grave'] } }, 'ne peut pas être filtré ainsi'],
      ['a public picture', {}, { publishableKey: 'pk', view: 'trend' }, 'view="number"'],
    ];
    for (const [what, options, properties, words] of screens) {
      it(`says when it is ${what}`, async () => {
        const reader = await read(properties, options);
        await reader.says(words);
        expect(reader.text).not.to.match(/\b0 %/);
      });
    }

    it('has nowhere to ask, and says so', async () => {
      const element = await fixture<Indicator>(html`<relais-indicator indicator="SNP-04"></relais-indicator>`);
      await new Reader(element).says('ne peut pas être lu');
    });
  });

  describe('a picture', () => {
    it('asks for the earlier period split in the same way', async () => {
      const reader = await read({ indicator: 'SNP-01', view: 'trend', compare: 'sameLastYear' });
      await reader.picture();
      const split = reader.port.asked.filter(({ by }) => by?.join() === 'month');
      expect(split.map(({ from }) => from)).to.include.members(['2026-01-01', '2025-01-01']);
      expect(reader.marks).to.have.length(11);
    });

    it('shows every day of a year, those of few patients crossed', async () => {
      const reader = await read({ indicator: 'SNP-01', view: 'heatmap', by: 'day' });
      await reader.picture();
      expect(reader.marks).to.have.length(334);
      const hidden = reader.marks.find((mark) => mark.dataset['state'] === 'hidden');
      expect(hidden?.getAttribute('aria-label')).to.match(/masqué$/);
    });

    it('draws what was taken over as a line of its own, and says it with the point', async () => {
      const reader = await read({ indicator: 'SNP-01', view: 'trend', from: '2025-01-01' }, { hasHistory: true });
      await reader.picture();
      expect(reader.root.querySelectorAll('.line.apart')).to.have.length(2);
      // Ten months, of which one is hidden; and the sample beside its name.
      expect(reader.root.querySelectorAll('.dot.apart')).to.have.length(10);
      expect(reader.root.querySelector('.legend')?.textContent).to.include('Repris');
      expect(reader.marks[0]?.getAttribute('aria-label')).to.match(/Repris, janvier 2025/);
      await expect(reader.element).to.be.accessible();
    });

    it('has its data behind it', async () => {
      const reader = await read({ indicator: 'SNP-03', view: 'bars' });
      await reader.picture();
      await reader.press('Voir les données');
      expect(reader.root.querySelectorAll('.data tbody tr')).to.have.length(5);
    });
  });

  describe('where it comes from', () => {
    it('says definition, exclusions and its place in the log', async () => {
      const reader = await read();
      await reader.press('D’où vient ce chiffre');
      await reader.says('Place dans le journal');
      expect(reader.text).to.match(/SNP-04, version \d/);
      expect(reader.text).to.include('Annulés : 14, Saisis par erreur : 1 à 4, Formation : 31, À vérifier : 2');
      expect(reader.text).to.match(/ligne 91 204, empreinte 9f2c51ab77d04e33/);
    });

    it('refuses lines where the figure is hidden', async () => {
      const reader = await read({}, { mood: 'hidden' });
      await reader.press('D’où vient ce chiffre');
      await reader.press('Voir les lignes');
      await reader.says('Les lignes sont masquées');
    });

    it('says why lines are refused where a figure is filtered by what says who somebody is', async () => {
      const reader = await read({ indicator: 'SNP-01', filters: { commune: ['Vallon'] } });
      await reader.press('D’où vient ce chiffre');
      await reader.press('Voir les lignes');
      await reader.says('Retirez ce filtre pour voir les lignes');
    });

    it('shows rows of the log to whoever is given them alone', async () => {
      for (const [mood, shown] of [
        ['narrowed', false],
        ['behind', true],
      ] as const) {
        const reader = await read({}, { mood });
        await reader.press('D’où vient ce chiffre');
        await reader.press('Voir les lignes');
        await reader.says('8 sur 212');
        expect(reader.text.includes('Lignes du journal')).to.equal(shown);
      }
    });

    it('hands a line on by its id alone', async () => {
      const reader = await read();
      await reader.press('D’où vient ce chiffre');
      await reader.press('Voir les lignes');
      await reader.says('8 sur 212');
      const heard = oneEvent(reader.element, 'relais-figure-line');
      await reader.press('Ouvrir');
      const event = (await heard) as FigureLineEvent;
      expect(event.detail).to.deep.equal({ subject: 'run-1' });
    });

    for (const [kind, label, end] of [
      ['CSV', 'CSV (tableur)', /\.csv$/],
      ['a workbook', 'Excel', /\.xlsx$/],
    ] as const) {
      it(`is taken away as ${kind}`, async () => {
        const reader = await read();
        await reader.press('D’où vient ce chiffre');
        const heard = oneEvent(reader.element, 'relais-figure-export');
        await reader.press(label);
        expect(((await heard) as FigureExportEvent).detail.file).to.match(end);
      });
    }
  });

  it('asks once for what stands side by side', async () => {
    const port = new PaperPort();
    await fixture(
      html`<div>
        ${['SNP-01', 'SNP-04', 'SNP-06'].map((id) => html`<relais-indicator .port=${port} indicator=${id}></relais-indicator>`)}
      </div>`,
    );
    const last = new Reader(document.querySelectorAll<Indicator>('relais-indicator')[2]!);
    await last.says('9 fois sur 10');
    expect(port.asked.map(({ indicators }) => [...indicators].sort())).to.deep.equal([['SNP-01', 'SNP-04', 'SNP-06']]);
  });
});
