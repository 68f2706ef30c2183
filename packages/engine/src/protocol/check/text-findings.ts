import type { Protocol } from '@relais/model';
import { readExtension } from '../../questionnaire/index.ts';
import { isWithin } from '../life-cycle.ts';
import { statementsOf } from '../statements.ts';
import type { Finding, FindingCode } from './finding.ts';
import { CALLING } from './model.ts';
import type { ProtocolModel } from './model.ts';
import type { Question } from '../../questionnaire/check/index.ts';
import { PROFESSIONS, quote, writeDate, writeNumber } from './words.ts';

/** What can be seen to be wrong without any search: references, limits, dates, regimes, and the last item. */
export function textFindings(model: ProtocolModel): Finding[] {
  const { protocol } = model;
  return [
    ...questionnaireFaults(model),
    ...doubledIds(protocol),
    ...lostReferences(model),
    ...testsOfAnotherType(model),
    ...missingSources(protocol),
    ...numbers(model),
    ...dates(protocol),
    ...regimes(protocol),
    ...recipients(protocol),
    ...closingItem(model),
    ...unreadItems(model),
  ];
}

function finding(code: FindingCode, path: string, words: string, mend: string): Finding {
  return { code, severity: 'error', path, words, mend };
}

/** What is wrong in the questionnaire itself: an identifier given twice, a type that is none. */
function questionnaireFaults({ diagnostics }: ProtocolModel): Finding[] {
  return diagnostics.map(({ code, linkId, detail }) => {
    const where = linkId ? ` à ${quote(linkId)}` : '';
    const what = MALFORMED[code] ?? [code, detail].filter(Boolean).join(', ');
    const words = `Le questionnaire est mal formé${where} : ${what}.`;
    const path = linkId ? `questionnaire/${linkId}` : 'questionnaire';
    return finding(
      'questionnaire-invalid',
      path,
      words,
      'Corriger le questionnaire : rien ne peut être prouvé de ce qui n’est pas lu.',
    );
  });
}

/** What is wrong in a questionnaire, where a doctor may come upon it. */
const MALFORMED: Partial<Record<string, string>> = {
  'link-id-duplicate': 'deux questions portent cet identifiant',
  'link-id-missing': 'une question n’a pas d’identifiant',
  'type-unknown': 'ce type de question n’existe pas',
  'condition-invalid': 'la condition sous laquelle la question est posée est mal écrite',
  'required-unanswerable': 'la question est obligatoire, et rien ni personne ne peut y répondre',
  'option-duplicate': 'deux de ses réponses ont le même code',
  'initial-invalid': 'sa réponse de départ n’est pas une réponse possible',
  cycle: 'des questions se commandent en rond',
};

function doubledIds(protocol: Protocol): Finding[] {
  const lists = {
    rules: protocol.rules.map(({ id }) => id),
    items: protocol.items.map(({ linkId }) => linkId),
    terms: protocol.terms.map(({ name }) => name),
    prescriptions: protocol.prescriptions.map(({ id }) => id),
    documents: protocol.documents.map(({ id }) => id),
    photographs: (protocol.photographs ?? []).map(({ item }) => item),
    criteria: [...protocol.inclusion, ...protocol.exclusion].map(({ id }) => id),
  };
  return Object.entries(lists).flatMap(([name, ids]) =>
    ids
      .filter((id, place) => ids.indexOf(id) !== place)
      .map((id) =>
        finding('id-doubled', `${name}/${id}`, `L’identifiant ${quote(id)} est donné deux fois.`, 'En changer un.'),
      ),
  );
}

/** What is named somewhere must be there: rules, documents, prescriptions, terms, items. */
function lostReferences({ protocol, questions }: ProtocolModel): Finding[] {
  const linkIds = new Set(questions.map(({ linkId }) => linkId));
  const ids = (list: readonly { readonly id: string }[]) => new Set(list.map(({ id }) => id));
  const [rules, documents, prescriptions] = [ids(protocol.rules), ids(protocol.documents), ids(protocol.prescriptions)];
  const terms = new Set(protocol.terms.map(({ name }) => name));
  const references: [path: string, id: string | undefined, among: ReadonlySet<string>][] = [
    ...protocol.items.flatMap(({ linkId, rapidTest }) =>
      [linkId, rapidTest?.lot, rapidTest?.expiry].map((named) => [`items/${linkId}`, named, linkIds] as Reference),
    ),
    ...[...protocol.inclusion, ...protocol.exclusion].map(
      ({ id, rule }) => [`criteria/${id}`, rule, rules] as Reference,
    ),
    ...protocol.prescriptions.flatMap(({ id, doseItems }) =>
      doseItems.map((linkId) => [`prescriptions/${id}`, linkId, linkIds] as Reference),
    ),
    ...(protocol.photographs ?? []).map(({ item }): Reference => [`photographs/${item}`, item, linkIds]),
    ...protocol.rules.map(({ id, action }): Reference => {
      const path = `rules/${id}`;
      if (action.kind === 'document') return [path, action.document, documents];
      if (action.kind === 'score') return [path, action.term, terms];
      return [path, action.kind === 'outcome' ? action.prescription : undefined, prescriptions];
    }),
  ];
  return references.flatMap(([path, id, among]) =>
    id === undefined || among.has(id)
      ? []
      : [
          finding(
            'reference-unknown',
            path,
            `${quote(id)} est nommé ici et n’existe nulle part dans le protocole.`,
            'L’ajouter, ou corriger son nom.',
          ),
        ],
  );
}

