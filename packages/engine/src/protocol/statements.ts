import type { EvidenceStatus, Protocol } from '@relais/model';

/** What a protocol states and says the origin of, by the path the checker names it by: `rules/7b`, `items/od.age`… */
export function statementsOf(protocol: Protocol): (readonly [path: string, statement: Statement])[] {
  return [
    ...protocol.items.map((one) => [`items/${one.linkId}`, one] as const),
    ...protocol.parameters.map((one) => [`parameters/${one.name}`, one] as const),
    ...protocol.terms.map((one) => [`terms/${one.name}`, one] as const),
    ...[...protocol.inclusion, ...protocol.exclusion].map((one) => [`criteria/${one.id}`, one] as const),
    ...protocol.rules.map((one) => [`rules/${one.id}`, one] as const),
    ...protocol.prescriptions.map((one) => [`prescriptions/${one.id}`, one] as const),
    ...protocol.prescriptions.flatMap(({ id, condition }) =>
      condition ? [[`prescriptions/${id}/condition`, condition] as const] : [],
    ),
    ...protocol.documents.map((one) => [`documents/${one.id}`, one] as const),
    ...(protocol.photographs ?? []).map((one) => [`photographs/${one.item}`, one] as const),
    ...protocol.regimes.map((one) => [`regimes/${one.profession}`, one] as const),
  ];
}

interface Statement {
  readonly status: EvidenceStatus;
  readonly source?: string | undefined;
}

/** Paths of the statements that no source gives: a doctor of the structure reads them before they are used. */
export function illustrativePaths(protocol: Protocol): string[] {
  const paths = statementsOf(protocol).flatMap(([path, { status }]) => (status === 'illustrative' ? [path] : []));
  return [...new Set(paths)];
}
