/** Asks something of an address that a person has given. */
export interface OutgoingRequest {
  readonly address: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Bytes that may come back, counted once unpacked; absent, the body is not read. */
  readonly largest?: number;
  /** For all of it, in milliseconds: looking the host up, every redirect, and the last byte. */
  readonly patience: number;
  /** Given up as soon as this is aborted, as if no answer had come in time. */
  readonly signal?: AbortSignal;
}

export interface OutgoingAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
}

/** The one way by which the backend asks something of addresses that people give. Those an operator configures may go their own. */
export interface Outgoing {
  /** Whether something may be asked of an address; asks it nothing. @throws {OutgoingError} */
  readonly judge: (address: string) => Promise<void>;
  /** @throws {OutgoingError} */
  readonly ask: (request: OutgoingRequest) => Promise<OutgoingAnswer>;
}

const SENTENCES = {
  'not-an-address': 'This is no address. Accepted: an address that begins with https://.',
  'not-https': 'The address is not by https. Accepted: an address that begins with https://.',
  'has-credentials': 'The address holds a user name or a password. Accepted: an address without them.',
  'host-unknown': 'No machine of this name is known.',
  'not-public':
    'The address leads into a private network or to this machine. Accepted: a machine of the public internet.',
  redirected: 'The address leads on to another one, which is not followed. Accepted: the address it leads to.',
  certificate: 'The machine does not prove by its certificate that it is the one asked for.',
  unreachable: 'The machine cannot be reached, or hung up.',
  'too-slow': 'The machine did not answer in time.',
  'too-large': 'The answer is too large.',
  packed: 'The answer is packed in a way that is not read. Accepted: as it is, or gzip.',
} as const;

export type OutgoingCode = keyof typeof SENTENCES;

/** Nothing was asked, or nothing usable came back. Neither the code nor the message holds a part of the address: it may be a secret. */
export class OutgoingError extends Error {
  override readonly name = 'OutgoingError';
  readonly code: OutgoingCode;

  constructor(code: OutgoingCode, options?: ErrorOptions) {
    super(SENTENCES[code], options);
    this.code = code;
  }
}