/** A lot is written as a text, an expiry as a date: what a bar code says is put there. */
function testsOfAnotherType({ protocol, questions }: ProtocolModel): Finding[] {
  const types = new Map(questions.map(({ linkId, definition }) => [linkId, definition.type]));
  return protocol.items.flatMap(({ linkId, rapidTest }) => {
    const asked = rapidTest
      ? ([
          [rapidTest.lot, 'string'],
          [rapidTest.expiry, 'date'],
        ] as const)
      : [];
    return asked.flatMap(([name, wanted]) => {
      const type = types.get(name);
      if (type === undefined || type === wanted) return [];
      const words = `${quote(name)} est nommé pour le lot ou la péremption d’un test, et son type est ${quote(type)}.`;
      return [finding('type-mismatch', `items/${linkId}`, words, `Lui donner le type ${quote(wanted)}.`)];
    });
  });
}

type Reference = [path: string, id: string | undefined, among: ReadonlySet<string>];

/** What is said to be sourced names a source; items that rules read say where they come from. */
function missingSources(protocol: Protocol): Finding[] {
  return statementsOf(protocol).flatMap(([path, { status, source }]) => {
    const isKnown = source === undefined ? status === 'illustrative' : Object.hasOwn(protocol.sources, source);
    if (isKnown) return [];
    const words =
      source === undefined ? 'Dit « sourcé » sans nommer de source.' : `La source ${quote(source)} n’est pas décrite.`;
    return [finding('source-missing', path, words, 'Nommer la source, ou marquer « illustratif ».')];
  });
}

// ——— Numbers ———

/** The ranges beyond which a measure is asked again, by its unit. */
const LIKELY: Partial<Record<string, string>> = {
  '°C': '30 à 43 °C',
  kg: '0,5 à 300 kg',
  cm: '30 à 230 cm',
  '%': 'au moins 50 %',
  ans: '110 ans au plus',
  mois: '24 mois au plus',
  mmHg: '40 à 300 mmHg',
  '/min': 'fréquence respiratoire 5 à 120, pouls 20 à 300',
};

function numbers({ rules, findings, questions }: ProtocolModel): Finding[] {
  const conditions = [...rules.map(({ condition }) => condition), ...findings.values()];
  const read = questions.filter(
    (question) => question.type === 'number' && conditions.some((condition) => condition?.reads.has(question)),
  );
  return read.flatMap((question) => [...limits(question), ...likely(question)]);
}

/** What cannot be is refused: a negative number where none exists, more than 100 %. */
function limits({ path, label, unit, min, max, likely, cuts }: Question): Finding[] {
  const mayBeNegative = likely !== undefined && likely.min < 0;
  const impossible = [
    ...(min === undefined && !mayBeNegative ? ['négatifs'] : []),
    ...(max === undefined && unit === '%' ? ['au-dessus de 100 %'] : []),
  ];
  if (impossible.length > 0) {
    const words = `${quote(label)} accepte des nombres qui ne peuvent pas être (${impossible.join(', ')}).`;
    return [finding('limits-missing', path, words, 'Donner les limites hors desquelles une saisie est refusée.')];
  }
  const [low, high] = [min ?? -Infinity, max ?? Infinity];
  const beyond = [...cuts].filter((cut) => cut < low || cut > high);
  if (low <= high && beyond.length === 0) return [];
  const words =
    low > high
      ? `Le minimum de ${quote(label)} (${writeNumber(low)}) est au-dessus de son maximum (${writeNumber(high)}).`
      : `Une règle compare ${quote(label)} avec ${beyond.map(writeNumber).join(', ')}, que ses limites interdisent.`;
  return [finding('limits-incoherent', path, words, 'Accorder les limites de la question et les seuils des règles.')];
}

function likely({ path, label, unit, likely: range }: Question): Finding[] {
  const usual = LIKELY[unit];
  if (range || usual === undefined) return [];
  const words = `Rien ne dit à partir de quelle valeur ${quote(label)} est invraisemblable et doit être redemandé.`;
  return [finding('likely-missing', path, words, `Donner les bornes du vraisemblable (d’ordinaire ${usual}).`)];
}

// ——— Dates ———

function dates(protocol: Protocol): Finding[] {
  const periods = [
    ...protocol.regimes.map((one) => [`regimes/${one.profession}`, one] as const),
    ...protocol.parameters.map((one) => [`parameters/${one.name}`, one] as const),
    ...protocol.activation.map((one, place) => [`activation/${place}`, one] as const),
  ];
  const turned = periods.flatMap(([path, { validFrom, validTo }]) =>
    validTo !== undefined && validTo < validFrom
      ? [
          incoherent(
            path,
            `La fin (${writeDate(validTo)}) précède le début (${writeDate(validFrom)}).`,
            'Corriger ces dates.',
          ),
        ]
      : [],
  );
  const names = new Set(protocol.parameters.map(({ name }) => name));
  return [...turned, ...[...names].flatMap((name) => valuesOf(protocol, name)), ...ages(protocol)];
}

