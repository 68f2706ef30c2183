import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { SMTPServer } from 'smtp-server';
import { createOutgoing } from '../../../../packages/server/src/core/outgoing/node-outgoing.ts';
import { OutgoingError } from '../../../../packages/server/src/core/outgoing/outgoing.ts';
import type { OutgoingCode } from '../../../../packages/server/src/core/outgoing/outgoing.ts';
import { isPublicAddress } from '../../../../packages/server/src/core/outgoing/public-address.ts';
import { ConfigError, readConfig } from '../../../../packages/server/src/config.ts';

const PATIENCE = 20_000;
const PUBLIC = { address: '93.184.216.34', family: 4 };
const HERE = { address: '127.0.0.1', family: 4 };

async function withServer(listener: RequestListener, use: (port: number) => Promise<void>): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use((server.address() as AddressInfo).port);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const refuses = (code: OutgoingCode) => (error: unknown) => error instanceof OutgoingError && error.code === code;
const get = (address: string, largest = 1000) => ({ address, largest, method: 'GET', patience: PATIENCE }) as const;

describe('an address that somebody gave', () => {
  it('is refused where it names this machine or a private network, however it is written', async () => {
    const hostile = [
      'https://127.0.0.1/',
      'https://2130706433/',
      'https://0x7f.1/',
      'https://0177.0.0.1/',
      'https://127.1/',
      'https://127.0.0.1./',
      'https://[::1]/',
      'https://[::ffff:10.0.0.1]/',
      'https://[::ffff:a00:1]/',
      'https://[::7f00:1]/',
      'https://[64:ff9b::a00:1]/',
      'https://[64:ff9b:1::a00:1]/',
      'https://[2002:a00:1::]/',
      'https://[fe80::1]/',
      'https://[fd00:ec2::254]/',
      'https://10.1.2.3/',
      'https://172.16.0.1/',
      'https://192.168.1.1:8443/',
      'https://169.254.169.254/latest/meta-data',
      'https://100.64.0.1/',
      'https://100.100.100.200/',
      'https://168.63.129.16/',
      'https://192.0.0.192/',
      'https://224.0.0.1/',
      'https://255.255.255.255/',
      'https://0.0.0.0/',
      'https://①②⑦.⓪.⓪.①/',
    ];
    const { judge } = createOutgoing();
    for (const address of hostile) await assert.rejects(judge(address), refuses('not-public'), address);
  });

  it('is refused where it is none, holds a password, or is not by https', async () => {
    const { judge } = createOutgoing({ resolve: () => Promise.resolve([PUBLIC]) });
    const wrong: [string, OutgoingCode][] = [
      ['', 'not-an-address'],
      ['agenda', 'not-an-address'],
      ['https://', 'not-an-address'],
      ['https://1.2.3.4.5/', 'not-an-address'],
      ['https://[::1', 'not-an-address'],
      ['file:///etc/passwd', 'not-https'],
      ['javascript:alert(1)', 'not-https'],
      ['webcal://agenda.example/a.ics', 'not-https'],
      ['http://agenda.example/a.ics', 'not-https'],
      ['https://ida:secret@agenda.example/a.ics', 'has-credentials'],
    ];
    for (const [address, code] of wrong) await assert.rejects(judge(address), refuses(code), address);
    await judge('https://agenda.example/a.ics');
    await judge('https://agenda.exämple./a.ics');
  });

  it('is refused by where its name leads, and accepted by the machines of it that are public', async () => {
    const names: Record<string, { address: string; family: number }[]> = {
      'inside.example': [HERE],
      'xn--intrieur-d1a.example': [{ address: 'fd12::1', family: 6 }],
      'localhost.': [HERE],
      'both.example': [HERE, PUBLIC],
    };
    const { judge } = createOutgoing({ resolve: (host) => Promise.resolve(names[host] ?? []) });
    await assert.rejects(judge('https://inside.example/'), refuses('not-public'));
    await assert.rejects(judge('https://intérieur.example/'), refuses('not-public'));
    await assert.rejects(judge('https://localhost./'), refuses('not-public'));
    await assert.rejects(judge('https://nobody.example/'), refuses('host-unknown'));
    await judge('https://both.example/');
  });

  it('may lead inside where the operator names its origin, and to no other port of it', async () => {
    const answer: RequestListener = (_request, response) => response.end('libre');
    await withServer(answer, async (port) => {
      const { ask, judge } = createOutgoing({ allowed: [`http://127.0.0.1:${port}`] });
      const { status, body } = await ask(get(`http://127.0.0.1:${port}/a.ics`));
      assert.deepEqual([status, new TextDecoder().decode(body)], [200, 'libre']);
      await assert.rejects(judge(`http://127.0.0.1:${port + 1}/`), refuses('not-https'));
      await assert.rejects(judge(`https://127.0.0.1:${port}/`), refuses('not-public'));
    });
  });

  it('is asked at the machine that was judged, though its name means another one a moment later', async () => {
    let asked = 0;
    const hosts: (string | undefined)[] = [];
    const note: RequestListener = ({ headers }, response) => {
      hosts.push(headers.host);
      response.end();
    };
    await withServer(note, async (port) => {
      const machines = [HERE, PUBLIC];
      const { ask } = createOutgoing({
        allowed: [`http://moving.example:${port}`],
        resolve: () => Promise.resolve([machines[asked++]!]),
      });
      await ask(get(`http://moving.example:${port}/`));
      assert.equal(asked, 1, 'looked up once');
      assert.deepEqual(hosts, [`moving.example:${port}`]);
    });
  });

  it('that leads inside by a redirect is refused there, and nothing inside hears of it', async () => {
    const heard: (string | undefined)[] = [];
    const lead: RequestListener = (request, response) => {
      heard.push(request.headers.host);
      response.writeHead(302, { location: request.url?.slice(1) }).end();
    };
    await withServer(lead, async (port) => {
      const door = `http://door.example:${port}`;
      const inside: Record<string, string> = { 'inside.example': '10.0.0.1', 'door.example': '127.0.0.1' };
      const { ask } = createOutgoing({
        allowed: [door],
        resolve: (host) => Promise.resolve([{ address: inside[host]!, family: 4 }]),
      });
      await assert.rejects(ask(get(`${door}/https://127.0.0.1:${port}/`)), refuses('not-public'));
      await assert.rejects(ask(get(`${door}/http://127.0.0.1:${port}/`)), refuses('not-https'));
      await assert.rejects(ask(get(`${door}/https://inside.example/`)), refuses('not-public'));
      await assert.rejects(ask(get(`${door}/https://a:b@inside.example/`)), refuses('has-credentials'));
      await assert.rejects(ask(get(`${door}/gopher://inside.example/`)), refuses('not-https'));
      await assert.rejects(ask(get(`${door}/https://[`)), refuses('redirected'));
      assert.deepEqual(new Set(heard), new Set([`door.example:${port}`]));
    });
  });

  it('is followed through three redirects of a reading, never in a circle, and through none of what is sent', async () => {
    let asked = 0;
    const around: RequestListener = (request, response) => {
      asked += 1;
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('là');
      else response.writeHead(307, { location: `/${left - 1}` }).end();
    };
    await withServer(around, async (port) => {
      const { ask } = createOutgoing({ allowed: [`http://127.0.0.1:${port}`] });
      assert.equal((await ask(get(`http://127.0.0.1:${port}/3`))).status, 200);
      await assert.rejects(ask(get(`http://127.0.0.1:${port}/4`)), refuses('redirected'));
      asked = 0;
      const sent = { address: `http://127.0.0.1:${port}/1`, method: 'POST', body: '{}', patience: PATIENCE } as const;
      await assert.rejects(ask(sent), refuses('redirected'));
      assert.equal(asked, 1);
    });
  });
});

