export interface StreamEvent {
  /** Empty for an event without a name. */
  readonly event: string;
  readonly data: string;
}

/**
 * Reads server-sent events (WHATWG HTML § 9.2.6) from text that comes in pieces of any length. Ids are not read: our messages carry
 * their sequence; neither is `retry`, as our pauses are our own.
 */
export function createEventParser(take: (event: StreamEvent) => void): (text: string) => void {
  let rest = '';
  let event = '';
  let data: string[] = [];

  function takeLine(line: string): void {
    if (line === '') {
      if (data.length > 0) take({ event, data: data.join('\n') });
      event = '';
      data = [];
      return;
    }
    const [, field, value = ''] = /^([^:]*)(?:: ?)?([^]*)/.exec(line) ?? [];
    if (field === 'data') data.push(value);
    else if (field === 'event') event = value;
  }

  return (text) => {
    // A carriage return at the end may be the first half of an end of line.
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    lines.forEach(takeLine);
  };
}
