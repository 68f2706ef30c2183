import type { Finding } from './finding.ts';
import type { LocatedFault, ProtocolModel } from './model.ts';
import type { ExpressionFault, Question } from '../../questionnaire/check/index.ts';
import { quote } from './words.ts';

/** What is wrong with the expressions of a protocol, and those that are beyond what can be decided. */
export function expressionFindings({ faults, questions }: ProtocolModel): Finding[] {
  return faults.map((located) => {
    const question = questions.find(({ linkId }) => linkId === located.fault.linkId);
    return { ...describe(located.fault, question), ...standing(located) };
  });
}

function standing({ path, fault: { code } }: LocatedFault): Pick<Finding, 'code' | 'severity' | 'path'> {
  return { code, path, severity: code === 'not-proven' ? 'unproven' : 'error' };
}

function describe({ code, message, linkId = '' }: ExpressionFault, question: Question | undefined): Texts {
  const label = quote(question?.label ?? linkId);
  switch (code) {
    case 'expression-invalid':
      return {
        words: `La condition est mal écrite et ne peut pas être lue (FHIRPath : ${message}).`,
        mend: 'La faire corriger par qui écrit le protocole.',
      };
    case 'item-unknown':
      return {
        words: `La condition lit la question ${quote(message)}, que le questionnaire ne pose pas.`,
        mend: 'Ajouter la question, ou corriger son identifiant.',
      };
    case 'name-unknown':
      return {
        words: `La condition nomme ${message}, qui n’est ni un paramètre en vigueur ni un terme défini avant elle.`,
        mend: 'Définir ce paramètre ou ce terme, ou corriger son nom.',
      };
    case 'type-mismatch':
      return {
        words: `La condition lit ${label} comme on n’y répond pas (${quote(message)}) : on y répond par ${answeredBy(question)}.`,
        mend: 'Écrire dans la condition une réponse que la question accepte.',
      };
    case 'option-unknown':
      return {
        words: `La condition attend de ${label} la réponse ${quote(message)}, qui n’est pas proposée.`,
        mend: 'Proposer cette réponse, ou corriger son code dans la condition.',
      };
    case 'not-proven':
      return {
        words: `La condition emploie ${quote(message)}, que la preuve ne sait pas suivre : rien ne montre que la règle est juste dans tous les cas.`,
        mend: 'L’écrire avec des comparaisons, et/ou/non, des comptes et des sommes d’options ; ou la faire signer, par son nom, par un médecin.',
      };
  }
}

function answeredBy(question: Question | undefined): string {
  switch (question?.type) {
    case 'boolean':
      return 'oui ou non';
    case 'number':
      return 'un nombre';
    case 'choice':
      return 'un choix dans une liste';
    case 'other':
    case undefined:
      return 'un texte ou une date';
  }
}

type Texts = Pick<Finding, 'words' | 'mend'>;
