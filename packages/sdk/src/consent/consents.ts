import { ConsentAccessMessage, consentRoutes as routes } from '@relais/model';
import type {
  ConsentAccessState,
  ConsentChecked,
  ConsentReading,
  ConsentRecord,
  ConsentRecorded,
  ConsentTextList,
  CreateReadingRequest,
  NewConsentAccess,
  NewConsentReading,
  OpenAccessRequest,
  RecordConsentRequest,
} from '@relais/model';
import { createOutbox, linkOf, listen, PASSING_REFUSALS, RelaisError } from '../core/index.ts';
import type { CallOptions, ClientCore, PendingWrite, Topic } from '../core/index.ts';
import { randomId as createConsentId } from '../core/bytes.ts';

/** What became of a proof that was kept on this device. */
export type ResumedConsent =
  { readonly id: string; readonly answer: ConsentRecorded } | { readonly id: string; readonly error: RelaisError };

/** A link to one thing: its id, and the token that opens it. */
export interface ConsentLink {
  readonly id: string;
  readonly token: string;
}

/** A text that somebody was given to read beforehand. */
export interface ReadingLink {
  readonly id: string;
  readonly href: string;
  /** Whether it has been read. */
  state(): Promise<Pick<ConsentReading, 'readAt' | 'wantsToTalk'>>;
}

export interface AccessHandlers {
  readonly onAccess: (access: ConsentAccessState) => void;
  /** It could not be asked how it stands: the window must not stay open on what is not known. */
  readonly onFailure: (error: RelaisError) => void;
}

/** What patients decide, at the structure's backend. Proofs are made without it: `sealConsent`. */
export interface Consents {
  /** Keeps a proof for good. Kept on this device, encrypted, until the server has answered; sent twice it is kept once. */
  record(request: RecordConsentRequest, options?: CallOptions): Promise<ConsentRecorded>;
  /** Sends the proofs that have no answer yet, the oldest first: each may follow the one before. */
  resume(options?: CallOptions): Promise<readonly ResumedConsent[]>;
  /** The proofs of a patient with the texts that were shown. */
  list(patientId: string, options?: CallOptions): Promise<readonly ConsentRecord[]>;
  /** What people are told before they decide. */
  texts(options?: CallOptions): Promise<ConsentTextList>;
  /** Whether the server keeps a proof with this digest, as a printed copy says. */
  check(anchor: { readonly id: string; readonly hash: string }, options?: CallOptions): Promise<ConsentChecked>;
  /** Lets somebody look, as far as the patient lets them. */
  openAccess(
    request: Omit<OpenAccessRequest, 'id'> & { readonly id?: string },
    options?: CallOptions,
  ): Promise<NewConsentAccess>;
  /** Whether an access is still open; with its token, as its recipient. */
  access(
    access: Pick<ConsentLink, 'id'> & { readonly token?: string },
    options?: CallOptions,
  ): Promise<ConsentAccessState>;
  /** Says how an access stands, and at once when it ends, until the function it gives is called. */
  followAccess(link: ConsentLink, handlers: AccessHandlers): () => void;
  /** A link by which a text is read beforehand; `values` are what stands for the names in its braces. */
  createReading(
    text: CreateReadingRequest['text'],
    values?: CreateReadingRequest['values'],
    options?: CallOptions,
  ): Promise<NewConsentReading>;
  /** The same as the address of the page that shows it (`relais-consent` with `view="reading"`), and how to ask whether it was read. */
  readingLink(
    text: CreateReadingRequest['text'],
    values: CreateReadingRequest['values'],
    page: string,
  ): Promise<ReadingLink>;
  reading(
    reading: Pick<ConsentLink, 'id'> & { readonly token?: string },
    options?: CallOptions,
  ): Promise<ConsentReading>;
  /** Says that the text was read to its end. */
  finishReading(link: ConsentLink, said?: { readonly wantsToTalk?: boolean }, options?: CallOptions): Promise<void>;
  /** Sends six digits to a telephone. Gives the id by which they are checked. */
  sendCode(phone: string, options?: CallOptions): Promise<{ readonly id: string; readonly expiresAt: string }>;
  /** The digest of the proof's evidence when the digits are right; undefined when they are not. */
  checkCode(id: string, digits: string, options?: CallOptions): Promise<string | undefined>;
}

/** A telephone may be off for a week, and the server takes a proof whenever it comes. */
const KEPT_MILLISECONDS = 30 * 24 * 3_600_000;

