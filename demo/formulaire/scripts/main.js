// A form as its author sees it: the text, what is wrong with it, and the form itself, all at once.

/**
 * @typedef {import('../../../packages/sdk/src/questionnaire/check.ts').FormReport} FormReport
 * @typedef {import('../../../packages/sdk/src/questionnaire/check.ts').FormFinding} FormFinding
 */

/** How long after the last key the text is read, in milliseconds. */
const PAUSE = 400;

/** The largest published forms are some 2 MB; a file that is none should not fill the page. */
const MOST_BYTES = 10_000_000;

/** An illustrative form, with faults to be found: one code twice, a condition that never holds, a name that is missing. */
const EXAMPLE = {
  resourceType: 'Questionnaire',
  status: 'draft',
  language: 'fr',
  title: 'Un exemple, avec des fautes',
  item: [
    {
      linkId: 'toux',
      type: 'choice',
      text: 'Toussez-vous ?',
      answerOption: [
        { valueCoding: { system: 'urn:exemple', code: '0', display: 'Jamais' } },
        { valueCoding: { system: 'urn:exemple', code: '0', display: 'Sans objet' } },
        { valueCoding: { system: 'urn:exemple', code: '1', display: 'Souvent' } },
      ],
    },
    {
      linkId: 'depuis',
      type: 'integer',
      text: 'Depuis combien de jours ?',
      enableWhen: [{ question: 'toux', operator: '=', answerString: '1' }],
    },
    { linkId: 'note', type: 'text' },
  ],
};

const text = /** @type {HTMLTextAreaElement} */ (document.getElementById('texte'));
const note = /** @type {HTMLElement} */ (document.getElementById('note'));
const verdict = /** @type {HTMLElement} */ (document.getElementById('verdict'));
const list = /** @type {HTMLElement} */ (document.getElementById('constats'));
const form = /** @type {HTMLElement & { questionnaire: unknown }} */ (document.getElementById('form'));
const field = /** @type {HTMLInputElement} */ (document.getElementById('fichier'));

let turn = 0;

/** Reads the text as it stands: its faults beside it, and the form below; the last text wins. */
async function show() {
  const source = text.value;
  const mine = ++turn;
  try {
    const kit = /** @type {string} */ ('/kit/form-checker.js');
    const { checkForm } = await import(kit);
    const report = /** @type {FormReport} */ (await checkForm(source, { now: Date.now, language: 'fr' }));
    if (mine !== turn) return;
    showReport(report);
    form.questionnaire = source;
  } catch {
    if (mine === turn) verdict.textContent = 'La vérification n’a pas pu être chargée. Rechargez la page.';
  }
}

/** @param {FormReport} report */
function showReport({ findings, counts }) {
  const total = findings.length;
  verdict.textContent =
    total === 0
      ? 'Rien à redire.'
      : [count(counts.error, 'erreur'), count(counts.warning, 'avertissement'), count(counts.note, 'remarque')].join(
          ', ',
        );
  list.replaceChildren(...findings.slice(0, 200).map(lineOf));
  if (total > 200) list.append(textIn('li', `Et ${total - 200} autres.`));
}

/**
 * @param {number} number
 * @param {string} word
 */
function count(number, word) {
  return `${number} ${word}${number > 1 ? 's' : ''}`;
}

/** @type {Record<FormFinding['severity'], string>} */
const SEVERITIES = { error: 'Erreur', warning: 'Avertissement', note: 'Remarque' };

/** @param {FormFinding} finding */
function lineOf({ severity, linkId, words, detail, mend }) {
  const line = document.createElement('li');
  line.className = severity;
  const where = linkId ? `${SEVERITIES[severity]}, ${linkId}` : SEVERITIES[severity];
  line.append(textIn('strong', where), ' – ', words, ' ');
  if (detail) line.append(textIn('span', detail, 'detail'));
  line.append(textIn('p', mend, 'quiet'));
  return line;
}

/**
 * @param {string} name
 * @param {string} words
 * @param {string} [look]
 */
function textIn(name, words, look) {
  const element = document.createElement(name);
  element.textContent = words;
  if (look) element.className = look;
  return element;
}

/** @param {File | null | undefined} file */
async function read(file) {
  if (!file) return;
  if (file.size > MOST_BYTES) {
    note.textContent = `«\u00a0${file.name}\u00a0» est trop grand pour un formulaire (10\u00a0Mo au plus).`;
    return;
  }
  try {
    text.value = await file.text();
    note.textContent = `«\u00a0${file.name}\u00a0» est ouvert.`;
    await show();
  } catch {
    note.textContent = `«\u00a0${file.name}\u00a0» ne peut pas être lu.`;
  }
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause;
text.addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(() => void show(), PAUSE);
});
field.addEventListener('change', () => {
  void read(field.files?.[0]);
  // The same file may be opened again, once it has been changed elsewhere.
  field.value = '';
});
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  event.preventDefault();
  void read(event.dataTransfer?.files[0]);
});

text.value = JSON.stringify(EXAMPLE, undefined, 2);
void show();
