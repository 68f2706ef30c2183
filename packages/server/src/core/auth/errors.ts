/** The bearer token does not prove who is asking. The message says which check failed, never what the token holds. */
export class UnauthenticatedError extends Error {
  readonly code = 'unauthenticated';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UnauthenticatedError';
  }
}

/** The issuer's discovery page or keys cannot be read: nobody can be told apart now, which is not the caller's fault. */
export class IssuerUnreachableError extends Error {
  readonly code = 'unavailable';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'IssuerUnreachableError';
  }
}
