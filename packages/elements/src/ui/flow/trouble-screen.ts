import { nothing, type TemplateResult } from 'lit';
import { html } from '../html.ts';
import type { TroubleWords } from '../words/fr.ts';
import { button, heading, message, type Part } from './screens.ts';
import type { Trouble } from './trouble.ts';

/** The ways on from a trouble; what an element does not offer is not shown. */
export interface TroubleWays {
  readonly retry: () => unknown;
  /** Sends a professional to where they sign in: `client.session.signIn`, or the host's own door. */
  readonly signIn?: (() => unknown) | undefined;
  readonly back?: (() => unknown) | undefined;
  /** Whom to turn to meanwhile, such as the telephone of the structure. */
  readonly help?: Part;
  /** Seconds until the next try by itself. */
  readonly secondsLeft?: number;
}

/** The screen of a trouble: what is true, and the way forward. Never shown for an empty list. */
export function troubleScreen(t: TroubleWords, trouble: Trouble, ways: TroubleWays): TemplateResult {
  const { retry, signIn, back, help = nothing, secondsLeft = 0 } = ways;
  const again = (look = 'primary') => button(t.retry, retry, look);
  const leave = back ? button(t.back, back, 'link') : nothing;
  switch (trouble.name) {
    case 'offline':
      return message(heading(t.offline), [t.offlineText], again(), help, leave);
    case 'unreachable':
      return message(heading(t.unreachable), [t.unreachableText], again(), help, leave);
    case 'signed-out':
      return message(
        heading(t.signedOut),
        [t.signedOutText],
        signIn ? button(t.signIn, signIn, 'primary') : nothing,
        again(signIn ? '' : 'primary'),
      );
    case 'forbidden':
      return message(
        heading(t.forbidden),
        [t.forbiddenText],
        signIn ? button(t.signInOtherwise, signIn) : nothing,
        help,
        leave,
      );
    case 'missing':
      return message(heading(t.missing), [t.missingText], help, leave);
    case 'misconfigured':
      return message(heading(t.misconfigured), [t.misconfiguredText], help);
    case 'waiting':
      return message(heading(t.waiting), [t.waitingText(t.duration(secondsLeft))], again(), help, leave);
    case 'site-not-allowed':
      return html`${message(heading(t.siteNotAllowed), [t.siteNotAllowedText], help, again(''))}
      ${siteAdvice(t, trouble.origin)}`;
    case 'failed':
      return message(heading(t.failed), [t.failedText, t.failedCode(trouble.code)], again(), help, leave);
  }
}

/** What is missing, for whoever keeps the site, ready to be copied. */
function siteAdvice(t: TroubleWords, origin: string): TemplateResult {
  return html`<section class="notice stack" part="notice" aria-labelledby="keeper">
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
