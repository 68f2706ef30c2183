// What the checker says, with its counter-examples.
import { jsonFaultWords, pathWords, placeWords, protocolFaultWords } from './words.js';

/**
 * @typedef {import('../../../packages/sdk/src/protocol/checker.ts').PlacedFinding} PlacedFinding
 * @typedef {import('../../../packages/sdk/src/protocol/checker.ts').TextPlace} TextPlace
 * @typedef {import('./checker.js').CheckedText} CheckedText
 *
 * @typedef {object} Actions
 * @property {(place: TextPlace) => void} toText
 * @property {(path: string) => void} toTree
 * @property {(answers: Readonly<Record<string, any>>) => void} tryOut
 */

const number = new Intl.NumberFormat('fr-FR');

/** @type {Record<PlacedFinding['severity'], string>} */
const SEVERITIES = { error: 'À corriger', unproven: 'Non prouvé', warning: 'Remarque' };

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * @param {Exclude<CheckedText, { state: 'plan-of-others' }>} checked
 * @param {Actions} actions
 */
export function showProof(checked, actions) {
  const items = byId('constats');
  if (checked.state === 'not-json') {
    say('refused', `Le texte n’est pas lisible, ${placeWords(checked.place)}\u00a0: ${jsonFaultWords(checked.fault)}`);
    items.replaceChildren(entry('error', 'Texte', [], [toTextButton(checked.place, actions)]));
    items.firstElementChild?.querySelector('h3')?.replaceChildren(`Texte, ${placeWords(checked.place)}`);
    return;
  }
  if (checked.state === 'not-a-protocol') {
    const { faults } = checked;
    say('refused', 'Ce texte n’est pas un protocole que l’on peut lire en entier.');
    items.replaceChildren(
      ...faults.map((fault) =>
        entry('error', protocolFaultWords(fault), [placeWords(fault.place)], [toTextButton(fault.place, actions)]),
      ),
    );
    return;
  }
  const { report, protocol } = checked;
  const { findings, proven, accepted, search } = report;
  const state = proven ? 'proven' : accepted ? 'accepted' : 'refused';
  say(state, verdictOf(state, findings));
  byId('portee').textContent =
    `Recherche\u00a0: ${number.format(search.evaluations)} conditions examinées, ${number.format(search.most)} au plus.`;
  items.replaceChildren(...findings.map((finding) => findingEntry(finding, protocol, actions)));
}

/**
 * What was not taken of a plan of others stays beside its draft, as long as that is worked on.
 *
 * @param {readonly import('../../../packages/sdk/src/protocol/checker.ts').LeftPart[]} left
 */
export function showLeft(left) {
  byId('reprise').hidden = left.length === 0;
  const lines = left.map(({ path, words }) => {
    const line = element('li', '');
    const place = element('code', path);
    place.translate = false;
    line.append(place, element('p', words));
    return line;
  });
  byId('laisses').replaceChildren(...lines);
}

/** What was said of another text is no longer true. */
export function showWaiting() {
  say('waiting', 'Vérification en cours…');
}

/** @param {string} words */
export function showFailure(words) {
  say('refused', words);
  byId('constats').replaceChildren();
}

/**
 * @param {string} state
 * @param {string} words
 */
function say(state, words) {
  const place = byId('verdict');
  place.dataset['state'] = state;
  if (place.textContent !== words) place.textContent = words;
  byId('portee').textContent = '';
}

/**
 * @param {string} state
 * @param {readonly PlacedFinding[]} findings
 */
function verdictOf(state, findings) {
  if (state === 'proven') return 'Prouvé\u00a0: aucune combinaison de réponses ne prend ce protocole en défaut.';
  if (state === 'accepted') return 'Accepté\u00a0: ce qui n’est pas prouvé est signé par une personne nommée.';
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const unproven = findings.filter(({ severity }) => severity === 'unproven').length;
  const parts = [
    ...(errors > 0 ? [`${errors} ${errors > 1 ? 'défauts' : 'défaut'}`] : []),
    ...(unproven > 0
      ? [`${unproven} ${unproven > 1 ? 'points non prouvés' : 'point non prouvé'}, à faire signer`]
      : []),
  ];
  return `Refusé\u00a0: ${parts.join(' et ')}.`;
}

/**
 * @param {PlacedFinding} finding
 * @param {import('@relais/model').Protocol} protocol
 * @param {Actions} actions
 */
function findingEntry(finding, protocol, actions) {
  const { severity, path, words, counterExample, mend, place } = finding;
  const lines = [words, ...(counterExample ? [`Exemple\u00a0: ${counterExample.words}`] : []), `Remède\u00a0: ${mend}`];
  const buttons = [
    ...(counterExample ? [button('Essayer cet exemple', () => actions.tryOut(counterExample.answers))] : []),
    ...(/^(rules|questionnaire|terms|criteria)\/./.test(path)
      ? [button('Voir dans l’arbre', () => actions.toTree(path))]
      : []),
    toTextButton(place, actions),
  ];
  return entry(severity, `${SEVERITIES[severity]}\u00a0: ${pathWords(path, protocol)}`, lines, buttons);
}

/**
 * @param {TextPlace} place
 * @param {Actions} actions
 */
function toTextButton(place, actions) {
  return button(`Aller au texte (ligne ${place.line})`, () => actions.toText(place));
}

/**
 * @param {string} severity
 * @param {string} title
 * @param {readonly string[]} lines
 * @param {readonly HTMLElement[]} buttons
 */
function entry(severity, title, lines, buttons) {
  const item = element('li', '', 'finding');
  item.dataset['severity'] = severity;
  const actions = element('div', '', 'actions');
  actions.append(...buttons);
  item.append(element('h3', title), ...lines.map((line) => element('p', line)), actions);
  return item;
}

/**
 * @param {string} words
 * @param {() => void} action
 */
function button(words, action) {
  const made = element('button', words);
  made.setAttribute('type', 'button');
  made.addEventListener('click', action);
  return made;
}

/**
 * @param {string} name
 * @param {string} text
 * @param {string} [className]
 */
function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}
