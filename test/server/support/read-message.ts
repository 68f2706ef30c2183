/** A received message, read back by rules of its own (RFC 2045 to 2047) so that a test does not trust the library that wrote it. */
export interface Message {
  readonly headers: ReadonlyMap<string, string>;
  /** Decoded bodies by content type, in the order they came. */
  readonly parts: readonly { readonly type: string; readonly disposition: string; readonly body: string }[];
}

export function readMessage(raw: string): Message {
  const { headers, body } = splitHead(raw);
  return { headers, parts: readParts(headers, body) };
}

function splitHead(raw: string): { headers: Map<string, string>; body: string } {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const pairs = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim())];
  });
  return { headers: new Map(pairs), body: raw.slice(end + 4) };
}

function readParts(headers: ReadonlyMap<string, string>, body: string): Message['parts'] {
  const type = headers.get('content-type') ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
  if (!boundary) {
    const encoding = headers.get('content-transfer-encoding')?.toLowerCase() ?? '7bit';
    return [{ type, disposition: headers.get('content-disposition') ?? '', body: decodeBody(body, encoding) }];
  }
  const inner = body.split(`--${boundary}`).slice(1, -1);
  return inner.flatMap((part) => {
    const head = splitHead(part.replace(/^\r\n/, '').replace(/\r\n$/, ''));
    return readParts(head.headers, head.body);
  });
}

function decodeBody(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  return encoding === 'quoted-printable' ? decodeQuoted(body.replace(/=\r\n/g, '')) : body;
}

function decodeQuoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

function decodeWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString() : decodeQuoted(text.replaceAll('_', ' ')),
    );
}
