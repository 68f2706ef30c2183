/** A tag, by its name without the prefix of its namespace, or text between tags. */
export type XmlPiece =
  | {
      readonly kind: 'open' | 'close' | 'empty';
      readonly prefix: string;
      readonly name: string;
      readonly attributes: string;
    }
  | { readonly kind: 'text'; readonly text: string };

/** No `<` stands in a tag or in a value of it, and a name ends where it ends: each character is looked at a few times, whatever is sent. */
const PIECE =
  /<(\/?)(?:([\w.-]+):)?([\w.-]+)(?=[\s/>])([^<>"']*(?:"[^"<]*"[^<>"']*|'[^'<]*'[^<>"']*)*)>|<[^<>]*>|([^<]+)/g;

/**
 * Reads XML from its beginning to its end, without a tree. Nothing is read of one with comments, sections or a type of its own: no office program writes
 * any, and what stands in them is not what is seen.
 */
export function* xmlPieces(xml: string): Generator<XmlPiece> {
  if (xml.includes('<!')) return;
  for (const [, end, prefix = '', name, attributes = '', text] of xml.matchAll(PIECE)) {
    if (text !== undefined) yield { kind: 'text', text: decodeXml(text) };
    else if (name !== undefined) {
      const kind = end === '/' ? 'close' : attributes.endsWith('/') ? 'empty' : 'open';
      yield { kind, prefix, name, attributes };
    }
  }
}

/** What an attribute says. */
export function attributeOf(attributes: string, name: string): string | undefined {
  for (const [, found, quoted, single] of attributes.matchAll(ATTRIBUTE)) {
    if (found === name) return decodeXml(quoted ?? single ?? '');
  }
  return undefined;
}

const ATTRIBUTE = /(?:^|\s)([\w.:-]+)=(?:"([^"]*)"|'([^']*)')/g;

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function decodeXml(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi,
    (whole, decimal?: string, hex?: string, name = '') => {
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      if (name !== '') return NAMED[name as string] ?? whole;
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
