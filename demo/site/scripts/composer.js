/** Writes what a webmaster pastes, from what she sets, and shows it working. */
import { contrast, isEnough, snippets } from './compose.js';

const form = document.querySelector('#reglages');
const place = document.querySelector('#place');
const said = document.querySelector('#copie');

const HELP = {
  'slot-picker': 'Pour les patients : du repérage des signes graves au rendez-vous confirmé.',
  indicator: 'Pour une page publique : un chiffre d’activité que votre structure a publié.',
  questionnaire: 'Pour un logiciel ou un intranet : un questionnaire FHIR R4, sans serveur.',
};

/** Pairs of ink and ground that are read together. */
const PAIRS = [
  ['on-accent', 'accent', 'Texte des boutons'],
  ['accent', 'surface', 'Liens sur le fond'],
  ['text', 'surface', 'Texte sur le fond'],
];

/** What each mode begins with: the kit's own colours. */
const COLOURS = {
  light: { accent: '#0b5c74', 'on-accent': '#ffffff', text: '#18262e', surface: '#ffffff' },
  dark: { accent: '#7cc7de', 'on-accent': '#06222c', text: '#e8eef0', surface: '#131d22' },
};

form.elements.api.value = location.origin;
/** Which element stands in the preview, with which attributes. */
let shown = '';
const seal = await readSeal();

form.addEventListener('input', ({ target }) => {
  if (target.name === 'scheme')
    for (const [name, value] of Object.entries(COLOURS[target.value])) form.elements[name].value = value;
  show();
});
form.addEventListener('submit', (event) => event.preventDefault());
for (const button of document.querySelectorAll('[data-copies]')) button.addEventListener('click', copy);
show();

/** Which version of the kit the server has; unknown where it is served from its sources. */
async function readSeal() {
  const answer = await fetch('/kit/kit.json');
  if (answer.ok) return answer.json();
  form.elements.version.forEach((input) => (input.disabled = input.value === 'pinned'));
  document.querySelector('#pinned-aide').textContent =
    'Ce serveur ne dit pas quelle version il sert : faites « npm run build ».';
  return undefined;
}

function show() {
  const wanted = Object.fromEntries(new FormData(form));
  for (const part of document.querySelectorAll('[data-for]'))
    part.hidden = !part.dataset.for.split(' ').includes(wanted.element);
  document.querySelector('#element-aide').textContent = HELP[wanted.element];
  showContrasts(wanted);
  for (const [name, text] of Object.entries(snippets(wanted, COLOURS.light, seal)))
    document.getElementById(name).textContent = text;
  said.textContent = '';
  preview(wanted);
}

function showContrasts(wanted) {
  const items = PAIRS.map(([ink, ground, name]) => {
    const ratio = contrast(wanted[ink], wanted[ground]);
    const item = document.createElement('li');
    item.className = isEnough(ratio) ? 'enough' : 'short';
    const figure = ratio.toLocaleString('fr', { maximumFractionDigits: 1, roundingMode: 'floor' });
    item.textContent = `${name}\u00a0: ${figure}, ${isEnough(ratio) ? 'suffisant' : 'trop faible, il faut 4,5'}`;
    return item;
  });
  document.querySelector('#contrastes').replaceChildren(...items);
}

/** The element itself, by this server; made anew only where another is wanted, so that colours change under one's eyes. */
function preview(wanted) {
  const { attributes, styles } = snippets.parts({ ...wanted, api: location.origin }, {});
  const identity = JSON.stringify([wanted.element, attributes]);
  const fresh = identity === shown ? place.firstElementChild : document.createElement(`relais-${wanted.element}`);
  if (identity !== shown) {
    for (const [name, value] of attributes) fresh.setAttribute(name, value);
    place.replaceChildren(fresh);
    shown = identity;
  }
  for (const [name, value] of styles) place.style.setProperty(name, value);
  // As the element has it, so that the page's own mode does not show through while its styles come.
  place.style.colorScheme = wanted.scheme;
}

async function copy({ currentTarget }) {
  const text = document.getElementById(currentTarget.dataset.copies).textContent;
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = 'Copié.';
  } catch {
    getSelection().selectAllChildren(document.getElementById(currentTarget.dataset.copies));
    said.textContent = 'Le navigateur refuse de copier\u00a0: le texte est sélectionné, faites Ctrl\u00a0+\u00a0C.';
  }
}
