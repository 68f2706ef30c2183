import { createTransport } from 'nodemailer';
import type { Letter } from './letter.ts';
import { MailNotSentError } from './mail-not-sent.ts';

export interface Envelope {
  /** Shown as the sender, with the configured address. */
  readonly senderName: string;
  readonly recipient: string;
  /** Stays the same when one mail is tried again, so that readers can see that two copies are one. */
  readonly id: string;
}

export interface Mailer {
  /** The address mails come from. */
  readonly sender: string;
  /** Throws `MailNotSentError`. */
  send(letter: Letter, envelope: Envelope): Promise<void>;
  close(): void;
}

/** One mailbox and nothing else: no list, no comment, no quoted part, nothing a mail server could read as a second recipient. */
const PLAIN_ADDRESS = /^[^\s@<>(),;:\\"[\]\p{Cc}]+@[^\s@<>(),;:\\"[\]\p{Cc}]+$/u;

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Sends through one SMTP server, e.g. `smtp://user:password@mail.example.org:587`. Mails that tell of a visit do not travel in the
 * clear: a server that is not on this machine must offer STARTTLS or be reached by `smtps:`, unless the URL says `?ignoreTLS=true`.
 */
export function createMailer(smtpUrl: string, from: string): Mailer {
  const url = new URL(smtpUrl);
  const chosen = url.searchParams.has('requireTLS') || url.searchParams.has('ignoreTLS');
  const transport = createTransport({
    url: smtpUrl,
    ...(url.protocol === 'smtp:' && !chosen && !LOOPBACK.test(url.hostname) ? { requireTLS: true } : {}),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = from.slice(from.lastIndexOf('@') + 1);

  return {
    sender: from,
    close: () => transport.close(),
    async send(letter, { senderName, recipient, id }) {
      if (!PLAIN_ADDRESS.test(recipient)) throw new MailNotSentError('address-unusable', { permanent: true });
      try {
        await transport.sendMail({
          from: { name: senderName, address: from },
          to: { name: '', address: recipient },
          messageId: `<${id}@${host}>`,
          ...messageOf(letter, from),
        });
      } catch (error) {
        throw explain(error);
      }
    },
  };
}

/** Writes a mail that somebody sends from their own mail program. Without a sender the program puts its own. */
export function createMailWriter() {
  const transport = createTransport({
    ...{ streamTransport: true, buffer: true, newline: 'windows' },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  return async (
    letter: Letter,
    { recipient, id }: Omit<Envelope, 'senderName'>,
    sender: string | undefined,
  ): Promise<Uint8Array<ArrayBuffer>> => {
    const message = messageOf(letter, sender);
    const { message: written } = await transport.sendMail({
      ...(sender === undefined ? {} : { from: sender }),
      to: recipient,
      messageId: `<${id}@relais.invalid>`,
      ...message,
      // Mail programs open it as one that is not sent yet.
      headers: { ...message.headers, 'X-Unsent': '1' },
    });
    return new Uint8Array(written as Buffer);
  };
}

/** A letter as the library takes it. */
function messageOf(letter: Letter, sender: string | undefined) {
  const { calendar, attachments = [], headers = {}, asksReceipt } = letter;
  return {
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    ...(calendar && { icalEvent: { method: calendar.method, filename: calendar.fileName, content: calendar.content } }),
    attachments: attachments.map(({ fileName, type, content }) => ({
      ...{ filename: fileName, contentType: type, content: Buffer.from(content) },
    })),
    // The library writes `X-Mss-`, where the rules of the secure mail write capitals.
    normalizeHeaderKey: (key: string) => (key.startsWith('X-Mss-') ? key.toUpperCase() : key),
    headers: {
      ...headers,
      // RFC 3834: keeps holiday responders from answering.
      ...(asksReceipt ? {} : { 'Auto-Submitted': 'auto-generated' }),
      ...(asksReceipt && sender !== undefined ? { 'Disposition-Notification-To': sender } : {}),
    },
  };
}

/** SMTP says for good (5xx) or for now (4xx); a refused login is the operator's to mend, whatever its number. */
function explain(error: unknown): MailNotSentError {
  const { code = 'unknown', responseCode } = error as { code?: string; responseCode?: number };
  const aboutThisMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  return new MailNotSentError(responseCode ? `${code}-${responseCode}` : code, {
    permanent: aboutThisMail && responseCode !== undefined && responseCode >= 500,
    serverDown: !aboutThisMail,
    cause: error,
  });
}
