/** The texts of the page « Composer »: tags, styles and policy, from what was set. Knows no page. */

/** Contrast of WCAG 2.2 (1.4.3) between two colours written as #rrggbb. */
export function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

export function isEnough(ratio) {
  return ratio >= 4.5;
}

function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** What is pasted where. `usual` are colours that need not be said; `seal` is what `kit.json` says of the version. */
export function snippets(wanted, usual, seal) {
  const api = wanted.api.replace(/\/+$/, '');
  const { attributes, styles } = parts({ ...wanted, api }, usual);
  const tag = `relais-${wanted.element}`;
  return {
    html: `${script(wanted, api, seal)}\n<${tag}${written(attributes)}>${fallback(wanted)}</${tag}>`,
    css:
      styles.length > 0
        ? `${tag} {\n${styles.map(([name, value]) => `  ${name}: ${value};\n`).join('')}}`
        : '/* Rien : ce sont les couleurs d’origine. */',
    csp: policy(wanted, api),
    frame: frame(wanted, api, attributes),
  };
}

/** Attributes of the tag and custom properties, without what says nothing. */
function parts(wanted, usual) {
  const { element, api, structure, language, density, src, indicator, view, key } = wanted;
  const own = {
    'slot-picker': { api, structure },
    indicator: { api, structure, indicator, view, 'publishable-key': key },
    questionnaire: { src },
  };
  const all = { ...own[element], language, density };
  const colours = {
    accent: 'color-accent',
    'on-accent': 'color-on-accent',
    text: 'color-text',
    surface: 'color-surface',
  };
  const styles = Object.entries(colours)
    .filter(([name]) => wanted[name] !== usual[name])
    .map(([name, token]) => [`--relais-${token}`, wanted[name]]);
  const radius = wanted.radius === '10px' && usual.accent !== undefined ? [] : [['--relais-radius', wanted.radius]];
  // What stands out of the ground is of the same two colours.
  const ground = styles.some(([name]) => /-(text|surface)$/.test(name));
  const raised = `color-mix(in srgb, ${wanted.surface} 94%, ${wanted.text})`;
  if (ground) styles.push(['--relais-color-surface-raised', raised]);
  // A page in the reader's own mode would mix its other colours with the ones chosen here.
  const scheme = styles.length > 0 ? [['--relais-color-scheme', wanted.scheme]] : [];
  return { attributes: Object.entries(all).filter(([, value]) => value), styles: [...styles, ...scheme, ...radius] };
}
snippets.parts = parts;

function script({ element, version }, api, seal) {
  if (version !== 'pinned' || !seal) return `<script type="module" src="${escape(api)}/kit/relais.js"></script>`;
  const name = `${element}.js`;
  const address = `${escape(api)}/kit/versions/${seal.version}/${name}`;
  return `<script type="module" src="${address}" integrity="${seal.scripts[name]}"></script>`;
}

function fallback({ phone, hours }) {
  if (!phone.trim() && !hours.trim()) return '';
  const number = phone.replaceAll(/[^\d+]/g, '').replace(/^0/, '+33');
  const call = phone.trim() ? `Appelez le <a href="tel:${escape(number)}">${escape(phone.trim())}</a>` : '';
  const open = escape(hours.trim());
  return `\n  ${[call, open].filter(Boolean).join(', ')}.\n`;
}

function policy({ element }, api) {
  const connects = element === 'questionnaire' ? "connect-src 'self'" : `connect-src 'self' ${api}`;
  return [`script-src 'self' ${api}`, connects, 'trusted-types lit-html dompurify'].join('; ');
}

function frame({ element, phone }, api, attributes) {
  const query = new URLSearchParams(attributes.filter(([name]) => name !== 'api'));
  const title = element === 'slot-picker' ? 'Prendre rendez-vous' : 'Chiffre d’activité';
  return `<iframe src="${escape(api)}/embed/${element}?${escape(query)}" title="${title}" width="100%" height="700"></iframe>
<p>Par téléphone : ${escape(phone)}</p>`;
}

function written(attributes) {
  return attributes.map(([name, value]) => ` ${name}="${escape(value)}"`).join('');
}

function escape(text) {
  return String(text)
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
