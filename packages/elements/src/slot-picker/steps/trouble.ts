import type { TemplateResult } from 'lit';
import { html } from '../../ui/html.ts';
import type { StateOf } from '../booking/picker-state.ts';
import { button, callStructure, message, type View } from './parts.ts';

/** The agenda does not answer: another screen than « nothing free », and the telephone in the meantime. */
export function unreachableStep(view: View): TemplateResult {
  return message(view, view.t.unreachable, [view.t.unreachableText], retry(view), callStructure(view));
}

export function offlineStep(view: View): TemplateResult {
  return message(view, view.t.offline, [view.t.offlineText], retry(view));
}

/** Too many at once, here or everywhere: asked again by itself when the server says so. */
export function waitingStep(view: View, { code }: StateOf<'waiting'>): TemplateResult {
  const { picker, t } = view;
  const title = code === 'too-many-holds' ? t.tooManyHolds : t.waiting;
  return message(view, title, [t.waitingText(t.duration(picker.secondsLeft))], retry(view), callStructure(view));
}

export function failedStep(view: View, { code }: StateOf<'failed'>): TemplateResult {
  if (code === 'session') return message(view, view.t.session, [view.t.sessionText], retry(view));
  return message(view, view.t.failed, [view.t.failedText, view.t.failedCode(code)], retry(view), callStructure(view));
}

export function misconfiguredStep(view: View): TemplateResult {
  return message(view, view.t.misconfigured, [view.t.misconfiguredText]);
}

/** The patient is told where to turn, and whoever keeps the site what is missing, ready to be copied. */
export function siteNotAllowedStep(view: View, { origin }: StateOf<'site-not-allowed'>): TemplateResult {
  const { t } = view;
  return html`${message(view, t.siteNotAllowed, [t.siteNotAllowedText], callStructure(view), retry(view, ''))}
    <section class="notice stack" part="notice" aria-labelledby="keeper">
      <h3 id="keeper">${t.siteKeeper}</h3>
      ${
        origin === 'null'
          ? html`<p>${t.siteNameless}</p>`
          : html`<p>${t.siteUnknown} ${setting(origin)}</p>
              <p>${t.siteSettings} ${setting(`"origins": ["${origin}"]`)}</p>
              <p>${t.siteOperator} ${setting(`RELAIS_ORIGINS=${origin}`)}</p>`
      }
    </section>`;
}

/** One press selects the whole. */
function setting(text: string): TemplateResult {
  return html`<code class="setting" translate="no">${text}</code>`;
}

function retry({ picker, t }: View, look = 'primary') {
  return button(t.retry, () => picker.retry(), look);
}
