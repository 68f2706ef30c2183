import { expect } from '@open-wc/testing';
import { createFormat } from '../../../packages/elements/src/internal/format.ts';
import { en } from '../../../packages/elements/src/translations/en.ts';
import { fr } from '../../../packages/elements/src/translations/fr.ts';

const french = createFormat(fr, 'fr', 'Europe/Paris');
const english = createFormat(en, 'en', 'Europe/Paris');
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('dates and times', () => {
  it('are said as people say them', () => {
    expect(plain(french.at('2026-11-12T13:15:00Z'))).to.equal('jeudi 12 novembre, 14 h 15');
    expect(plain(french.at('2026-12-01T08:00:00Z'))).to.equal('mardi 1er décembre, 9 h');
    expect(plain(french.at('2026-12-11T08:05:00Z'))).to.equal('vendredi 11 décembre, 9 h 05');
    expect(plain(english.at('2026-12-01T08:05:00Z'))).to.equal('Tuesday 1 December, 09:05');
  });

  it('are those of the place, whatever the browser’s zone', () => {
    const reunion = createFormat(fr, 'fr', 'Indian/Reunion');
    expect(plain(reunion.at('2026-11-12T22:15:00Z'))).to.equal('vendredi 13 novembre, 2 h 15');
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

  it('call no two nights of a list the same', () => {
    for (const now of ['2026-11-29T12:30:00Z', '2026-11-29T23:30:00Z']) {
      const nights = ['2026-11-30', '2026-12-01', '2026-12-02'];
      const names = nights.map((date) => fr.halfDay(french.dayName(date, Date.parse(now), true), 'night'));
      expect(new Set(names).size, now).to.equal(3);
    }
  });

  it('name the zone to a browser that lives by another', () => {
    const noon = Date.parse('2026-11-12T12:00:00Z');
    const own = new Date(noon).getHours();
    for (const zone of ['Europe/Paris', 'Pacific/Noumea', 'America/Cayenne', 'Indian/Reunion']) {
      const there = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', hourCycle: 'h23', timeZone: zone }).format(
        noon,
      );
      const note = createFormat(fr, 'fr', zone).foreignZone(noon);
      if (Number(there) === own) expect(note).to.be.undefined;
      else expect(note).to.be.a('string').and.not.equal('');
    }
  });
});

describe('half-days', () => {
  const day = (relative: 'today' | 'tomorrow' | undefined) => ({
    relative,
    date: 'jeudi 12 novembre',
    eve: 'mercredi',
  });

  it('are said in French', () => {
    expect(fr.halfDay(day('today'), 'afternoon')).to.equal('cet après-midi');
    expect(fr.halfDay(day('today'), 'evening')).to.equal('ce soir');
    expect(fr.halfDay(day('today'), 'night')).to.equal('cette nuit');
    expect(fr.halfDayDates(day('today'), 'night')).to.equal('de mercredi à jeudi 12 novembre');
    expect(fr.halfDay(day('tomorrow'), 'early-morning')).to.equal('tôt demain matin');
    expect(fr.halfDay(day('tomorrow'), 'morning')).to.equal('demain matin');
    expect(fr.halfDay(day(undefined), 'morning')).to.equal('jeudi 12 novembre, matin');
    expect(fr.halfDay(day(undefined), 'night')).to.equal('dans la nuit de mercredi à jeudi 12 novembre');
  });

  it('are said in English', () => {
    const later = { relative: undefined, date: 'Thursday 12 November', eve: 'Wednesday' };
    expect(en.halfDay(day('today'), 'morning')).to.equal('this morning');
    expect(en.halfDay(day('today'), 'night')).to.equal('tonight, after midnight');
    expect(en.halfDay(day('tomorrow'), 'evening')).to.equal('tomorrow evening');
    expect(en.halfDay(later, 'afternoon')).to.equal('on Thursday 12 November, afternoon');
    expect(en.halfDay(later, 'night')).to.equal('in the night from Wednesday to Thursday 12 November');
  });
});

describe('durations', () => {
  it('leave out what is nought', () => {
    expect([300, 299, 60, 61, 30, 0].map(fr.duration)).to.deep.equal([
      '5 min',
      '4 min 59 s',
      '1 min',
      '1 min 1 s',
      '30 s',
      '0 s',
    ]);
  });
});
