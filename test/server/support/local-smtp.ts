import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import { readMessage } from './read-message.ts';
import type { Message } from './read-message.ts';

/** A real SMTP server in this process that keeps what it accepts. */
export interface LocalSmtp {
  readonly url: string;
  readonly received: { readonly to: readonly string[]; readonly message: Message; readonly raw: string }[];
  /** Answer to the next mails instead of « 250 »: a code such as 451 or 550. */
  refusal: number | undefined;
  /** Holds every mail back this long after its text has come, in milliseconds. */
  delay: number;
  close(): Promise<void>;
}

export async function startSmtp(options: SMTPServerOptions & { port?: number } = {}): Promise<LocalSmtp> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo(_address, _session, callback) {
      callback(smtp.refusal ? Object.assign(new Error('Not now'), { responseCode: smtp.refusal }) : null);
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('latin1');
        const to = session.envelope.rcptTo.map(({ address }) => address);
        setTimeout(() => {
          smtp.received.push({ to, message: readMessage(raw), raw });
          callback();
        }, smtp.delay);
      });
    },
    ...options,
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server.server, 'listening');
  const smtp: LocalSmtp = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received: [],
    refusal: undefined,
    delay: 0,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
  return smtp;
}