/** The consents of a client's structure. */
export function createConsents({ core }: { readonly core: ClientCore }): Consents {
  const { call, now, language } = core;
  const link = linkOf(core);
  const outbox = createOutbox<never>({
    vaults: link.vaults,
    call,
    now,
    rules: [{ route: routes.recordConsent, keptMilliseconds: KEPT_MILLISECONDS, mayPass: PASSING_REFUSALS }],
  });
  /** What has come of proofs that nobody was waiting for any more. */
  const untold: ResumedConsent[] = [];
  const send = async (write: PendingWrite<never>, signal?: AbortSignal) =>
    (await link.hear(outbox.repost(write, signal))) as ConsentRecorded;
  const createReading: Consents['createReading'] = ({ id, version, language, format, code }, values, options) => {
    const body = { id: createConsentId(), text: { id, version, language, format, code }, values };
    return call(routes.createConsentReading, { body }, options?.signal);
  };
  const reading: Consents['reading'] = ({ id, token }, options) =>
    call(routes.readConsentReading, { params: { reading: id }, token }, options?.signal);
  return {
    async record(body, { signal } = {}) {
      const write = await outbox.keep(routes.recordConsent, { body });
      const { id } = body.proof;
      return link.soon(
        async (late) => {
          try {
            const answer = await send(write, signal);
            if (late.aborted) untold.push({ id, answer });
            return answer;
          } catch (error) {
            if (late.aborted && error instanceof RelaisError && !error.pending) untold.push({ id, error });
            throw error;
          }
        },
        { signal },
      );
    },
    async resume(options) {
      const resumed = untold.splice(0);
      for (const write of await outbox.pending()) {
        const { id } = (write.body as RecordConsentRequest).proof;
        try {
          resumed.push({ id, answer: await send(write, options?.signal) });
        } catch (error) {
          if (!(error instanceof RelaisError)) throw error;
          resumed.push({ id, error });
          // What follows may hang on it: without an answer to this one, the next is not asked.
          if (error.pending) break;
        }
      }
      return resumed;
    },
    list: async (patient, options) =>
      (await call(routes.readPatientConsents, { params: { patient } }, options?.signal)).records,
    texts: (options) => call(routes.readConsentTexts, {}, options?.signal),
    check: ({ id: proof, hash }, options) =>
      call(routes.checkConsent, { params: { proof }, query: { hash } }, options?.signal),
    openAccess: ({ id = createConsentId(), ...request }, options) =>
      call(routes.openConsentAccess, { body: { id, ...request } }, options?.signal),
    access: ({ id: access, token }, options) =>
      call(routes.readConsentAccess, { params: { access }, token }, options?.signal),
    followAccess: (link, handlers) => followAccess(core, link, handlers),
    createReading,
    async readingLink(text, values, page) {
      const { id, token } = await createReading(text, values);
      // After the number sign, which no server and no referrer is told.
      return { id, href: `${page}#lecture=${id}.${token}`, state: () => reading({ id }) };
    },
    reading,
    async finishReading({ id: reading, token }, said = {}, options) {
      await call(routes.finishConsentReading, { params: { reading }, token, body: said }, options?.signal);
    },
    sendCode: (phone, options) =>
      call(routes.sendConsentCode, { body: { id: createConsentId(), phone, language } }, options?.signal),
    async checkCode(code, digits, options) {
      const checked = await call(routes.checkConsentCode, { params: { code }, body: { digits } }, options?.signal);
      return checked.evidence;
    },
  };
}

const topic: Topic<ConsentAccessMessage> = { name: 'consentAccess', message: ConsentAccessMessage };

/** Asked first, once more when told of an end or of what else may have ended it, and once more after each cut, in which something may have been missed. */
function followAccess({ call, live }: ClientCore, link: ConsentLink, handlers: AccessHandlers): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const look = async () => {
    try {
      const access = await call(routes.readConsentAccess, { params: { access: link.id }, token: link.token }, signal);
      if (!signal.aborted) handlers.onAccess(access);
    } catch (error) {
      if (!signal.aborted && error instanceof RelaisError) handlers.onFailure(error);
    }
  };
  const stop = live.follow({
    listeners: [listen(topic, { access: link.id }, () => void look())],
    token: link.token,
    onReset: () => void look(),
    onState(state, error) {
      if (state === 'open') void look();
      if (state === 'stopped' && error) handlers.onFailure(error);
    },
  });
  return () => {
    controller.abort();
    stop();
  };
}