function incoherent(path: string, words: string, mend: string): Finding {
  return finding('dates-incoherent', path, words, mend);
}

/** A parameter has one value on the date of the protocol. */
function valuesOf(protocol: Protocol, name: string): Finding[] {
  const held = protocol.parameters.filter((one) => one.name === name && isWithin(one, protocol.date));
  if (held.length === 1) return [];
  const words = `Le paramètre ${quote(name)} a ${held.length === 0 ? 'aucune valeur' : `${held.length} valeurs`} au ${protocol.date}.`;
  return [incoherent(`parameters/${name}`, words, 'Lui donner une seule valeur à chaque date.')];
}

/** `minAge` and `maxAge`, and any other pair named so. */
function ages(protocol: Protocol): Finding[] {
  const held = new Map(
    protocol.parameters.filter((one) => isWithin(one, protocol.date)).map(({ name, value }) => [name, value]),
  );
  return [...held].flatMap(([name, min]) => {
    const max = name.startsWith('min') ? held.get(`max${name.slice(3)}`) : undefined;
    if (max === undefined || min <= max) return [];
    const words = `La borne basse (${writeNumber(min)}) est au-dessus de la borne haute (${writeNumber(max)}) : personne n’est inclus.`;
    return [incoherent(`parameters/${name}`, words, 'Corriger ces bornes.')];
  });
}

// ——— People ———

function regimes(protocol: Protocol): Finding[] {
  return protocol.professions.flatMap((profession) => {
    const held = protocol.regimes.filter((one) => one.profession === profession && isWithin(one, protocol.date));
    if (held.length === 1) return [];
    const right = held.length === 0 ? 'n’a aucun régime d’exercice' : 'a plusieurs régimes d’exercice';
    const words = `La profession ${quote(PROFESSIONS[profession])} est nommée et ${right} au ${writeDate(protocol.date)}.`;
    return [
      finding(
        'regime-missing',
        `regimes/${profession}`,
        words,
        'Dire par quel régime elle exerce à cette date, ou la retirer.',
      ),
    ];
  });
}

/** An alert to the doctor who delegates, where nobody delegates, would reach nobody. */
function recipients(protocol: Protocol): Finding[] {
  if (protocol.regimes.some(({ regime }) => regime === 'delegation')) return [];
  return protocol.rules.flatMap(({ id, action }) =>
    action.kind === 'alert' && action.recipient === 'delegator'
      ? [
          finding(
            'recipient-absent',
            `rules/${id}`,
            'L’alerte appelle le délégant, or personne ne délègue dans ce protocole.',
            'Appeler le médecin traitant ou le médecin de garde.',
          ),
        ]
      : [],
  );
}

// ——— Items ———

/** The last item asks for any other worry of the professional, and « oui » alerts: no list of exclusions is complete. */
function closingItem({ questions, rules }: ProtocolModel): Finding[] {
  const last = questions.at(-1);
  const isWatched =
    last?.type === 'boolean' &&
    rules.some(({ rule, condition }) => CALLING.has(rule.action.kind) && condition?.reads.has(last));
  if (isWatched && /motif d.inquiétude/i.test(last.label)) return [];
  return [
    finding(
      'closing-item-missing',
      'questionnaire',
      'La dernière question n’est pas « Autre motif d’inquiétude du professionnel », avec une alerte quand la réponse est oui.',
      'L’ajouter : aucune liste d’exclusions n’est complète.',
    ),
  ];
}

function unreadItems({ protocol, questions, rules, findings }: ProtocolModel): Finding[] {
  const conditions = [...rules.map(({ condition }) => condition), ...findings.values()];
  const asking = questions.flatMap(({ enabled, required }) => [
    enabled,
    typeof required === 'boolean' ? undefined : required,
  ]);
  const calculated = questions.map(({ definition }) => readExtension(definition.source, 'calculatedExpression'));
  const isRead = (question: Question): boolean =>
    [...conditions, ...asking].some((condition) => condition?.reads.has(question)) ||
    JSON.stringify(calculated).includes(`'${question.linkId}'`);
  const dosed = new Set(protocol.prescriptions.flatMap(({ doseItems }) => doseItems));
  // One that only has to be answered well (« désobstruction faite ») is watched over without a rule.
  const isWatched = ({ required, unknown }: Question): boolean => required !== false && unknown.size > 0;
  return questions
    .filter(
      (question) => !question.optional && !isWatched(question) && !dosed.has(question.linkId) && !isRead(question),
    )
    .map(({ path, label }) => ({
      code: 'item-unread',
      severity: 'warning',
      path,
      words: `Aucune règle ne lit ${quote(label)}.`,
      mend: 'Si la question est pour la lettre et le lecteur, le dire ; sinon, écrire la règle qui manque.',
    }));
}
