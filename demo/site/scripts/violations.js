/** Says on the page how often its security policy was broken, and by what. */

const violations = [];
const place = document.querySelector('#violations');

document.addEventListener('securitypolicyviolation', (event) => {
  violations.push(`${event.effectiveDirective} (${event.blockedURI})`);
  place.textContent = `Violations de la politique de sécurité\u00a0: ${violations.join(', ')}.`;
});
