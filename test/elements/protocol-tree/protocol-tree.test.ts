import { expect } from '@open-wc/testing';
import { bundleOf } from '@relais/engine/protocol';
import { Protocol } from '@relais/model';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { Respondent } from '../support/questionnaire.ts';
import { answersOf, mountTree, readProtocol, type TreeReader } from '../support/protocol.ts';
import { waitUntil } from '../support/wait.ts';

const WIDE = { width: 1280, height: 900 };

async function mountTrial(name: string, differs = {}): Promise<TreeReader> {
  const reader = await mountTree({
    protocol: await readProtocol(name),
    answers: await answersOf(name, differs),
    trial: true,
  });
  await waitUntil(() => reader.form, 'the form is there');
  await new Respondent(reader.form).settles();
  return reader;
}

describe('relais-protocol-tree', () => {
  before(() => setViewport(WIDE));

  describe('accessibility', () => {
    for (const view of ['tree', 'list'] as const) {
      it(`is accessible as a ${view}`, async () => {
        const { element } = await mountTree({ protocol: await readProtocol('odynophagie'), view });
        await expect(element).to.be.accessible();
      });
    }

    it('is accessible while it is tried', async () => {
      const { element } = await mountTrial('grippe');
      await expect(element).to.be.accessible();
    });

    it('is accessible when there is nothing to show', async () => {
      await expect((await mountTree({})).element).to.be.accessible();
      await expect((await mountTree({ protocol: '{' })).element).to.be.accessible();
    });

    it('is read as a list of lists, with every condition and all that follows', async () => {
      const { list } = await mountTree({ protocol: await readProtocol('odynophagie') });
      expect(list).to.contain('Difficulté à ouvrir la bouche : oui');
      expect(list).to.contain('Si Âge < 6 ans ou Âge > 45 ans alors Âge hors du protocole : consultation médicale');
      expect(list).to.contain('Source : Titre de l’arrêté du 9 mars 2023');
    });

    it('says on what a prescription is dispensed, and how long', async () => {
      const protocol = Protocol.parse(await readProtocol('odynophagie'));
      const condition = { mention: 'si TROD angine positif', days: 7, status: 'illustrative' } as const;
      const prescriptions = protocol.prescriptions.map((one) => ({ ...one, condition }));
      const { list } = await mountTree({ protocol: { ...protocol, prescriptions } });
      expect(list).to.contain('Ordonnance : Amoxicilline, moins de 15 ans, si TROD angine positif, sous 7 jours');
    });

    it('names every node with its words, its level and its place', async () => {
      const reader = await mountTree({ protocol: await readProtocol('odynophagie') });
      expect(reader.label('rules/9')).to.equal(
        'Règle 9 Résultat TROD : non concluant Exemple à valider par un médecin',
      );
      expect(reader.label('rules/9/result')).to.equal('TROD non concluant : appeler le délégant appeler le délégant');
      const node = reader.node('rules/9');
      expect(['aria-level', 'aria-posinset', 'aria-setsize'].map((name) => node.getAttribute(name))).to.deep.equal([
        '2',
        '3',
        '5',
      ]);
    });
  });

  describe('shows', () => {
    it('every criterion, question, term and rule of a protocol', async () => {
      const protocol = Protocol.parse(await readProtocol('odynophagie'));
      const paths = (await mountTree({ protocol })).nodes.map(({ id }) => id.replace('node-', ''));
      const expected = [
        ...[...protocol.inclusion, ...protocol.exclusion].map(({ id }) => `criteria/${id}`),
        ...protocol.items.map(({ linkId }) => `questionnaire/${linkId}`),
        ...protocol.terms.map(({ name }) => `terms/${name}`),
        ...protocol.rules.map(({ id }) => `rules/${id}`),
      ];
      expect(expected.filter((path) => !paths.includes(path))).to.deep.equal([]);
    });

    it('a protocol given as text, or as a FHIR Bundle', async () => {
      const protocol = Protocol.parse(await readProtocol('grippe'));
      for (const given of [JSON.stringify(protocol), bundleOf(protocol)]) {
        expect((await mountTree({ protocol: given })).text).to.contain(protocol.title);
      }
    });

    it('which nodes are examples, in words', async () => {
      const reader = await mountTree({ protocol: await readProtocol('odynophagie') });
      expect(reader.node('rules/2').textContent).to.contain('Exemple à valider par un médecin');
      expect(reader.node('rules/3').textContent).not.to.contain('Exemple');
      expect(reader.label('questionnaire/od.rf.neck')).to.contain('Exemple à valider par un médecin');
    });

    it('whether it computes, and who has switched that on', async () => {
      const protocol = await readProtocol('odynophagie');
      expect((await mountTree({ protocol })).text).to.contain('une personne conclut');
      const mode = { kind: 'compute', by: 'Dre Anne Durand', on: '2026-11-02' };
      const reader = await mountTree({ protocol: { ...protocol, mode } });
      expect(reader.text).to.contain('Mode calcul, activé par Dre Anne Durand le 2 novembre 2026');
    });

    it('its own words in English, and leaves those of the protocol', async () => {
      const reader = await mountTree({ protocol: await readProtocol('odynophagie'), language: 'en' });
      await waitUntil(() => reader.text.includes('Who is concerned'));
      expect(reader.label('rules/2b')).to.contain('Rule 2b Douleur de gorge ressentie');
      expect(reader.label('rules/2b')).to.contain('no');
    });

    it('the words of its host in place of its own', async () => {
      const reader = await mountTree({
        protocol: await readProtocol('grippe'),
        strings: { questions: 'Ce qui est demandé' },
      });
      expect(reader.label('section/questions')).to.contain('Ce qui est demandé');
    });

    it('the list where there is no room for a tree, until somebody wants the tree', async () => {
      const reader = await mountTree({ protocol: await readProtocol('odynophagie') });
      reader.element.style.inlineSize = '360px';
      await waitUntil(() => reader.root.querySelector('.as-list'));
      reader.button('Arbre').click();
      await reader.settles();
      expect(reader.root.querySelector('.as-tree')).to.exist;
    });

    it('nothing of the protocol before when another is given, or none', async () => {
      const reader = await mountTree({ protocol: await readProtocol('odynophagie') });
      reader.element.protocol = await readProtocol('grippe');
      await reader.settles();
      expect(reader.text).not.to.contain('gorge');
      reader.element.protocol = undefined;
      await reader.settles();
      expect(reader.text).to.equal('Aucun protocole à montrer.');
    });
  });

  describe('says why it shows nothing', () => {
    it('of a text that is no JSON', async () => {
      const codes: string[] = [];
      const listen = (event: Event) => codes.push((event as CustomEvent<{ code: string }>).detail.code);
      document.addEventListener('relais-error', listen);
      const reader = await mountTree({ protocol: '{"formatVersion":' });
      document.removeEventListener('relais-error', listen);
      expect(reader.text).to.contain('Ce texte n’est pas du JSON.');
      expect(codes).to.deep.equal(['invalid-json']);
      expect(reader.element.matches(':state(failed)')).to.equal(true);
    });

    it('of something else than a protocol', async () => {
      for (const given of [[], 12, { resourceType: 'Patient' }, 'null']) {
        const reader = await mountTree({ protocol: given });
        expect(reader.text, JSON.stringify(given)).to.contain('Ce n’est ni un protocole Relais');
      }
    });

    it('of a protocol with a fault, place by place', async () => {
      const { title: _, ...rest } = await readProtocol('odynophagie');
      const reader = await mountTree({ protocol: { ...rest, colour: 'red', kind: 'recipe' } });
      expect(reader.text).to.contain('title : manque.');
      expect(reader.text).to.contain('colour : n’existe pas dans un protocole.');
      expect(reader.text).to.contain('kind : valeur refusée (attendu : cooperationProtocol');
    });
  });

  describe('keyboard', () => {
    it('stops once at the tree, and goes from node to node by arrows', async () => {
      const reader = await mountTree({ protocol: await readProtocol('odynophagie') });
      expect(reader.nodes.filter((node) => node.getAttribute('tabindex') === '0')).to.have.length(1);
      reader.node('section/criteria').focus();
      await sendKeys({ press: 'ArrowDown' });
      expect(reader.active).to.equal('criteria/age');
      await sendKeys({ press: 'End' });
      expect(reader.active).to.equal('rules/conseils');
      await sendKeys({ press: 'Home' });
      expect(reader.active).to.equal('section/criteria');
    });

    it('goes from a rule into what follows, and out to its section', async () => {
      const reader = await mountTree({ protocol: await readProtocol('odynophagie') });
      reader.node('rules/9').focus();
      await sendKeys({ press: 'ArrowRight' });
      expect(reader.active).to.equal('rules/9/result');
      await sendKeys({ press: 'ArrowLeft' });
      await sendKeys({ press: 'ArrowLeft' });
      expect(reader.active).to.equal('section/alert');
    });

    it('chooses a node, and tells the page which', async () => {
      const reader = await mountTree({ protocol: await readProtocol('odynophagie') });
      const chosen: string[] = [];
      reader.element.addEventListener('relais-protocol-node', ({ detail }) => chosen.push(detail.path));
      reader.node('rules/9/result').focus();
      await sendKeys({ press: 'Enter' });
      await reader.settles();
      expect(chosen).to.deep.equal(['rules/9']);
      expect(reader.node('rules/9/result').getAttribute('aria-selected')).to.equal('true');
      expect(reader.node('questionnaire/od.trod').classList.contains('related')).to.equal(true);
    });

    it('is led to a node that a finding names', async () => {
      const reader = await mountTree({ protocol: await readProtocol('odynophagie') });
      expect(await reader.element.reveal('rules/7b')).to.equal(true);
      expect(reader.active).to.equal('rules/7b');
      expect(await reader.element.reveal('rules/none')).to.equal(false);
    });
  });

  describe('trial', () => {
    it('begins with nothing answered, and says what is missing', async () => {
      const reader = await mountTree({ protocol: await readProtocol('odynophagie') });
      reader.button('Essayer').click();
      await waitUntil(() => reader.verdict.includes('Il manque des réponses'), 'opens');
      expect(reader.verdict).to.contain('À répondre encore Âge');
      reader.button('Fermer l’essai').click();
      await reader.settles();
      expect(reader.root.querySelector('.trial')).to.equal(null);
      expect(reader.element.trial).to.equal(false);
    });

    it('says of an alert which answers and which rule led there', async () => {
      const reader = await mountTrial('odynophagie', { 'od.trod': 'positif', 'od.allergy': 'oui', 'od.weight': 40 });
      await reader.says('Alerte');
      expect(reader.verdict).to.contain(
        'Règle 7b. Parce que Résultat TROD : positif ; Allergie aux pénicillines : oui.',
      );
      expect(reader.verdict).to.contain('Exemple à valider par un médecin');
    });

    it('says of an outcome why, and that nothing stands against it', async () => {
      const reader = await mountTrial('odynophagie', { 'od.trod': 'negatif' });
      await reader.says('Issue');
      expect(reader.verdict).to.contain('Règle 8. Parce que Résultat TROD : négatif');
      expect(reader.verdict).to.contain('Ni urgence, ni exclusion, ni alerte');
    });

    it('lights the path down to the rule that decides', async () => {
      const reader = await mountTrial('odynophagie', { 'od.trod': 'non-concluant' });
      await reader.says('TROD non concluant');
      expect(reader.node('rules/9').classList.contains('decides')).to.equal(true);
      expect(reader.node('rules/1').classList.contains('silent')).to.equal(true);
      expect(reader.label('rules/9')).to.contain('sur le chemin de l’essai');
      expect(reader.root.querySelectorAll('.spine.lit').length).to.be.greaterThan(3);
    });

    it('follows an answer that is changed, and says it aloud', async () => {
      const reader = await mountTrial('odynophagie', { 'od.trod': 'negatif' });
      await reader.says('Issue');
      await new Respondent(reader.form).choose('od.rf.neck', 'Oui');
      await reader.says('Signe de complication');
      expect(reader.said).to.contain('Urgence. Signe de complication');
      await new Respondent(reader.form).choose('od.rf.neck', 'Non');
      await reader.says('Traitement symptomatique');
    });

    it('goes on with the answers that are there when the protocol is edited, and never with those of another', async () => {
      const protocol = await readProtocol('odynophagie');
      const reader = await mountTrial('odynophagie', { 'od.trod': 'negatif' });
      await new Respondent(reader.form).choose('od.rf.neck', 'Oui');
      await reader.says('Urgence');
      const rules = (protocol['rules'] as { id: string }[]).filter(({ id }) => id !== '1');
      reader.element.protocol = { ...protocol, rules };
      await reader.says('Traitement symptomatique');
      const neck = () => reader.form.response?.item?.find(({ linkId }) => linkId === 'od.rf.neck')?.answer?.[0];
      await waitUntil(() => neck(), 'the form is there again');
      expect(neck()).to.deep.equal({ valueBoolean: true });
      reader.element.answers = undefined;
      reader.element.protocol = { ...protocol, id: 'autre' };
      await reader.says('Il manque des réponses');
    });

    it('tells nothing of what is answered to the page around', async () => {
      const reader = await mountTrial('odynophagie', { 'od.trod': 'negatif' });
      const heard: string[] = [];
      const listen = ({ type }: Event) => heard.push(type);
      const names = ['input', 'change', 'relais-change', 'relais-validity', 'relais-complete', 'relais-draft'];
      for (const name of names) document.addEventListener(name, listen);
      await new Respondent(reader.form).choose('od.rf.neck', 'Oui');
      await reader.says('Urgence');
      for (const name of names) document.removeEventListener(name, listen);
      expect(heard).to.deep.equal([]);
    });

    it('takes other answers from its host, and forgets them all', async () => {
      const reader = await mountTrial('odynophagie', { 'od.trod': 'negatif' });
      reader.element.answers = await answersOf('odynophagie', { 'od.age': 5 });
      await reader.says('Âge hors du protocole');
      reader.button('Tout effacer').click();
      await reader.says('Il manque des réponses');
    });

    it('marks questions that are examples where they are asked', async () => {
      const reader = await mountTrial('odynophagie');
      expect(new Respondent(reader.form).text).to.match(/Torticolis, gonflement du cou[^?]*Exemple à valider/);
    });

    it('is not offered where the host does without', async () => {
      const reader = await mountTree({ protocol: await readProtocol('grippe'), withoutTrial: true });
      expect(() => reader.button('Essayer')).to.throw();
    });
  });
});
