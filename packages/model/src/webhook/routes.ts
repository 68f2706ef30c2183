import { JSON_TYPE } from '../core/operation.ts';
import type { Route } from '../core/operation.ts';
import { NewWebhook, WebhookReport } from './webhook.ts';

export const readWebhook = {
  name: 'readWebhook',
  method: 'GET',
  path: '/webhook',
  answer: { status: 200, type: JSON_TYPE, schema: WebhookReport },
} as const satisfies Route;

export const setWebhook = {
  name: 'setWebhook',
  method: 'POST',
  path: '/webhook',
  answer: { status: 201, type: JSON_TYPE, schema: NewWebhook },
} as const satisfies Route;

export const endWebhook = {
  name: 'endWebhook',
  method: 'DELETE',
  path: '/webhook',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;

export const resumeWebhook = {
  name: 'resumeWebhook',
  method: 'POST',
  path: '/webhook/resumptions',
  answer: { status: 204, type: JSON_TYPE },
} as const satisfies Route;