describe('what comes back', () => {
  const answers: Record<string, RequestListener> = {
    '/large': (_request, response) => {
      const more = () => {
        while (response.write('x'.repeat(65_536)));
        response.once('drain', more);
      };
      more();
    },
    '/bomb': (_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000))),
    '/gzip': (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('serré')),
    '/broken': (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip'),
    '/odd': (_request, response) => response.writeHead(200, { 'content-encoding': 'compress' }).end('?'),
    '/cut': (_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      setImmediate(() => response.destroy());
    },
    '/silent': () => undefined,
    '/drip': (_request, response) => {
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    },
  };
  const listener: RequestListener = (request, response) => {
    answers[request.url ?? '']?.(request, response);
  };

  it('is read packed or not, and refused once it is too large, also unpacked, or packed in another way', async () => {
    await withServer(listener, async (port) => {
      const at = (path: string) => `http://127.0.0.1:${port}${path}`;
      const { ask } = createOutgoing({ allowed: [at('')] });
      assert.equal(new TextDecoder().decode((await ask(get(at('/gzip')))).body), 'serré');
      await assert.rejects(ask(get(at('/large'))), refuses('too-large'));
      await assert.rejects(ask(get(at('/bomb'))), refuses('too-large'));
      await assert.rejects(ask(get(at('/broken'))), refuses('packed'));
      await assert.rejects(ask(get(at('/odd'))), refuses('packed'));
      await assert.rejects(ask(get(at('/cut'))), refuses('unreachable'));
    });
  });

  it('is waited for no longer than was said: not a silent machine, nor one that drips, nor a silent name server', async () => {
    await withServer(listener, async (port) => {
      const at = (path: string) => `http://127.0.0.1:${port}${path}`;
      const { ask } = createOutgoing({ allowed: [at('')] });
      await assert.rejects(ask({ ...get(at('/silent')), patience: 100 }), refuses('too-slow'));
      await assert.rejects(ask({ ...get(at('/drip')), patience: 200 }), refuses('too-slow'));
    });
    const { ask } = createOutgoing({ resolve: () => new Promise(() => undefined) });
    await assert.rejects(ask({ ...get('https://silent.example/'), patience: 100 }), refuses('too-slow'));
  });

  it('says of a machine that is not there or speaks no TLS that it cannot be reached, without a word of the address', async () => {
    await withServer(listener, async (port) => {
      const origins = [`https://127.0.0.1:${port}`, 'http://127.0.0.1:9'];
      const { ask } = createOutgoing({ allowed: origins });
      for (const origin of origins) {
        const asking = ask(get(`${origin}/secret-of-ida.ics`));
        await assert.rejects(asking, (error) => {
          assert.ok(refuses('unreachable')(error));
          return !/secret-of-ida|127\.0\.0\.1/.test((error as Error).message);
        });
      }
    });
  });
});

