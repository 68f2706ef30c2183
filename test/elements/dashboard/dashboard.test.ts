import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import '@relais/elements/dashboard';
import type { BoardsChangeEvent, Dashboard, FigureExportEvent, Indicator } from '@relais/elements';
import type { PrintFigures } from '@relais/sdk';
import { PaperPort, type PaperOptions } from '../../../stories/indicator/paper.ts';
import { Reader, wordsOf } from '../../../stories/indicator/reader.ts';

async function open(properties: Partial<Dashboard> = {}, options: PaperOptions = {}): Promise<Reader<Dashboard>> {
  const element = await fixture<Dashboard>(
    html`<relais-dashboard board="access" .port=${new PaperPort(options)}></relais-dashboard>`,
  );
  Object.assign(element, properties);
  await element.updateComplete;
  return new Reader(element);
}

const figuresOf = (reader: Reader<Dashboard>) => [...reader.root.querySelectorAll('relais-indicator')];
const textOf = ({ shadowRoot }: Element) => wordsOf(shadowRoot?.querySelector('.root'));

async function shown(reader: Reader<Dashboard>): Promise<void> {
  const isThere = (one: Element) => textOf(one) !== '' && !textOf(one).includes('Lecture');
  await reader.until('all figures', () => figuresOf(reader).length > 0 && figuresOf(reader).every(isThere));
}

