export interface StreamEvent {
  /** Empty for an event without a name. */
  readonly event: string;
  readonly data: string;
}

/**
 * Reads server-sent events (WHATWG HTML § 9.2.6) from text that comes in pieces of any length. `passTo` is told of every id, with a message
 * or without. `retry` is not read, as our pauses are our own.
 */
export function createEventParser(
  take: (event: StreamEvent) => void,
  passTo: (id: string) => void = () => undefined,
): (text: string) => void {
  let rest = '';
  let event = '';
  let id: string | undefined;
  let data: string[] = [];

  function takeLine(line: string): void {
    if (line === '') {
      if (data.length > 0) take({ event, data: data.join('\n') });
      if (id !== undefined) passTo(id);
      event = '';
      id = undefined;
      data = [];
      return;
    }
    const [, field, value = ''] = /^([^:]*)(?:: ?)?([^]*)/.exec(line) ?? [];
    if (field === 'data') data.push(value);
    else if (field === 'event') event = value;
    else if (field === 'id') id = value;
  }

  return (text) => {
    // A carriage return at the end may be the first half of an end of line.
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    lines.forEach(takeLine);
  };
}
