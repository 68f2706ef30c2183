import { readFileSync } from 'node:fs';
import { Protocol } from '@relais/model';

const folder = new URL('../../../demo/protocols/', import.meta.url);

/** A protocol that is shipped, under another version where one is named. */
export function readProtocolFile(name: string, changes: Partial<Protocol> = {}): Protocol {
  const document = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Protocol;
  return Protocol.parse({ ...document, ...changes });
}

/** The same with one rule written otherwise. */
export function withRule(protocol: Protocol, id: string, change: Partial<Protocol['rules'][number]>): Protocol {
  return { ...protocol, rules: protocol.rules.map((rule) => (rule.id === id ? { ...rule, ...change } : rule)) };
}

/** Terms of which each is twice the one before: forty of them are looked at a million million times. */
export function createDoubling(): Protocol {
  const protocol = readProtocolFile('acces-direct');
  const { linkId } = protocol.questionnaire.item.find(({ type }) => type === 'boolean')!;
  const label = 'Terme';
  const status = 'illustrative' as const;
  const first = {
    name: 't0',
    label,
    status,
    expression: `%resource.item.where(linkId = '${linkId}').answer.value = true`,
  };
  const terms = Array.from({ length: 40 }, (_, n) => ({
    name: `t${n + 1}`,
    label,
    status,
    expression: `%t${n} and %t${n}`,
  }));
  const action = { kind: 'urgent', target: 'samu', text: 'Appeler' } as const;
  const rule = { id: 'doubling', status, when: '%t40', action };
  return { ...protocol, id: 'double', terms: [first, ...terms], rules: [rule, ...protocol.rules] };
}

/** Questions each of which is asked when the one before is answered, and answered with yes: as many looks as terms that double. */
export function createChain(): Protocol {
  const protocol = readProtocolFile('acces-direct');
  const items = Array.from({ length: 40 }, (_, n) => ({
    linkId: `chain.${n}`,
    text: `Question ${n}`,
    type: 'boolean',
    required: true,
    ...(n > 0 && {
      enableBehavior: 'all',
      enableWhen: [
        { question: `chain.${n - 1}`, operator: 'exists', answerBoolean: true },
        { question: `chain.${n - 1}`, operator: '=', answerBoolean: true },
      ],
    }),
  }));
  const when = `%resource.item.where(linkId = 'chain.39').answer.value = true`;
  const action = { kind: 'urgent', target: 'samu', text: 'Appeler' } as const;
  return {
    ...protocol,
    id: 'chaine',
    questionnaire: { ...protocol.questionnaire, item: [...items, ...protocol.questionnaire.item] },
    items: [...items.map(({ linkId }) => ({ linkId, status: 'illustrative' as const })), ...protocol.items],
    rules: [{ id: 'chain', status: 'illustrative', when, action }, ...protocol.rules],
  };
}
