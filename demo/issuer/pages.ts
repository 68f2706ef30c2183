import type { DemoPerson } from './people.ts';

/** Texts of the two pages of this issuer; `ui_locales` of the request chooses. */
const WORDS = {
  fr: {
    title: 'Qui êtes-vous ?',
    intro:
      'Service d’identification de démonstration. Ces personnes sont inventées : choisissez-en une, sans mot de passe.',
    leaveTitle: 'Se déconnecter ?',
    leave: 'Vous quittez aussi le service d’identification : il vous redemandera qui vous êtes.',
    leaveYes: 'Se déconnecter',
    leaveNo: 'Rester identifié ici',
    broken: 'Cette demande n’aboutit pas',
    brokenText:
      'Le service d’identification de démonstration ne connaît pas cette demande. Revenez au site et recommencez.',
    roles: {
      secretary: 'secrétariat',
      dispatcher: 'régulation',
      delegate: 'professionnel délégué',
      delegator: 'professionnel délégant',
      slotProvider: 'effecteur de soins non programmés',
      coordinator: 'coordination',
      structureAdmin: 'administration',
      dpo: 'protection des données',
    } as Record<string, string>,
  },
  en: {
    title: 'Who are you?',
    intro: 'Sign-in service of the demonstration. These people are invented: choose one, without a password.',
    leaveTitle: 'Sign out?',
    leave: 'You leave the sign-in service, too: it will ask again who you are.',
    leaveYes: 'Sign out',
    leaveNo: 'Stay signed in here',
    broken: 'This request leads nowhere',
    brokenText:
      'The sign-in service of the demonstration does not know this request. Go back to the site and start again.',
    roles: {
      secretary: 'secretary',
      dispatcher: 'dispatcher',
      delegate: 'delegate',
      delegator: 'delegator',
      slotProvider: 'provider of unscheduled care',
      coordinator: 'coordinator',
      structureAdmin: 'administrator',
      dpo: 'data protection',
    } as Record<string, string>,
  },
};

export type Language = keyof typeof WORDS;

export function languageOf(locales: unknown): Language {
  return typeof locales === 'string' && locales.startsWith('en') ? 'en' : 'fr';
}

export function choicePage(people: readonly DemoPerson[], action: string, language: Language): string {
  const words = WORDS[language];
  const buttons = people.map((person) => {
    const places = person.roles.map(({ structure, roles }) => {
      // Who has one role in two practices has it twice.
      const names = [...new Set(roles)].map((role) => words.roles[role] ?? role);
      return `${names.join(', ')} · ${structure}`;
    });
    return `<li><button name="person" value="${escape(person.subject)}">
      <b translate="no">${escape(`${person.givenName} ${person.familyName}`)}</b>
      ${places.map((place) => `<span>${escape(place)}</span>`).join('')}
    </button></li>`;
  });
  const list = `<form method="post" action="${escape(action)}"><ul>${buttons.join('')}</ul></form>`;
  return page(language, words.title, `<p>${words.intro}</p>${list}`);
}

/** @param form what the library wants to be sent back to it, as it writes it */
export function leavePage(form: string, language: Language): string {
  const words = WORDS[language];
  const body = `<p>${words.leave}</p>${form}
    <button form="op.logoutForm" name="logout" value="yes">${words.leaveYes}</button>
    <button form="op.logoutForm" class="plain">${words.leaveNo}</button>`;
  return page(language, words.leaveTitle, body);
}

export function brokenPage(language: Language): string {
  const words = WORDS[language];
  return page(language, words.broken, `<p>${words.brokenText}</p>`);
}

function page(language: Language, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <meta name="color-scheme" content="light dark" />
    <title>${title}</title>
    <link rel="stylesheet" href="/style.css" />
  </head>
  <body><main><h1>${title}</h1>${body}</main></body>
</html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

export const STYLE = `
:root { color-scheme: light dark; font: medium/1.5 system-ui, sans-serif; }
body { margin: 0; color: light-dark(#26222e, #ece8f0); background: light-dark(#f4f1f7, #17131d); }
main { box-sizing: border-box; max-width: 34em; margin: 0 auto; padding: clamp(20px, 5vw, 48px); display: grid; gap: 1em; }
h1 { margin: 0; font-size: 1.5em; line-height: 1.25; }
p, ul { margin: 0; padding: 0; }
ul { list-style: none; display: grid; gap: 0.5em; }
button { box-sizing: border-box; width: 100%; min-height: 44px; padding: 0.6em 1em; display: grid; gap: 0.1em; font: inherit; text-align: start; cursor: pointer;
  color: inherit; background: light-dark(#fff, #231d2b); border: 1px solid light-dark(#7d7289, #94899f); border-radius: 10px; }
button[value='yes'] { background: light-dark(#5b3a86, #cbb2ee); color: light-dark(#fff, #241636); text-align: center; font-weight: 600; }
button.plain { text-align: center; }
button span { color: light-dark(#5a5265, #b5abc0); }
button:hover { border-color: light-dark(#5b3a86, #cbb2ee); text-decoration: underline; }
:focus-visible { outline: 3px solid light-dark(#5b3a86, #cbb2ee); outline-offset: 2px; }
`;