describe('a machine that cannot prove who it is', () => {
  it('is asked nothing', async () => {
    // Any server that speaks TLS with a certificate it has signed itself.
    const server = new SMTPServer({ secure: true });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const origin = `https://localhost:${(server.server.address() as AddressInfo).port}`;
      const { ask } = createOutgoing({ allowed: [origin], resolve: () => Promise.resolve([HERE]) });
      await assert.rejects(ask(get(`${origin}/`)), refuses('certificate'));
    } finally {
      await new Promise<void>((resolve) => server.close(resolve));
    }
  });
});

describe('the operator', () => {
  it('names origins that may be reached inside, and is told what is none', () => {
    const { outgoing } = readConfig({ RELAIS_OUTGOING: 'http://127.0.0.1:8123, https://agenda.intra.example' });
    assert.deepEqual(outgoing, ['http://127.0.0.1:8123', 'https://agenda.intra.example']);
    for (const wrong of ['127.0.0.1:8123', 'https://agenda.intra.example/a', '*', 'ftp://agenda.example']) {
      assert.throws(() => readConfig({ RELAIS_OUTGOING: wrong }), ConfigError, wrong);
    }
  });

  it('reaches machines of the public internet of either kind', () => {
    for (const address of ['93.184.216.34', '2606:4700:4700::1111']) assert.ok(isPublicAddress(address), address);
    for (const none of ['', 'example.org', '::', '1.2.3', '2001:db8::1']) assert.ok(!isPublicAddress(none), none);
  });
});
