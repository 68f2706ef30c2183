import { SmsNotSentError } from './sms.ts';
import type { SmsPort } from './sms.ts';

/** Longer, a patient is waiting in front of a screen for nothing. */
const PATIENCE_MS = 10_000;

/** Sends by `POST` of `{ "to", "text" }` as JSON, with a bearer token where there is one: what gateways take, or a few lines before them. */
export function createHttpSms(url: string, token: string | undefined, fetchIt: typeof fetch = fetch): SmsPort {
  return {
    async send(message) {
      const response = await ask(() =>
        fetchIt(url, {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
          },
          body: JSON.stringify(message),
          redirect: 'error',
          signal: AbortSignal.timeout(PATIENCE_MS),
        }),
      );
      await response.body?.cancel();
      if (!response.ok) throw new SmsNotSentError(`gateway-${response.status}`);
    },
  };
}

async function ask(send: () => Promise<Response>): Promise<Response> {
  try {
    return await send();
  } catch (error) {
    throw new SmsNotSentError('gateway-unreachable', { cause: error });
  }
}
