// What the data protection officer and the coordinator see of consents: each their own part, and nothing of care.
const STRUCTURE = '/api/v1/structures/trois-vallees';
const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @type {Record<string, string>} */
const CODES = {
  careByProtocol: 'Soin selon un protocole',
  careByOwnCompetence: 'Soin en compétence propre',
  photograph: 'Photographie pour le soin',
  exchangeWithCarers: 'Échange entre soignants (information)',
  shareOutsideTeam: 'Partage hors de l’équipe',
  shareWithinTeam: 'Partage dans l’équipe (information)',
  reuseForSteering: 'Réutilisation (information)',
};
/** @type {Record<string, string>} */
const DECISIONS = {
  given: 'donné',
  refused: 'refusé',
  withdrawn: 'retiré',
  expired: 'expiré',
  urgencyException: 'exception d’urgence',
  informed: 'informé',
  objected: 'opposition',
  referredToDoctor: 'médecin appelé',
};
/** @type {Record<string, string>} */
const LOOKS = {
  delegate: 'le délégué du passage',
  delegator: 'un délégant',
  letters: 'lecture des courriers',
  refused: 'refusé',
};
/** @type {Record<string, string>} */
const METHODS = { oral: 'oral', drawnSignature: 'signature', oneTimeCode: 'code SMS', paper: 'papier' };

const date = new Intl.DateTimeFormat('fr', { dateStyle: 'short', timeStyle: 'short' });
const share = new Intl.NumberFormat('fr', { style: 'percent', maximumFractionDigits: 1 });
/** @param {string | undefined} instant */
const when = (instant) => (instant === undefined ? '—' : date.format(new Date(instant)));
/** @param {number | undefined} part */
const rate = (part) => (part === undefined ? 'trop peu de personnes' : share.format(part));

/** @param {string} path the answer; undefined to whom it is not for */
async function read(path) {
  const response = await fetch(STRUCTURE + path);
  if (response.status === 403) return undefined;
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

/** @param {string} id @param {readonly string[]} titles @returns {HTMLTableSectionElement} the rows of its table, which is made if need be */
function rowsOf(id, titles) {
  const place = /** @type {HTMLElement} */ (byId(id).querySelector('.scroll'));
  const known = place.querySelector('tbody');
  if (known) return known;
  const table = document.createElement('table');
  const head = table.createTHead().insertRow();
  for (const title of titles) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = title;
    head.append(cell);
  }
  place.replaceChildren(table);
  return table.createTBody();
}

/** @param {HTMLTableSectionElement} body @param {readonly string[]} cells */
function addRow(body, cells) {
  const row = body.insertRow();
  for (const text of cells) row.insertCell().textContent = text;
}

/**
 * A list in parts, the latest first.
 *
 * @param {string} id @param {string} path @param {readonly string[]} titles @param {(answer: any) => readonly string[][]} linesOf
 * @param {'after' | 'before'} [place] how its next part is asked for
 * @returns {Promise<boolean>} whether it is for whoever asks
 */
async function list(id, path, titles, linesOf, place = 'after') {
  const section = byId(id);
  const more = /** @type {HTMLButtonElement} */ (section.querySelector('button'));
  const add = async (/** @type {string} */ from) => {
    const answer = await read(path + from);
    if (!answer) return false;
    const lines = linesOf(answer);
    if (lines.length > 0) lines.forEach((cells) => addRow(rowsOf(id, titles), cells));
    else if (from === '')
      /** @type {HTMLElement} */ (section.querySelector('.scroll')).textContent = 'Il n’y en a pas encore.';
    more.hidden = answer.next === undefined;
    more.onclick = () =>
      add(`?${place}=${encodeURIComponent(answer.next)}`).catch(() => (byId('etat').textContent = TROUBLE));
    return true;
  };
  /** @type {HTMLElement} */ (section.querySelector('.scroll')).replaceChildren();
  const isTheirs = await add('');
  section.hidden = !isTheirs;
  return isTheirs;
}

const TROUBLE = 'La liste n’a pas pu être lue. Vérifiez le réseau, puis rechargez la page.';

/** The last eight quarters that are over. */
function quarters() {
  const now = new Date();
  let [year, quarter] = [now.getFullYear(), Math.floor(now.getMonth() / 3)];
  return Array.from({ length: 8 }, () => {
    if (quarter === 0) [year, quarter] = [year - 1, 4];
    return `${year}-Q${quarter--}`;
  });
}

async function showRates() {
  const select = /** @type {HTMLSelectElement} */ (byId('trimestre'));
  if (select.options.length === 0)
    for (const name of quarters()) select.add(new Option(name.replace(/(\d+)-Q(\d)/, 'T$2 $1'), name));
  const answer = await read(`/consent-rates?quarter=${select.value}`);
  byId('taux').hidden = !answer;
  if (!answer) return false;
  const place = /** @type {HTMLElement} */ (byId('taux').querySelector('.scroll'));
  place.textContent = answer.rates.length > 0 ? '' : 'Rien n’a été demandé ce trimestre.';
  for (const { code, asked, agreed, refused, withdrawn } of answer.rates) {
    const people = asked === undefined ? 'moins de cinq' : String(asked);
    const titles = ['Décision', 'Demandes', 'Accord', 'Refus', 'Retrait'];
    addRow(rowsOf('taux', titles), [CODES[code] ?? code, people, rate(agreed), rate(refused), rate(withdrawn)]);
  }
  return true;
}

async function showAll() {
  const state = byId('etat');
  try {
    const theirs = await Promise.all([
      showRates(),
      list(
        'preuves',
        '/consents',
        ['Décidé le', 'Reçu le', 'Objet', 'Décision', 'Façon', 'Personne soignée', 'Recueilli par', 'Empreinte'],
        ({ consents }) =>
          consents.map((/** @type {any} */ one) => [
            when(one.confirmedAt),
            when(one.receivedAt),
            CODES[one.code] ?? one.code,
            DECISIONS[one.decision] ?? one.decision,
            METHODS[one.method] ?? one.method,
            one.patientId,
            one.collectedBy,
            `${one.hash.slice(0, 12)}…`,
          ]),
      ),
      list(
        'acces',
        '/consent-accesses',
        ['Ouvert le', 'Fermé le', 'À qui', 'Objet', 'Personne soignée', 'Ouvert par'],
        ({ accesses }) =>
          accesses.map((/** @type {any} */ one) => [
            when(one.openedAt),
            when(one.closedAt),
            one.recipient,
            CODES[one.code] ?? one.code,
            one.patientId,
            one.openedBy,
          ]),
      ),
      list(
        'regards',
        '/run-accesses',
        ['Le', 'Par', 'En tant que', 'Passage'],
        ({ accesses }) =>
          accesses.map((/** @type {any} */ one) => [when(one.at), one.actor, LOOKS[one.as] ?? one.as, one.run]),
        'before',
      ),
    ]);
    state.textContent = theirs.some(Boolean)
      ? ''
      : 'Cette page est pour la protection des données et la coordination\u00a0: votre rôle n’y donne pas accès.';
  } catch {
    state.textContent = TROUBLE;
  }
}

document.addEventListener('relais-signed-in', () => void showAll());
byId('trimestre').addEventListener('change', () => {
  showRates().catch(() => (byId('etat').textContent = TROUBLE));
});
