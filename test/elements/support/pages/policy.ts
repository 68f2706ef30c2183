/** What the browser has refused under the policy of this page. */
const violations: string[] = [];
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
  violations.push([effectiveDirective, blockedURI, sample].join(' '));
});
Object.assign(window, { violations });

// Only now: what the elements do as they load counts too.
await import('@relais/elements');
const element = document.createElement('relais-questionnaire');
document.querySelector('main')!.append(element);
Object.assign(window, { element });

export {};
