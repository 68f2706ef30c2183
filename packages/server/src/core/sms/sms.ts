/** A message to a telephone. Its text never says anything about care. */
export interface ShortMessage {
  /** E.164. */
  readonly to: string;
  readonly text: string;
}

/** Where messages to telephones leave. Everything that sends one goes through here. */
export interface SmsPort {
  /** @throws {SmsNotSentError} */
  send(message: ShortMessage): Promise<void>;
}

/** A message has not left; `code` says why, without a word of what it said or to whom. */
export class SmsNotSentError extends Error {
  override readonly name = 'SmsNotSentError';
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(`A message to a telephone was not sent (${code})`, options);
    this.code = code;
  }
}
