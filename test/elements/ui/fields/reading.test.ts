import { expect } from '@open-wc/testing';
import { cleanDate, cleanName, cleanPhone, readDate } from '../../../../packages/elements/src/ui/fields/reading.ts';

describe('a date', () => {
  it('is read in all the ways people write it', () => {
    for (const text of [
      '31/03/1980',
      '31.3.1980',
      '31 03 1980',
      '31-03-1980',
      '31031980',
      ' 1980-03-31 ',
      '\u200e31/03/1980\u202c',
      '３１/０３/１９８０',
      '٣١/٠٣/١٩٨٠',
    ]) {
      expect(readDate(text), text).to.equal('1980-03-31');
    }
  });

  it('is refused when no calendar has it', () => {
    for (const text of ['31/02/1980', '00/01/1980', '1/13/1980', '1980', '31/03/80', '', 'hier']) {
      expect(readDate(text), text).to.be.undefined;
    }
  });

  it('is written again in full', () => {
    expect(cleanDate('3.1.1980')).to.equal('03/01/1980');
    expect(cleanDate('le 3')).to.be.undefined;
  });
});

describe('a telephone number', () => {
  it('is written in pairs when it is French, as dialled when it is not', () => {
    expect(cleanPhone('0639981234')).to.equal('06\xa039\xa098\xa012\xa034');
    expect(cleanPhone('\u202d+33 (0)6\u201139\u00a098 12 34\u202c')).to.equal('06\xa039\xa098\xa012\xa034');
    expect(cleanPhone('0032470123456')).to.equal('+32470123456');
  });

  it('is left as it was typed when it is none', () => {
    expect(cleanPhone('06 39')).to.be.undefined;
  });

  it('written in pairs is read as the same number', () => {
    const written = cleanPhone('+33639981234') ?? '';
    expect(cleanPhone(written)).to.equal(written);
  });
});

describe('a name', () => {
  it('loses what nobody sees', () => {
    expect(cleanName('\u202e De\u0301launay\u200b ')).to.equal('Délaunay');
  });
});
