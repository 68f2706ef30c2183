import type { Form } from '@relais/sdk/questionnaire';

/** An address that is safe to follow by a link; undefined for scripts and the like. */
export function safeAddress(address: string): string | undefined {
  const url = parse(address);
  return url && /^(?:https?|mailto|tel):$/.test(url.protocol) ? url.href : undefined;
}

/** Whether something may be fetched without asking anybody but the host page's own server. */
export function isOwnAddress(address: string): boolean {
  const url = parse(address);
  return url !== undefined && /^https?:$/.test(url.protocol) && url.origin === location.origin;
}

/** Pictures, sounds and films inside the form itself. */
const EMBEDDED = /^data:(?:image|audio|video)\/[\w.+-]+[;,]/;

/** Where a medium comes from without a request to another host: the form itself, or the page's own server. */
export function ownSource(form: Form, address: string): string | undefined {
  if (address.startsWith('#')) return containedSource(form, address.slice(1));
  return EMBEDDED.test(address) || isOwnAddress(address) ? address : undefined;
}

function containedSource({ questionnaire }: Form, id: string): string | undefined {
  const part = questionnaire.contained?.find((one) => one.id === id);
  const [contentType, data] = [part?.['contentType'], part?.['data']];
  if (typeof contentType !== 'string' || typeof data !== 'string') return undefined;
  const address = `data:${contentType};base64,${data}`;
  return EMBEDDED.test(address) ? address : undefined;
}

function parse(address: string): URL | undefined {
  // An address that is empty would be that of the page.
  if (!address.trim()) return undefined;
  try {
    return new URL(address, document.baseURI);
  } catch {
    return undefined;
  }
}
