import { expect } from '@open-wc/testing';
import { createFormat } from '../../../packages/elements/src/ui/format.ts';
import { dates as englishDates } from '../../../packages/elements/src/ui/words/en.ts';
import { dates as frenchDates } from '../../../packages/elements/src/ui/words/fr.ts';

const french = createFormat(frenchDates, 'fr', 'Europe/Paris');
const english = createFormat(englishDates, 'en', 'Europe/Paris');
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('dates and times', () => {
  it('are said as people say them', () => {
    expect(plain(french.at('2026-11-12T13:15:00Z'))).to.equal('jeudi 12 novembre, 14 h 15');
    expect(plain(french.at('2026-12-01T08:00:00Z'))).to.equal('mardi 1er décembre, 9 h');
    expect(plain(french.at('2026-12-11T08:05:00Z'))).to.equal('vendredi 11 décembre, 9 h 05');
    expect(plain(english.at('2026-12-01T08:05:00Z'))).to.equal('Tuesday 1 December, 09:05');
  });

  it('are those of the place, whatever the browser’s zone', () => {
    const reunion = createFormat(frenchDates, 'fr', 'Indian/Reunion');
    expect(plain(reunion.at('2026-11-12T22:15:00Z'))).to.equal('vendredi 13 novembre, 2 h 15');
  });

  it('say of what ends at midnight that it ends at 24 h of its day', () => {
    expect(plain(french.end('2026-11-12T23:00:00Z'))).to.equal('24 h');
    expect(plain(french.end('2026-11-12T22:50:00Z'))).to.equal('23 h 50');
    expect(plain(english.end('2026-07-12T22:00:00Z'))).to.equal('24:00');
  });

  it('tell apart the two hours of the night clocks go back', () => {
    expect(plain(french.time('2026-10-25T00:30:00Z'))).to.equal('2 h 30 (heure d’été d’Europe centrale)');
    expect(plain(french.time('2026-10-25T01:30:00Z'))).to.equal('2 h 30 (heure normale d’Europe centrale)');
    expect(plain(french.time('2026-10-25T02:30:00Z'))).to.equal('3 h 30');
    expect(plain(english.time('2026-10-25T00:30:00Z'))).to.equal('02:30 (Central European Summer Time)');
  });

  it('have nothing to tell apart the night clocks go forward', () => {
    expect(plain(french.time('2026-03-29T01:30:00Z'))).to.equal('3 h 30');
  });

  it('name today and tomorrow over a change of clocks', () => {
    const late = Date.parse('2026-10-24T22:30:00Z');
    expect(french.dayName('2026-10-25', late).relative).to.equal('today');
    expect(french.dayName('2026-10-26', late).relative).to.equal('tomorrow');
    expect(french.dayName('2026-10-27', late)).to.deep.equal({
      relative: undefined,
      date: 'mardi 27\u00a0octobre',
      eve: 'lundi',
    });
  });

  it('call the coming night today’s on both sides of midnight, until it is over', () => {
    const isComing = (now: string) => french.dayName('2026-11-30', Date.parse(now), true).relative === 'today';
    // Paris is an hour ahead.
    expect(['2026-11-29T05:00:00Z', '2026-11-29T22:59:00Z', '2026-11-30T04:59:00Z'].map(isComing)).to.deep.equal([
      true,
      true,
      true,
    ]);
    expect(['2026-11-29T04:59:00Z', '2026-11-30T05:00:00Z'].map(isComing)).to.deep.equal([false, false]);
  });

  it('name the zone to a browser that lives by another', () => {
    const noon = Date.parse('2026-11-12T12:00:00Z');
    const own = new Date(noon).getHours();
    for (const zone of ['Europe/Paris', 'Pacific/Noumea', 'America/Cayenne', 'Indian/Reunion']) {
      const there = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hourCycle: 'h23', timeZone: zone }).format(
        noon,
      );
      const note = createFormat(frenchDates, 'fr', zone).foreignZone(noon);
      if (Number(there) === own) expect(note).to.be.undefined;
      else expect(note).to.be.a('string').and.not.equal('');
    }
  });
});