describe('relais-dashboard', () => {
  afterEach(async () => {
    history.replaceState(null, '', location.pathname + location.search);
    await setViewport({ width: 1280, height: 900 });
  });

  it('is accessible with its figures and at 320 px', async function () {
    this.timeout(30_000);
    const reader = await open();
    await shown(reader);
    await expect(reader.element).to.be.accessible();
    await setViewport({ width: 320, height: 800 });
    expect(document.documentElement.scrollWidth).to.be.at.most(320);
  });

  it('leads whoever is signed out to where figures say one signs in', async () => {
    const port = Object.assign(new PaperPort({ code: 'unauthenticated' }), { signIn: () => undefined });
    const reader = new Reader(await fixture<Dashboard>(html`<relais-dashboard .port=${port}></relais-dashboard>`));
    await reader.says('Se connecter');
  });

  it('asks in one request for all figures that are split alike', async () => {
    const reader = await open();
    await shown(reader);
    const numbers = reader.port.asked.filter(({ by }) => !by);
    expect(numbers).to.have.length(1);
    expect(numbers[0]?.indicators).to.have.length.greaterThan(3);
  });

  it('gives period and comparison to all inside, those of the page too', async () => {
    const element = await fixture<Dashboard>(
      html`<relais-dashboard board="none" .port=${new PaperPort()}>
        <relais-indicator indicator="SNP-01"></relais-indicator>
      </relais-dashboard>`,
    );
    const reader = new Reader(element);
    const inside = new Reader(element.querySelector('relais-indicator') as Indicator);
    await inside.says('Du 1er décembre 2025 au 30 novembre 2026');
    await reader.choose('period', 'lastYear');
    await inside.says('Du 1er janvier au 31 décembre 2025');
    await reader.choose('compare', 'previous');
    await inside.says('période précédente');
  });

  it('takes a period by its dates, and says what is wrong with one', async () => {
    const reader = await open();
    await reader.choose('period', 'other');
    await reader.type('from', '30/11/2026');
    await reader.type('to', '01/01/2026');
    await reader.press('Afficher');
    await reader.says('La fin est avant le début');
    await reader.type('from', '01/02/2026');
    await reader.type('to', '28/02/2026');
    await reader.press('Afficher');
    await reader.until('February', () =>
      figuresOf(reader).some((one) => textOf(one).includes('Du 1er février au 28 février 2026')),
    );
    await reader.type('to', '01/01/2031');
    await reader.press('Afficher');
    await reader.says('au plus tard aujourd’hui');
  });

  it('filters all figures, and each says where it cannot be', async () => {
    const reader = await open();
    await shown(reader);
    await reader.choose('filter-0', 'ageBand');
    await reader.choose('filter-0-value', '75+');
    await reader.says('Filtré : Tranche d’âge : 75 ans et plus');
    await reader.until('an asked filter', () =>
      reader.port.asked.some(({ filters }) => filters?.ageBand?.join() === '75+'),
    );
  });

  it('keeps what is looked at in the address, and comes back to it', async () => {
    const reader = await open({ inUrl: true });
    await reader.says('ACI');
    await reader.choose('board', 'protocols');
    await reader.choose('period', 'thisYear');
    expect(location.hash).to.equal('#board=protocols&period=thisYear');
    location.hash = '#board=load&from=2026-01-01&to=2026-06-30&compare=previous&site=centre';
    await reader.says('Comptes de la charge');
    expect(reader.text).to.include('Filtré');
  });

  it('is not led astray by a hostile address', async () => {
    location.hash = `#board=<img>&from=x&to=y&compare=z&name=${'a'.repeat(500)}&tiles=${'SNP-01 '.repeat(200)}`;
    const reader = await open({ inUrl: true });
    await reader.says('Écrivez une date');
    expect(reader.root.querySelector('img')).to.equal(null);
  });

  it('says how much of a board that came with an address is not shown', async () => {
    const tiles = `${'SNP-01 '.repeat(32)} SNP-02:pie SNP-02:bars:mood SNP-02:trend:month:more`;
    location.hash = `#board=x&period=thisYear&name=Lundi&tiles=${tiles}`;
    const reader = await open({ inUrl: true });
    await reader.says('3 chiffres demandés n’ont pas pu être lus');
    await reader.says('les 30 premiers sont montrés, 2 ne le sont pas');
    expect(figuresOf(reader)).to.have.length(30);
    await reader.choose('board', 'load');
    await reader.until('no notice', () => !reader.text.includes('chiffres demandés'));
  });

  it('makes a board of chosen figures and hands it to the page', async () => {
    const reader = await open({ board: 'live' });
    await reader.press('Composer un tableau');
    await reader.says('Nom du tableau');
    await reader.press('Enregistrer');
    await reader.says('Donnez-lui un nom');
    await reader.type('board-name', 'Réunion du lundi');
    await reader.choose('added', 'COOP-01');
    await reader.choose('added-view', 'trend');
    await reader.press('Ajouter');
    const heard = oneEvent(reader.element, 'relais-boards-change');
    await reader.press('Enregistrer');
    const { boards } = ((await heard) as BoardsChangeEvent).detail;
    expect(boards[0]?.name).to.equal('Réunion du lundi');
    expect(boards[0]?.tiles.at(-1)).to.deep.equal({ indicator: 'COOP-01', view: 'trend' });
    await reader.says('Réunion du lundi');
  });

  it('tells the week in a sentence', async () => {
    const reader = await open();
    await reader.press('Emporter');
    await reader.press('La semaine en une phrase');
    await reader.says('Prête à envoyer');
    const { value } = reader.root.querySelector('textarea')!;
    expect(value).to.match(
      /^CPTS des Rives de l’Orme, semaine du 23 novembre au 29 novembre\s: \d+ demandes.* et .*\.$/,
    );
  });

  it('says which protocols the ages speak for and which reason is above the season, with why', async () => {
    const reader = await open({ board: 'territory' });
    await reader.says('2 à 14 ans : 187 des 938 patients (19,9 %).');
    await reader.says('Prévention des chutes et de la fragilité');
    await reader.says(
      'Toux Plus de demandes que d’habitude en cette saison, deux semaines de suite (du 16 novembre au 29 novembre 2026)',
    );
    await reader.says('une personne décide');
    await expect(reader.element).to.be.accessible();
    await reader.choose('board', 'load');
    expect(reader.text).not.to.include('Pistes');
  });

  it('says what suggestions wait for, and reads them again where no answer came', async () => {
    const early = await open({ board: 'territory' }, { suggests: 'early' });
    await early.says('ce sera possible à partir du 6 décembre 2027');
    await early.says('il faut un trimestre entier');
    const lost = await open({ board: 'territory' }, { suggests: 'unreachable' });
    await lost.says('Le serveur ne répond pas');
    lost.port.suggestions = new PaperPort({ suggests: 'nothing' }).suggestions;
    await lost.press('Réessayer');
    await lost.says('aucun motif n’est au-dessus de l’habitude (du 16 novembre au 29 novembre 2026)');
  });

  it('gives the four figures of a declaration, of the last year that is over first, in words to copy', async () => {
    const reader = await open();
    await reader.press('Emporter');
    await reader.press('Déclaration annuelle (D.4011-4)');
    const text = () => reader.root.querySelector<HTMLTextAreaElement>('#declaration')?.value ?? '';
    await reader.until('its words', () => text().startsWith('Odynophagie (2025)\n1° Nombre de patients'));
    expect(reader.text).not.to.include('n’est pas finie');
    await reader.choose('declared-year', '2026');
    await reader.says('L’année 2026 n’est pas finie');
    expect(text()).to.include('Odynophagie (2026)');
    await expect(reader.element).to.be.accessible();
  });

  it('says who may have a declaration, and asks again where no answer came', async () => {
    const reader = await open({}, { mayNotDeclare: true });
    await reader.press('Emporter');
    await reader.press('Déclaration annuelle (D.4011-4)');
    await reader.says('réservés à l’administration');
    reader.port.declaration = () => Promise.reject(Object.assign(new Error('none'), { code: 'unreachable' }));
    await reader.press('Réessayer');
    await reader.says('Le serveur ne répond pas');
    reader.port.declaration = new PaperPort().declaration;
    await reader.press('Réessayer');
    await reader.says('À copier dans la déclaration');
  });

  it('is taken away as one file that says whether it was changed', async () => {
    const reader = await open();
    await shown(reader);
    const saved = catchFile();
    await reader.press('Emporter');
    const heard = oneEvent(reader.element, 'relais-figure-export');
    await reader.press('CSV (tableur)');
    expect(((await heard) as FigureExportEvent).detail.file).to.match(
      /^relais-rives-de-lorme-2025-12-01-2026-11-30-.*\.csv$/,
    );
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await (await saved).arrayBuffer());
    await reader.press('Emporter');
    await reader.press('Vérifier un fichier');
    await reader.says('dit s’il a été modifié');
    await verify(reader, text);
    await reader.says('Ce fichier est intact');
    await verify(
      reader,
      text.replace(/;(\d+);/, (_, digits: string) => `;${Number(digits) + 1};`),
    );
    await reader.says('Le fichier a été modifié');
    await verify(reader, 'a;b\r\n');
    await reader.says('n’est pas un export');
  });

  it('lists the rows of a file that are not as they were sealed, and sends nothing that is too large', async () => {
    const reader = await open();
    await shown(reader);
    const found = { kind: 'report', sealed: true, inLog: true, isIntact: false } as const;
    let asked = 0;
    reader.port.check = () => {
      asked += 1;
      return Promise.resolve({ ...found, missing: ['SNP-01 | 20'], added: ['SNP-01 | 21'] });
    };
    await reader.press('Emporter');
    await reader.press('Vérifier un fichier');
    await reader.until('a field', () => reader.root.querySelector('#verified') !== null);
    await verify(reader, 'PK');
    await reader.says('Scellé, et qui ne s’y lit plus : SNP-01 | 20');
    await reader.says('Qui s’y lit, et n’a pas été scellé : SNP-01 | 21');
    await expect(reader.element).to.be.accessible();
    await verify(reader, 'x'.repeat(2 * 1024 * 1024 + 1));
    await reader.says('plus grand que tout ce qui s’emporte d’ici');
    expect(asked).to.equal(1);
  });

  it('brings its figures as FHIR, where they can be had so', async () => {
    const reader = await open();
    await shown(reader);
    const saved = catchFile();
    await reader.press('Emporter');
    await reader.press('FHIR (autres logiciels)');
    expect(JSON.parse(await (await saved).text())).to.include({ resourceType: 'Bundle' });
  });

  it('brings its figures as a document with their pictures, in the order and the splits they are seen in', async () => {
    const reader = await open();
    await shown(reader);
    const saved = catchFile();
    const asked: PrintFigures[] = [];
    const { document } = reader.port;
    reader.port.document = (request) => {
      asked.push(request);
      return document(request);
    };
    await reader.press('Emporter');
    const heard = oneEvent(reader.element, 'relais-figure-export');
    await reader.press('PDF, avec les images');
    expect(((await heard) as FigureExportEvent).detail.file).to.match(/^relais-rives-de-lorme-2025-12-01-.*\.pdf$/);
    expect((await saved).type).to.equal('application/pdf');
    const [{ exports, title, views, language } = {} as PrintFigures] = asked;
    expect([title, language]).to.deep.equal(['ACI\u00a0: accès aux soins', 'fr']);
    expect(views.map(({ indicator }) => indicator)).to.deep.equal(figuresOf(reader).map(({ indicator }) => indicator));
    expect(views.filter(({ view }) => view !== 'number')).to.deep.equal([
      { indicator: 'SNP-01', view: 'trend', by: ['month'] },
      { indicator: 'SNP-12', view: 'bars', by: ['origin'] },
    ]);
    expect(new Set(exports.map(({ exportId }) => exportId)).size).to.equal(1);
    reader.port.document = () => Promise.reject(Object.assign(new Error(), { code: 'figures-not-printable' }));
    await reader.press('Emporter');
    await reader.press('PDF, avec les images');
    await reader.says('Ce serveur ne fabrique pas de documents.');
  });

  it('brings the activity report of the year in which the period ends', async () => {
    const reader = await open();
    await shown(reader);
    await reader.choose('period', 'lastYear');
    const saved = catchFile();
    await reader.press('Emporter');
    const heard = oneEvent(reader.element, 'relais-figure-export');
    await reader.press('Rapport d’activité 2025 (Word)');
    expect(((await heard) as FigureExportEvent).detail.file).to.equal('rapport-activite-2025.docx');
    expect((await saved).type).to.match(/wordprocessingml/);
  });

  it('says when it may not be seen, and when nobody answers', async () => {
    await (await open({}, { code: 'forbidden' })).says('sont réservés');
    await (await open({}, { code: 'unreachable' })).says('Le serveur ne répond pas');
  });

  describe('with the contract of the ACI', () => {
    const openContract = (options: PaperOptions = {}) => open({ board: 'contract' }, options);

    it('is accessible as it is read and as it is typed, and at 320 px', async function () {
      this.timeout(30_000);
      const reader = await openContract();
      await reader.says('ni dus, ni demandés');
      await expect(reader.element).to.be.accessible();
      await setViewport({ width: 320, height: 800 });
      expect(document.documentElement.scrollWidth).to.be.at.most(320);
      await reader.press('Modifier cette période');
      await reader.says('Recopiez votre contrat');
      await expect(reader.element).to.be.accessible();
      expect(document.documentElement.scrollWidth).to.be.at.most(320);
    });

    it('says first that it is a help and no claim, then fixed + variable × attainment of each mission', async () => {
      const reader = await openContract();
      await reader.says('Toutes les missions');
      expect(reader.text.indexOf('ni dus, ni demandés')).to.be.below(reader.text.indexOf('20 000,00 €'));
      await reader.says('Valeur saisie : 42,5. Source : Tableau de suivi, octobre 2026');
      // 42.5 of 60 wanted, of 3,000 €.
      await reader.says('atteint à 70,83 % → 2 125,00 €');
      await reader.says('7 500,00 € de part fixe + 2 500,50 € de part variable × atteinte = 10 000,50 €');
      await reader.says('compte pour rien dans le premier montant');
    });

    it('opens a line to its figure, of the days of the contract, whatever period and filters were chosen before', async () => {
      const reader = await open();
      await shown(reader);
      await reader.choose('period', 'lastYear');
      await reader.choose('filter-0', 'ageBand');
      await reader.choose('filter-0-value', '75+');
      await reader.choose('board', 'contract');
      await reader.press('Réponse sous 24 h');
      await reader.until('its figure', () =>
        figuresOf(reader).some((one) => textOf(one).includes('Du 1er janvier au 30 novembre 2026')),
      );
      expect(reader.root.querySelector('#period')).to.equal(null);
      expect(reader.port.asked.at(-1)?.filters ?? {}).to.deep.equal({});
    });

    it('takes the figures behind it away, of its days', async () => {
      const reader = await openContract();
      await reader.says('Toutes les missions');
      await reader.press('Emporter');
      await reader.press('CSV (tableur)');
      await reader.until('an export', () =>
        reader.port.asked.some(
          ({ indicators, from, to }) =>
            indicators.includes('SNP-07') && indicators.length === 2 && from === '2026-01-01' && to === '2026-11-30',
        ),
      );
    });

    it('gives no amount to what is hidden, and says between what it lies', async () => {
      const reader = await openContract({ mood: 'hidden' });
      await reader.says('masqué');
      await reader.says('= entre 22 125,00 € et 29 125,00 €');
      expect(reader.text).not.to.include('masqué, atteint');
    });

    it('names every answer that cannot be taken, and leads there', async () => {
      const reader = await openContract();
      await reader.press('Modifier cette période');
      await reader.type('contract-to', '31/13/2026');
      await reader.type('mission-0-fixed', '12 000,505');
      await reader.type('mission-0-indicator-0-weight', '0');
      await reader.press('Enregistrer le contrat');
      await reader.says('3 réponses à corriger');
      await reader.says('Accès aux soins, SNP-07 : Écrivez un nombre entier de 1 à 100.');
      expect(reader.root.activeElement?.id).to.equal('summary');
      await reader.press('Accès aux soins : Écrivez un montant');
      expect(reader.root.activeElement?.id).to.equal('mission-0-fixed');
      await reader.type('contract-to', '31/12/2026');
      await reader.type('mission-0-fixed', '12\u202f000,50 €');
      await reader.type('mission-0-indicator-0-weight', '40');
      await reader.press('Enregistrer le contrat');
      await reader.says('Les poids de la mission doivent faire 100 %.');
      await reader.type('mission-0-indicator-0-weight', '50 %');
      await reader.press('Enregistrer le contrat');
      await reader.says('12 000,50 € de part fixe');
      await reader.says('version 4');
    });

    it('is typed in from nothing', async () => {
      const reader = await openContract({ contract: 'none' });
      await reader.says('Aucun contrat n’est saisi');
      await reader.press('Saisir une période');
      await reader.press('Ajouter une mission');
      await reader.type('mission-0-fixed', '1000');
      await reader.type('mission-0-variable', '500');
      await reader.press('Enregistrer le contrat');
      await reader.says('Une part variable demande au moins un indicateur.');
      await reader.press('Ajouter un indicateur');
      await reader.choose('mission-0-indicator-0-indicator', 'ACI-V1');
      await reader.type('mission-0-indicator-0-weight', '100');
      await reader.type('mission-0-indicator-0-target', '4');
      await reader.press('Enregistrer le contrat');
      await reader.says('1 000,00 € de part fixe + 500,00 € de part variable');
    });

    it('tells the second of two who save, keeps what they typed, and lets them save it on the other version', async () => {
      const reader = await openContract({ contract: 'overtaken' });
      await reader.press('Modifier cette période');
      await reader.type('mission-0-fixed', '21000');
      await reader.press('Enregistrer le contrat');
      await reader.says('Quelqu’un a enregistré une autre version');
      expect(reader.root.activeElement?.id).to.equal('overtaken');
      await reader.press('Garder ma saisie de cette période');
      await reader.until('the way on', () => !reader.text.includes('Quelqu’un a enregistré'));
      await reader.press('Enregistrer le contrat');
      await reader.says('21 000,00 € de part fixe');
    });

    it('asks before a period is deleted', async () => {
      const reader = await openContract();
      await reader.press('Modifier cette période');
      await reader.press('Supprimer cette période');
      await reader.says('ne seront plus dans le contrat');
      await reader.press('La garder');
      await reader.press('Supprimer cette période');
      await reader.press('Supprimer la période');
      await reader.says('Aucun contrat n’est saisi');
    });

    it('is not offered where it is not kept, and says who may read it where one may not', async () => {
      const port = new PaperPort();
      Object.defineProperty(port, 'contract', { value: undefined });
      const without = await open({ port });
      await shown(without);
      expect(wordsOf(without.root.querySelector('#board'))).not.to.include('Contrat ACI');
      const reader = await openContract({ contract: 'forbidden' });
      await reader.says('réservé à la coordination');
      await reader.press('Retour');
      await reader.until('another board', () => reader.root.querySelector('#board') !== null);
    });
  });
});

/** What a page would have saved. */
function catchFile(): Promise<Blob> {
  return new Promise((resolve) => {
    const createObjectURL = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      URL.createObjectURL = createObjectURL;
      resolve(blob);
      return 'data:text/plain,';
    };
  });
}

async function verify(reader: Reader<Dashboard>, text: string): Promise<void> {
  const field = reader.root.querySelector<HTMLInputElement>('#verified')!;
  const files = new DataTransfer();
  files.items.add(new File([text], 'chiffres.csv', { type: 'text/csv' }));
  field.files = files.files;
  field.dispatchEvent(new Event('change'));
  await reader.until('a verdict', () => reader.root.querySelector('.verdict') !== null);
}
