import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { ConfigError, readConfig } from '../../../../packages/server/src/config.ts';
import { createSms } from '../../../../packages/server/src/core/sms/create-sms.ts';
import { SmsNotSentError } from '../../../../packages/server/src/core/sms/sms.ts';

const message = { to: '+33639981234', text: 'Votre code : 123456.' };

/** A gateway that answers with a status, and what it was asked. */
async function withGateway(status: number, use: (url: string, asked: string[]) => Promise<void>): Promise<void> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      asked.push(`${request.method} ${request.headers.authorization} ${body}`);
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`, asked);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('a message to a telephone', () => {
  it('goes to the gateway with its token', async () => {
    await withGateway(202, async (url, asked) => {
      await createSms({ url, token: 'jeton' })!.send(message);
      assert.deepEqual(asked, [`POST Bearer jeton ${JSON.stringify(message)}`]);
    });
  });

  it('that the gateway refuses, or leads elsewhere, is said not to have been sent', async () => {
    for (const status of [302, 400, 500]) {
      await withGateway(status, async (url) => {
        await assert.rejects(createSms({ url, token: undefined })!.send(message), SmsNotSentError);
      });
    }
  });

  it('to a gateway that is not there says so, and not what it was', async () => {
    const sending = createSms({ url: 'http://127.0.0.1:9/sms', token: undefined })!.send(message);
    await assert.rejects(
      sending,
      (error) => error instanceof SmsNotSentError && !/123456|39981234/.test(error.message),
    );
  });

  it('of the demonstration is a line in a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'relais-sms-'));
    const file = join(folder, 'sms.jsonl');
    const sms = createSms({ url: pathToFileURL(file).href, token: undefined })!;
    await sms.send(message);
    await sms.send(message);
    assert.equal(await readFile(file, 'utf8'), `${JSON.stringify(message)}\n`.repeat(2));
    await rm(folder, { recursive: true });
  });

  it('is not sent where nothing is configured', () => assert.equal(createSms(readConfig({}).sms), undefined));

  it('is configured by an address, and a wrong one stops the start without being repeated', () => {
    assert.deepEqual(readConfig({ SMS_URL: 'https://sms.example/v1', SMS_TOKEN: 'x' }).sms, {
      url: 'https://sms.example/v1',
      token: 'x',
    });
    for (const env of [{ SMS_URL: 'ftp://secret@sms.example' }, { SMS_TOKEN: 'secret' }]) {
      assert.throws(
        () => readConfig(env),
        (error) => error instanceof ConfigError && /SMS_/.test(error.message) && !error.message.includes('secret'),
      );
    }
  });
});
