import type { Finding } from './finding.ts';
import type { LocatedFault, ProtocolModel } from './model.ts';
import type { Question } from './question.ts';
import type { ExpressionFault } from './subset.ts';
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
        words: `La condition n’est pas du FHIRPath lisible (${message}).`,
        mend: 'Corriger l’écriture de la condition.',
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
        words: `La condition compare ${label} avec ${quote(message)}, qui n’est pas du type de ses réponses.`,
        mend: 'Comparer avec une valeur du type de la question.',
      };
    case 'option-unknown':
      return {
        words: `La condition attend de ${label} la réponse ${quote(message)}, qui n’est pas proposée.`,
        mend: 'Proposer cette réponse, ou corriger son code dans la condition.',
      };
    case 'not-proven':
      return {
        words: `La condition emploie ${quote(message)}, au-delà de ce qui peut être prouvé : la règle n’est pas prouvée.`,
        mend: 'L’écrire avec des comparaisons, et/ou/non, des comptes et des sommes d’options ; ou la faire signer par un médecin.',
      };
  }
}

type Texts = Pick<Finding, 'words' | 'mend'>;
