import { extensionsOf } from '@relais/sdk/questionnaire';
import type { Attachment, Extension } from '@relais/sdk/questionnaire';
import { nothing, type TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import type { Module, View } from '../view/types.ts';
import { ownSource, safeAddress } from './addresses.ts';
import { styles } from './media.styles.ts';

/** What a question, a display or an option shows or plays, and where more about it stands. */
function media(view: View, source: { extension?: Extension[]; text?: string }): unknown {
  const parts = [...extensionsOf(source, 'itemMedia'), ...extensionsOf(source, 'itemAnswerMedia')];
  const links = extensionsOf(source, 'supportLink');
  if (parts.length + links.length === 0) return nothing;
  return [
    ...parts.map((part) => medium(view, (part['valueAttachment'] ?? {}) as Attachment)),
    ...links.map((part) => support(view, part['valueUri'], source.text)),
  ];
}

function support({ t }: View, address: unknown, about = ''): TemplateResult | typeof nothing {
  const safe = typeof address === 'string' && safeAddress(address);
  if (!safe) return nothing;
  return html`<a class="medium" href=${safe} target="_blank" rel="noopener noreferrer"
    >${t.supportLink}<span class="hidden"> ${about}</span></a
  >`;
}

function medium(view: View, { data, url, contentType = '', title }: Attachment): unknown {
  const address = data && contentType ? `data:${contentType};base64,${data}` : (url ?? '');
  const own = ownSource(view.form, address);
  const kind = (contentType || (/^data:([a-z]+\/)/.exec(own ?? '')?.[1] ?? '')).split('/')[0];
  if (own && (kind === 'image' || !kind))
    return html`<img class="medium" part="media" src=${own} alt=${title ?? ''} />`;
  if (own && kind === 'audio') return sound(own, title);
  if (own && kind === 'video') return film(own, title);
  return link(view, address, title);
}

function sound(address: string, title: string | undefined): TemplateResult {
  return html`<audio
    class="medium"
    part="media"
    controls
    preload="none"
    src=${address}
    aria-label=${title ?? nothing}
  ></audio>`;
}

function film(address: string, title: string | undefined): TemplateResult {
  return html`<video
    class="medium"
    part="media"
    controls
    playsinline
    preload="metadata"
    src=${address}
    aria-label=${title ?? nothing}
  ></video>`;
}

/** Nothing is fetched from another host unless the person follows its link. */
function link(view: View, address: string, title: string | undefined): TemplateResult | typeof nothing {
  const safe = safeAddress(address);
  if (!safe) return title ? html`<span class="quiet">${title}</span>` : nothing;
  return html`<a class="medium" href=${safe} target="_blank" rel="noopener noreferrer"
    >${title ? view.t.statement(view.t.remoteMedia, title) : view.t.remoteMedia}</a
  >`;
}

export const module: Module = { media, styles };
