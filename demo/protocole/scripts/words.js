// What is said of a text that is no protocol, for somebody who knows the protocol and not the format.

/** @type {Record<import('../../../packages/sdk/src/protocol/checker.ts').JsonFaultCode, string>} */
const JSON_FAULTS = {
  'value-expected': 'une valeur est attendue ici : un texte entre guillemets, un nombre, true, false, null, { ou [.',
  'key-expected': 'un nom entre guillemets est attendu ici (ou une virgule est de trop).',
  'colon-expected': 'deux-points (:) sont attendus ici, entre un nom et sa valeur.',
  'comma-or-end-expected': 'une virgule manque ici, ou la parenthèse fermante } ou ].',
  'text-not-closed': 'ce texte n’est pas fermé : il manque un guillemet (").',
  'text-not-allowed': 'ce texte contient un retour à la ligne ou un \\ qui n’est pas permis.',
  'nothing-expected': 'le document est déjà fini : ce qui suit est de trop.',
  'too-deep': 'trop de niveaux les uns dans les autres.',
};

/** @param {{ line: number, column: number }} place */
export function placeWords({ line, column }) {
  return `ligne ${line}, colonne ${column}`;
}

/** @param {keyof typeof JSON_FAULTS} code */
export function jsonFaultWords(code) {
  return JSON_FAULTS[code].replaceAll(' :', '\u00a0:');
}

/** @param {import('../../../packages/sdk/src/protocol/checker.ts').ProtocolFault} fault */
export function protocolFaultWords({ path, code, accepted }) {
  const place = path.length > 0 ? `«\u00a0${path.join('.')}\u00a0»` : 'Le document';
  switch (code) {
    case 'not-a-protocol':
      return 'Ce n’est ni un protocole Relais (relais-protocol/1), ni le Bundle FHIR d’un protocole.';
    case 'missing':
      return `${place} manque.`;
    case 'unknown':
      return `${place} n’existe pas dans un protocole.${accepted ? ` Sont connus à cet endroit\u00a0: ${accepted}.` : ''}`;
    case 'wrong':
      return `${place} a une valeur refusée.${accepted ? ` Attendu\u00a0: ${accepted}.` : ''}`;
  }
}

/** @type {Record<string, string>} */
const LISTS = {
  rules: 'Règle',
  questionnaire: 'Question',
  items: 'Question',
  terms: 'Définition',
  parameters: 'Paramètre',
  prescriptions: 'Ordonnance',
  documents: 'Document',
  criteria: 'Critère',
  regimes: 'Régime d’exercice',
  activation: 'Activation',
};

/**
 * Where a finding is, as a person names it.
 *
 * @param {string} path
 * @param {import('@relais/model').Protocol} protocol
 */
export function pathWords(path, protocol) {
  const [list = '', ...rest] = path.split('/');
  const id = rest.join('/');
  if (list === 'rules' && id === '') return 'Les règles ensemble';
  if (list === 'questionnaire' && id === '') return 'Le questionnaire';
  const label = list === 'questionnaire' || list === 'items' ? labelOf(protocol.questionnaire, id) : undefined;
  return `${LISTS[list] ?? list} ${label === undefined ? id : `«\u00a0${label}\u00a0»`}`;
}

/**
 * @param {{ linkId?: string, text?: unknown, item?: unknown }} holder
 * @param {string} linkId
 * @returns {string | undefined}
 */
function labelOf(holder, linkId) {
  if (holder.linkId === linkId && typeof holder.text === 'string') return holder.text;
  const inside = /** @type {(typeof holder)[]} */ (Array.isArray(holder.item) ? holder.item : []);
  return inside.map((one) => labelOf(one, linkId)).find((label) => label !== undefined);
}
