import { expect } from '@open-wc/testing';
import { en } from '../../../packages/elements/src/slot-picker/words/en.ts';
import { fr } from '../../../packages/elements/src/slot-picker/words/fr.ts';
import { createFormat } from '../../../packages/elements/src/ui/format.ts';

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

  it('call no two nights of a list the same', () => {
    const format = createFormat(fr, 'fr', 'Europe/Paris');
    for (const now of ['2026-11-29T12:30:00Z', '2026-11-29T23:30:00Z']) {
      const nights = ['2026-11-30', '2026-12-01', '2026-12-02'];
      const names = nights.map((date) => fr.halfDay(format.dayName(date, Date.parse(now), true), 'night'));
      expect(new Set(names).size, now).to.equal(3);
    }
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
