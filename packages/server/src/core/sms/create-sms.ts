import { fileURLToPath } from 'node:url';
import { createFileSms } from './file-sms.ts';
import { createHttpSms } from './http-sms.ts';
import type { SmsPort } from './sms.ts';

/** The port that the operator has configured: `file:///…` writes, an address of the web sends. */
export function createSms(
  config: { readonly url: string; readonly token: string | undefined } | undefined,
): SmsPort | undefined {
  if (!config) return undefined;
  return config.url.startsWith('file:')
    ? createFileSms(fileURLToPath(config.url))
    : createHttpSms(config.url, config.token);
}
