import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { composeMail } from '../../../../packages/server/src/booking/mail/compose.ts';
import type { Visit } from '../../../../packages/server/src/booking/mail/compose.ts';

const visit: Visit = {
  booking: { id: 'b1', reference: 'K7M-3QX', seat: { start: '2026-11-09T13:00:00Z', end: '2026-11-09T13:15:00Z' } },
  structure: {
    id: 'val-de-brume',
    name: 'CPTS du Val de Brume',
    timezone: 'Europe/Paris',
    phone: '02 99 00 00 00',
    manageUrl: 'https://cpts.example/rendez-vous',
  },
  site: { name: 'MSP des Tilleuls', commune: 'Orme-sur-Rive' },
  givenName: 'Zoé',
  token: 'rl_secret',
  changeableUntil: '2026-11-09T12:30:00Z',
  sequence: 0,
};
const options = {
  language: 'fr',
  now: Date.parse('2026-11-09T07:00:00Z'),
  sender: 'rdv@cpts.example',
  recipient: 'zoe@example.org',
} as const;

/** With ordinary spaces in place of the unbreakable ones of French typography. */
const plain = (text: string) => text.replace(/[^\S\n]/g, ' ');

describe('a confirmation', () => {
  it('says in French where, when and how to change it', () => {
    const { subject, text } = composeMail('confirmed', visit, options);
    assert.equal(plain(subject), 'Rendez-vous confirmé : lundi 9 novembre 2026 à 14 h 00');
    assert.equal(
      plain(text),
      `Bonjour,

Votre rendez-vous est confirmé.

  Quand : lundi 9 novembre 2026 à 14 h 00 (heure : France)
  Où : MSP des Tilleuls, Orme-sur-Rive
  Pour : Zoé
  Référence : K7M-3QX

Pour le déplacer ou l’annuler, jusqu’au lundi 9 novembre 2026 à 13 h 30 :
https://cpts.example/rendez-vous#relais=b1.rl_secret

Ce lien est personnel : toute personne qui l’a peut annuler le rendez-vous. Ne transférez pas ce message.

Si votre état vous inquiète ou s’aggrave, appelez le 15. Si vous êtes sourd ou malentendant, envoyez un SMS au 114.

CPTS du Val de Brume, Téléphone : 02 99 00 00 00

Message automatique : les réponses ne sont pas lues.
`,
    );
  });

  it('says it in English when asked', () => {
    const { subject, text } = composeMail('confirmed', visit, { ...options, language: 'en' });
    assert.match(subject, /^Appointment confirmed: Monday,? 9 November 2026 at 14:00$/);
    assert.match(text, /Where: MSP des Tilleuls, Orme-sur-Rive\n {2}For: Zoé\n/);
    assert.doesNotMatch(text, /rendez-vous [a-z]|vous /);
  });

  it('invites, with nothing to answer', () => {
    const { calendar } = composeMail('confirmed', visit, options);
    assert.equal(calendar.method, 'REQUEST');
    assert.match(calendar.content, /METHOD:REQUEST\r\n/);
    assert.match(calendar.content.replace(/\r\n /g, ''), /RSVP=FALSE;CN="Zoé":MAILTO:zoe@example.org/);
  });

  it('keeps its link out of the calendar', () => {
    assert.doesNotMatch(composeMail('confirmed', visit, options).calendar.content.replace(/\r\n /g, ''), /rl_secret/);
  });

  it('has one link in its HTML, the same, and loads nothing', () => {
    const { html } = composeMail('confirmed', visit, options);
    assert.deepEqual(html.match(/(?:href|src)="[^"]*"/g), [
      'href="https://cpts.example/rendez-vous#relais=b1.rl_secret"',
    ]);
    assert.doesNotMatch(html, /<img|<link|<script|url\(|@import/);
    assert.match(html, /<html lang="fr">/);
  });

  it('gives the telephone once the link has stopped working', () => {
    const { text } = composeMail('confirmed', visit, { ...options, now: Date.parse('2026-11-09T12:45:00Z') });
    assert.doesNotMatch(text, /rl_secret/);
    assert.match(plain(text), /Pour le déplacer ou l’annuler, appelez le 02 99 00 00 00\./);
  });

  it('promises no link when the structure has no page for it', () => {
    const { text } = composeMail(
      'confirmed',
      { ...visit, structure: { ...visit.structure, manageUrl: undefined, phone: undefined } },
      options,
    );
    assert.doesNotMatch(text, /déplacer|http/);
  });

  it("keeps the page's own address whole beside the token", () => {
    const structure = { ...visit.structure, manageUrl: 'https://cpts.example/rdv?lang=fr#haut' };
    const { text } = composeMail('confirmed', { ...visit, structure }, options);
    assert.match(text, /^https:\/\/cpts\.example\/rdv\?lang=fr#relais=b1\.rl_secret$/m);
  });

  it('escapes whatever a name holds', () => {
    const evil = '<img src=x onerror=alert(1)>"&\'';
    const { html } = composeMail('confirmed', { ...visit, givenName: evil, site: { name: evil } }, options);
    assert.doesNotMatch(html, /<img/);
    assert.match(html, /&lt;img src=x onerror=alert\(1\)&gt;&quot;&amp;&#39;/);
  });

  it('tells the time of the place, not of the server', () => {
    const structure = { ...visit.structure, timezone: 'America/Guadeloupe' };
    assert.match(
      plain(composeMail('confirmed', { ...visit, structure }, options).text),
      /9 h 00 \(heure : Guadeloupe\)/,
    );
  });
});

describe('the mail of a change', () => {
  it('says that the visit has moved', () => {
    const { subject, text, calendar } = composeMail('moved', { ...visit, sequence: 1 }, options);
    assert.match(plain(subject), /^Rendez-vous déplacé : /);
    assert.match(text, /Votre rendez-vous a été déplacé\. Voici le nouveau\./);
    assert.match(calendar.content, /SEQUENCE:1\r\n/);
  });

  it('says that the visit is cancelled and how to book again', () => {
    const { subject, text, calendar } = composeMail('cancelled', { ...visit, sequence: 2 }, options);
    assert.match(plain(subject), /^Rendez-vous annulé : /);
    assert.match(plain(text), /C’était : lundi 9 novembre 2026 à 14 h 00/);
    assert.match(text, /^https:\/\/cpts\.example\/rendez-vous$/m);
    assert.doesNotMatch(text + calendar.content, /rl_secret/);
    assert.equal(calendar.method, 'CANCEL');
    assert.match(calendar.content, /STATUS:CANCELLED\r\n/);
  });
});
