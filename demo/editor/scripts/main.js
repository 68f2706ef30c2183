// A patient record that fills in a questionnaire: what a software editor writes around the element.
import { loadJson, loadRecord, resourcesOf, showRecord } from './record.js';
import { keepResponse, showResponses } from './responses.js';
import { showResults } from './results.js';

const form = /** @type {import('./results.js').QuestionnaireElement} */ (document.getElementById('bilan'));

/**
 * The lists of the software, by the value sets its forms name.
 *
 * @type {Record<string, [code: string, display: string][]>}
 */
const VALUE_SETS = {
  'https://colombier.example/fhir/ValueSet/materiel': [
    ['lit', 'Lit médicalisé'],
    ['fauteuil', 'Fauteuil roulant'],
    ['deambulateur', 'Déambulateur'],
    ['canne', 'Canne'],
    ['leve-personne', 'Lève-personne'],
    ['barre', 'Barres d’appui'],
  ],
};

/** @type {NonNullable<typeof form.terminology>} */
const expand = ({ valueSet }) => {
  const codes = VALUE_SETS[valueSet];
  if (!codes) return Promise.reject(new Error(`Unknown value set ${valueSet}`));
  const system = 'https://colombier.example/fhir/CodeSystem/materiel';
  return Promise.resolve(codes.map(([code, display]) => ({ system, code, display })));
};

/** Which response is on the screen: saved under one name as often as one likes. */
let current = crypto.getRandomValues(new Uint32Array(2)).join('-');

/** @param {string} id */
function start(id) {
  current = id;
  form.readonly = false;
}

/** What only the software knows of a response. */
function details() {
  return {
    subject: { reference: 'Patient/odette-fauvergue', display: 'Odette Fauvergue' },
    author: { reference: 'Practitioner/ines-corbelin', display: 'Inès Corbelin' },
    authored: new Date().toISOString(),
  };
}

/** @param {string} words */
function say(words) {
  const state = document.getElementById('state');
  if (state) state.textContent = words;
}

/** @param {string} words */
function keep(words) {
  const response = form.responseWith(details());
  if (!response) return;
  keepResponse(current, response);
  showResponses(open);
  say(words);
}

/** @param {import('./responses.js').Kept} kept */
function open({ id, response }) {
  start(id);
  form.readonly = response.status === 'completed';
  form.response = response;
  say(form.readonly ? 'Bilan terminé, en lecture.' : 'Bilan repris où il en était.');
  form.scrollIntoView();
}

/**
 * @param {string} id
 * @param {() => void} action
 */
function onClick(id, action) {
  document.getElementById(id)?.addEventListener('click', action);
}

onClick('new', () => {
  start(crypto.getRandomValues(new Uint32Array(2)).join('-'));
  form.response = undefined;
  void form.reset();
  say('Nouveau bilan.');
});
onClick('keep', () => keep('Gardé dans le dossier.'));
onClick('print', () => print());
form.addEventListener('relais-complete', () => keep('Bilan terminé, rangé dans le dossier.'));

// A small screen shows the form first; a wide one has room for the record beside it.
document.getElementById('record')?.toggleAttribute('open', matchMedia('(min-width: 46rem)').matches);

const record = await loadRecord('/editor/record/odette-fauvergue.json');
const [patient] = resourcesOf(record, 'Patient');
const user = resourcesOf(record, 'Practitioner').find(({ id }) => id === 'ines-corbelin');
showRecord(record);
showResponses(open);
showResults(form, details);

form.terminology = expand;
form.bundle = record;
form.launchContext = { patient, user };
form.questionnaire = await loadJson('/editor/record/bilan-infirmier.json');

// What is loaded on first use is wanted now: a nurse at her patient's home may be out of reach later.
await customElements.whenDefined('relais-questionnaire');
await form.updateComplete;
await form.extract(details());
