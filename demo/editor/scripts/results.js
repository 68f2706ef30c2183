// What comes out of the questionnaire, as the software gets it.

/** @typedef {HTMLElementTagNameMap['relais-questionnaire']} QuestionnaireElement */

const EVENTS = [
  'relais-change',
  'relais-validity',
  'relais-complete',
  'relais-draft',
  'relais-signature-request',
  'relais-error',
];
const MOST_EVENTS = 30;

/**
 * Shows the response and the resources extracted from it, for as long as their panels are open.
 *
 * @param {QuestionnaireElement} form
 * @param {() => object} details What the software adds to the response.
 */
export function showResults(form, details) {
  const response = panel('response-panel', () => write('response', form.responseWith(details())));
  const extract = panel('extract-panel', () => void showExtraction(form, details()));
  const refresh = () => [response, extract].forEach((show) => show());
  form.addEventListener('relais-change', refresh);
  form.addEventListener('relais-complete', refresh);
  for (const name of EVENTS) form.addEventListener(name, logEvent);
}

/**
 * @param {QuestionnaireElement} form
 * @param {object} details
 */
async function showExtraction(form, details) {
  const extraction = await form.extract(details);
  const count = extraction?.bundle.entry?.length ?? 0;
  const words = `${count} ${count > 1 ? 'ressources' : 'ressource'}, prêtes pour un serveur FHIR`;
  const place = document.getElementById('extracted');
  if (place) place.textContent = count > 0 ? `${words}.` : 'Rien à extraire pour l’instant.';
  write('extract', extraction?.bundle);
}

/** @param {Event} event */
function logEvent(event) {
  const line = document.createElement('li');
  line.textContent = `${event.type} ${JSON.stringify('detail' in event ? event.detail : {})}`;
  const log = document.getElementById('events');
  log?.prepend(line);
  if (log && log.children.length > MOST_EVENTS) log.lastElementChild?.remove();
}

/**
 * @param {string} id
 * @param {() => void} show
 */
function panel(id, show) {
  const details = /** @type {HTMLDetailsElement} */ (document.getElementById(id));
  const showWhenOpen = () => {
    if (details.open) show();
  };
  details.addEventListener('toggle', showWhenOpen);
  return showWhenOpen;
}

/**
 * @param {string} id
 * @param {unknown} value
 */
function write(id, value) {
  const place = document.getElementById(id);
  if (place) place.textContent = JSON.stringify(value, null, 2);
}
