/** What is particular about an issuer. */
export interface IssuerPreset {
  readonly issuer: string;
  /** Where its description stands, when not at the usual place. */
  readonly discovery?: string;
  readonly scope: string;
  /** The weakest way of proving who one is that is accepted, first, and those that are stronger; whatever the issuer deems fit when absent. */
  readonly assurance?: readonly string[];
  /** Hours a session may last. */
  readonly hours: number;
}

/**
 * Pro Santé Connect: its description is not at the usual place, `acr_values=eidas1` must be sent, and a card gives `eidas2` where an application gives
 * `eidas1`: a level is compared by its rank, never by being the same. Its own session lasts four hours.
 */
function proSanteConnect(issuer: string): IssuerPreset {
  return {
    issuer,
    discovery: `${issuer}/.well-known/wallet-openid-configuration`,
    scope: 'openid scope_all',
    assurance: ['eidas1', 'eidas2', 'eidas3'],
    hours: 4,
  };
}

const PRESETS: Readonly<Record<string, IssuerPreset>> = {
  'pro-sante-connect': proSanteConnect('https://auth.esw.esante.gouv.fr/auth/realms/esante-wallet'),
  'pro-sante-connect-sandbox': proSanteConnect('https://auth.bas.psc.esante.gouv.fr/auth/realms/esante-wallet'),
};

export const PRESET_NAMES = Object.keys(PRESETS);

/** By its name, or a plain issuer by its address. */
export function presetOf(name: string): IssuerPreset {
  return PRESETS[name] ?? { issuer: name, scope: 'openid profile', hours: 10 };
}
