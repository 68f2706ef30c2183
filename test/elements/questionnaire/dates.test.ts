import { expect } from '@open-wc/testing';
import { HL7, mountForm, responseOf, type Respondent } from '../support/questionnaire.ts';

async function typed(type: 'date' | 'dateTime' | 'time', text: string, language = 'fr'): Promise<Respondent> {
  const person = await mountForm([{ linkId: 'q', type, text: 'Quand' }], { language });
  await person.fill('q', text);
  return person;
}

describe('relais-questionnaire', () => {
  describe('dates', () => {
    for (const [text, value, shown] of [
      ['31/03/1980', '1980-03-31', '31/03/1980'],
      ['1/2/2020', '2020-02-01', '01/02/2020'],
      ['31.03.1980', '1980-03-31', '31/03/1980'],
      ['31 03 1980', '1980-03-31', '31/03/1980'],
      ['31031980', '1980-03-31', '31/03/1980'],
      ['1980-03-31', '1980-03-31', '31/03/1980'],
      ['03/1980', '1980-03', '03/1980'],
      ['1980', '1980', '1980'],
    ] as const) {
      for (const language of ['fr', 'en']) {
        it(`understand ${text} in ${language}`, async () => {
          const person = await typed('date', text, language);
          expect(person.answers('q')).to.deep.equal([value]);
          expect(person.field('q').value).to.equal(shown);
          expect(person.faults('q')).to.equal('');
        });
      }
    }

    for (const text of ['31/02/2020', '00/01/2020', '31/03/80', 'hier', '1/2/3/4']) {
      it(`refuse ${text} and keep it in view`, async () => {
        const person = await typed('date', text);
        expect(person.answers('q')).to.be.empty;
        expect(person.field('q').value).to.equal(text);
        expect(person.faults('q')).to.equal('Indiquez une date qui existe.');
      });
    }

    for (const [type, key, limits, shown] of [
      ['date', 'valueDate', ['2026-01-15', '2026-12-31'], ['2026-01-15', '2026-12-31']],
      ['date', 'valueDate', ['2025', '2026-02'], ['2025-01-01', '2026-02-28']],
      ['dateTime', 'valueDateTime', ['2026-03-02', '2028'], ['2026-03-02', '2028-12-31']],
    ] as const) {
      it(`open a calendar of the days from ${limits[0]} to ${limits[1]} alone`, async () => {
        const extension = ['minValue', 'maxValue'].map((name, at) => ({ url: HL7 + name, [key]: limits[at] }));
        const person = await mountForm([{ linkId: 'q', type, text: 'Quand', extension }]);
        const { min, max } = person.box('q').querySelector<HTMLInputElement>('[type="date"]')!;
        expect([min, max]).to.deep.equal(shown);
      });
    }

    it('show a partial date that was stored', async () => {
      const response = responseOf({ q: [{ valueDate: '1980-03' }] });
      const person = await mountForm([{ linkId: 'q', type: 'date', text: 'Quand' }], { response });
      expect(person.field('q').value).to.equal('03/1980');
    });
  });

  describe('times', () => {
    for (const [text, value] of [
      ['14:05', '14:05:00'],
      ['14 h 05', '14:05:00'],
      ['14h05', '14:05:00'],
      ['14 h', '14:00:00'],
      ['1405', '14:05:00'],
      ['9:30', '09:30:00'],
    ] as const) {
      it(`understand ${text}`, async () => {
        const person = await typed('time', text);
        expect(person.answers('q')).to.deep.equal([value]);
        expect(person.field('q').value).to.equal(value.slice(0, 5));
      });
    }

    for (const text of ['25:00', '14:60', 'midi']) {
      it(`refuse ${text} and keep it in view`, async () => {
        const person = await typed('time', text);
        expect(person.answers('q')).to.be.empty;
        expect(person.field('q').value).to.equal(text);
        expect(person.faults('q')).to.equal('Indiquez une heure qui existe.');
      });
    }
  });

  describe('dates with a time', () => {
    it('keep the time while the date is corrected', async () => {
      const person = await typed('dateTime', '31/03/2020');
      await person.fill('q', '14 h 05', 1);
      person.field('q').focus();
      person.field('q').setSelectionRange(9, 10);
      await person.type('1');
      await person.key('Tab');
      expect(person.field('q').value).to.equal('31/03/2021');
      expect(person.field('q', 1).value).to.equal('14:05');
      expect(String(person.answers('q')[0])).to.match(/^2021-03-31T14:05:00/);
    });

    it('keep the time while the date is typed anew', async () => {
      const person = await typed('dateTime', '31/03/2020');
      await person.fill('q', '14 h 05', 1);
      person.field('q').focus();
      person.field('q').select();
      await person.type('01/04/2020');
      await person.key('Tab');
      expect(String(person.answers('q')[0])).to.match(/^2020-04-01T14:05:00/);
    });

    it('keep a time that is written before its date', async () => {
      const person = await mountForm([{ linkId: 'q', type: 'dateTime', text: 'Quand' }]);
      await person.fill('q', '14:05', 1);
      expect(person.field('q', 1).value).to.equal('14:05');
      await person.fill('q', '31/03/2020');
      expect(String(person.answers('q')[0])).to.match(/^2020-03-31T14:05:00/);
    });

    it('may be a date alone', async () => {
      const person = await typed('dateTime', '31/03/2020');
      expect(person.answers('q')).to.deep.equal(['2020-03-31']);
      expect(person.faults('q')).to.equal('');
    });

    it('keep a wrong time in view', async () => {
      const person = await typed('dateTime', '31/03/2020');
      await person.fill('q', '25:00', 1);
      expect(person.answers('q')).to.be.empty;
      expect([person.field('q').value, person.field('q', 1).value]).to.deep.equal(['31/03/2020', '25:00']);
      expect(person.faults('q')).to.equal('Indiquez une date et une heure qui existent.');
    });

    it('show an instant at the time of the device', async () => {
      const instant = '2020-03-31T12:05:00Z';
      const response = responseOf({ q: [{ valueDateTime: instant }] });
      const person = await mountForm([{ linkId: 'q', type: 'dateTime', text: 'Quand' }], { response });
      const at = new Date(instant);
      expect(person.field('q', 1).value).to.equal(`${String(at.getHours()).padStart(2, '0')}:05`);
      expect(person.answers('q')).to.deep.equal([instant]);
    });
  });
});
