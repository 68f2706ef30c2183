import pg from 'pg';

const CHANNEL = 'relais';
const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 5000;
/** How often the connection is tried when nothing is heard: a network may swallow a connection without a word. */
const PROBE_MS = 15_000;

/**
 * The one connection on which a backend hears what any backend announces. When it is lost it is made again, and then everybody is told that
 * anything may have changed meanwhile.
 */
export class PostgresListener {
  readonly #url: string;
  readonly #tell: (structureId?: string) => void;
  readonly #onError: (error: unknown) => void;
  #client: pg.Client | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #delay = FIRST_DELAY_MS;
  #running = false;

  constructor(url: string, tell: (structureId?: string) => void, onError: (error: unknown) => void) {
    this.#url = url;
    this.#tell = tell;
    this.#onError = onError;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    void this.#connect();
  }

  async stop(): Promise<void> {
    this.#running = false;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'relais-listen',
      keepAlive: true,
      query_timeout: 5000,
    });
    this.#client = client;
    client.on('error', (error) => this.#lose(client, error));
    client.on('end', () => this.#lose(client));
    client.on('notification', ({ payload }) => this.#tell(payload));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch (error) {
      this.#lose(client, error);
      return;
    }
    this.#delay = FIRST_DELAY_MS;
    // Whoever subscribed before this moment, or before the connection was lost, may have missed something.
    this.#tell();
    this.#probeLater(client);
  }

  #probeLater(client: pg.Client): void {
    if (client !== this.#client) return;
    this.#timer = setTimeout(() => {
      client.query('select 1').then(
        () => this.#probeLater(client),
        (error: unknown) => this.#lose(client, error),
      );
    }, PROBE_MS);
    this.#timer.unref();
  }

  /** Once per client, whichever of its events comes first. */
  #lose(client: pg.Client, error?: unknown): void {
    if (client !== this.#client || !this.#running) return;
    this.#client = undefined;
    if (error !== undefined) this.#onError(error);
    client.end().catch(() => undefined);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#connect(), this.#delay);
    this.#delay = Math.min(this.#delay * 2, LONGEST_DELAY_MS);
  }
}
