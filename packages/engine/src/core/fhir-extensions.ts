/** An extension of FHIR, as it is written and read. */
interface Extension {
  [member: string]: unknown;
  url: string;
  extension?: Extension[] | undefined;
}

/**
 * Writes a value of JSON as one extension: members become extensions inside it, by their names. FHIR has no empty lists, so that what is
 * empty is said by a code.
 */
export function writeExtension(url: string, value: unknown): Extension {
  if (typeof value === 'string') return { url, valueString: value };
  if (typeof value === 'number') return { url, valueDecimal: value };
  if (typeof value === 'boolean') return { url, valueBoolean: value };
  if (Array.isArray(value)) {
    return value.length === 0
      ? { url, valueCode: EMPTY_LIST }
      : { url, extension: value.map((one) => writeExtension(ONE, one)) };
  }
  const members = membersOf(value);
  return members.length === 0
    ? { url, valueCode: EMPTY_OBJECT }
    : { url, extension: members.map(([name, member]) => writeExtension(name, member)) };
}

/** Members that are `undefined` are not there, as in JSON. */
function membersOf(value: unknown): [string, unknown][] {
  return Object.entries(value as Record<string, unknown>).filter(([, member]) => member !== undefined);
}

/** The members of an object as extensions of an element, each under a URL that begins with `own`. */
export function writeMembers(own: string, value: object): Extension[] {
  return membersOf(value).map(([name, member]) => writeExtension(`${own}${name}`, member));
}

const EMPTY_LIST = 'empty-list';
const EMPTY_OBJECT = 'empty-object';
const ONE = 'one';

/** The value that an extension was written from. */
export function readValue({ extension, ...one }: Extension): unknown {
  if (one['valueCode'] === EMPTY_LIST) return [];
  if (one['valueCode'] === EMPTY_OBJECT) return {};
  if (!extension) return one['valueString'] ?? one['valueDecimal'] ?? one['valueBoolean'];
  if (extension.every(({ url }) => url === ONE)) return extension.map(readValue);
  return Object.fromEntries(extension.map((member) => [member.url, readValue(member)]));
}

/** The members an element carries as extensions whose URLs begin with `own`. */
export function readMembers(
  own: string,
  { extension = [] }: { readonly extension?: readonly Extension[] | undefined },
): Record<string, unknown> {
  const ours = extension.filter(({ url }) => url.startsWith(own));
  return Object.fromEntries(ours.map((one) => [one.url.slice(own.length), readValue(one)]));
}
