/** Why a mail did not go. `permanent`: trying again is of no use. `serverDown`: no other mail would go now either. */
export class MailNotSentError extends Error {
  readonly code: string;
  readonly permanent: boolean;
  readonly serverDown: boolean;

  constructor(
    code: string,
    {
      permanent = false,
      serverDown = false,
      cause,
    }: { permanent?: boolean; serverDown?: boolean; cause?: unknown } = {},
  ) {
    super(`The mail was not sent: ${code}.`, { cause });
    this.name = 'MailNotSentError';
    this.code = code;
    this.permanent = permanent;
    this.serverDown = serverDown;
  }
}
