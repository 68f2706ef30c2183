// A workshop for protocols: a text beside its tree and its proof, followed as it is edited.
import { bundleOf, casesOf, check } from './checker.js';
import { save, takeFiles } from './files.js';
import { showFailure, showLeft, showProof, showWaiting } from './proof.js';

/** Those that come with the demonstration. */
const EXAMPLES = [
  ['odynophagie', 'Odynophagie (mal de gorge)'],
  ['pollakiurie', 'Pollakiurie, brûlures mictionnelles'],
  ['entorse-cheville', 'Torsion de la cheville'],
  ['osteoporose', 'Dépistage de l’ostéoporose'],
  ['insuffisance-cardiaque-epof', 'Insuffisance cardiaque, signes EPOF'],
  ['icope-fragilite', 'Fragilité, ICOPE étape 1'],
  ['bronchiolite', 'Bronchiolite'],
  ['grippe', 'Grippe (forme seule)'],
  ['gastro-enterite', 'Gastro-entérite (forme seule)'],
  ['asthme-enfant', 'Asthme de l’enfant (forme seule)'],
  ['diabete-suivi', 'Suivi du diabète (forme seule)'],
  ['bpco-suivi', 'Suivi de la BPCO (forme seule)'],
  ['astreinte', 'Astreinte (forme seule)'],
  ['acces-direct', 'Accès direct (forme seule)'],
];

/** How long somebody pauses before what is typed is checked. */
const PAUSE_MILLISECONDS = 350;

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const text = /** @type {HTMLTextAreaElement} */ (byId('texte'));
const list = /** @type {HTMLSelectElement} */ (byId('exemple'));
const tree = /** @type {HTMLElementTagNameMap['relais-protocol-tree']} */ (byId('tree'));

/** @type {{ id: string } | undefined} What can be saved: the protocol of the text as it was checked last. */
let current;
let turn = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause;

/** @param {string} words */
const note = (words) => {
  byId('note').textContent = words;
};

/**
 * Another text comes in as a whole: it is checked at once; a Bundle is turned into a protocol, and a plan of others into a draft of one.
 *
 * @param {string} given
 * @param {string} words
 * @param {readonly import('../../../packages/sdk/src/protocol/checker.ts').LeftPart[]} [left] What was not taken of a plan.
 */
function take(given, words, left = []) {
  showLeft(left);
  text.value = given;
  text.setSelectionRange(0, 0);
  text.scrollTop = 0;
  note(words);
  clearTimeout(pause);
  void follow(true);
}

/** @param {boolean} [isNew] Whether the text came in as a whole. */
async function follow(isNew = false) {
  const mine = ++turn;
  const given = text.value;
  allowSaving(undefined);
  showWaiting();
  try {
    const checked = await check(given);
    // Somebody has gone on typing since.
    if (mine !== turn) return;
    if (checked.state === 'checked' && checked.isBundle && isNew) {
      take(
        `${JSON.stringify(checked.protocol, undefined, 2)}\n`,
        'Bundle FHIR reconnu : voici le protocole qu’il contient.',
      );
      return;
    }
    if (checked.state === 'plan-of-others') {
      // Nobody's text is replaced while they type.
      if (isNew) takeDraft(checked.plan);
      else
        showFailure(
          'Ce texte est le plan d’un autre logiciel. Collez-le d’un coup, ou ouvrez son fichier\u00a0: il sera repris comme brouillon.',
        );
      return;
    }
    show(checked);
  } catch {
    if (mine === turn)
      showFailure('La vérification n’a pas pu se faire. Rechargez la page ; votre texte sera à coller de nouveau.');
  }
}

/** @param {import('../../../packages/sdk/src/protocol/checker.ts').TakenPlan} plan */
function takeDraft({ draft, taken, left }) {
  const words = `PlanDefinition d’un autre logiciel\u00a0: ${taken.length} éléments repris, ${left.length} laissés. Voici le brouillon, à compléter.`;
  take(`${JSON.stringify(draft, undefined, 2)}\n`, words, left);
}

/** @param {Exclude<import('./checker.js').CheckedText, { state: 'plan-of-others' }>} checked */
function show(checked) {
  const isRead = checked.state === 'checked';
  showProof(checked, { toText, toTree, tryOut });
  byId('ancien').hidden = isRead || tree.protocol === undefined;
  if (!isRead) return;
  allowSaving(checked.protocol);
  tree.protocol = checked.protocol;
}

/** @param {{ id: string } | undefined} protocol */
function allowSaving(protocol) {
  current = protocol;
  for (const id of ['dl-protocole', 'dl-cas', 'dl-fhir']) {
    /** @type {HTMLButtonElement} */ (byId(id)).disabled = protocol === undefined;
  }
}

/** @param {{ offset: number, line: number }} place */
function toText({ offset, line }) {
  const end = text.value.indexOf('\n', offset);
  text.focus();
  text.setSelectionRange(offset, end < 0 ? text.value.length : end);
  const height = parseFloat(getComputedStyle(text).lineHeight);
  text.scrollTop = Math.max(0, (line - 5) * height);
}

/** @param {string} path */
function toTree(path) {
  void tree.reveal(path);
}

/** @param {Readonly<Record<string, any>>} answers */
function tryOut(answers) {
  tree.answers = answers;
  tree.trial = true;
  byId('arbre').scrollIntoView();
  byId('arbre').focus({ preventScroll: true });
}

/** @param {string} id */
async function openExample(id) {
  try {
    const response = await fetch(`/protocols/${id}.json`);
    if (!response.ok) throw new Error(String(response.status));
    take(await response.text(), '');
  } catch {
    note('Cet exemple n’a pas pu être chargé. Vérifiez la connexion, puis choisissez-le de nouveau.');
  }
}

/**
 * @param {string} id
 * @param {string} suffix
 * @param {(given: string) => unknown} make
 */
function onSave(id, suffix, make) {
  byId(id).addEventListener('click', async () => {
    if (!current) return;
    const name = `${current.id}${suffix}.json`;
    try {
      save(name, await make(text.value));
      note(`«\u00a0${name}\u00a0» est téléchargé.`);
    } catch {
      note(`«\u00a0${name}\u00a0» n’a pas pu être fait.`);
    }
  });
}

text.addEventListener('input', () => {
  note('');
  turn += 1;
  allowSaving(undefined);
  clearTimeout(pause);
  pause = setTimeout(() => void follow(), PAUSE_MILLISECONDS);
});
text.addEventListener('paste', () => {
  // What replaces everything may be the Bundle of another editor.
  const isAll = text.selectionStart === 0 && text.selectionEnd === text.value.length;
  if (isAll) setTimeout(() => take(text.value, ''));
});
document.addEventListener('selectionchange', () => {
  if (document.activeElement !== text) return;
  const before = text.value.slice(0, text.selectionStart).split('\n');
  byId('curseur').textContent = `Ligne ${before.length}, colonne ${(before.at(-1)?.length ?? 0) + 1}`;
});
takeFiles((given, name) => {
  list.selectedIndex = -1;
  take(given, `«\u00a0${name}\u00a0» est ouvert.`);
}, note);
onSave('dl-protocole', '', (given) => given);
onSave('dl-cas', '.cas', casesOf);
onSave('dl-fhir', '.fhir', bundleOf);

list.append(...EXAMPLES.map(([value, label]) => new Option(label, value)));
list.addEventListener('change', () => void openExample(list.value));
await customElements.whenDefined('relais-protocol-tree');
await openExample(list.value);
