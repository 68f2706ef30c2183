import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  Email,
  isBirthDate,
  LONGEST_NAME,
  Person,
  PersonName,
  Phone,
  readEmail,
  readName,
  readPhone,
} from '@relais/model';
import fc from 'fast-check';

const anyOf = (characters: string) => fc.constantFrom(...Array.from(characters));

/** Text as people type and paste it: letters, digits and signs of several scripts, and characters that draw nothing. */
const pasted = fc.string({
  unit: fc.oneof(
    anyOf('0123456789+()./- @aéÉßœ’\u0301'),
    anyOf(
      '\u00a0\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u2011\u2013\u202d\u202e\u202f\u2028\u2060\u3164\ufe0f\ufeff\uffa0',
    ),
    anyOf('\u0000\u0007\t\n\u007f\u0085'),
    fc.constantFrom('\ud800', '\udc00'),
    anyOf('٠٦٩０９क्षمخ한\u17b4\u1780ﬁ①😀'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 40,
});

const phone = fc
  .tuple(
    fc.constantFrom('0', '+33', '+33 (0)', '0033 0', '+262', '+32', '+39 0', '+'),
    fc.nat({ max: 999_999_999 }),
    pasted,
  )
  .map(([start, number, rest]) => `${start}${number}${rest}`);

const email = fc.oneof(
  fc.emailAddress(),
  fc.tuple(pasted, pasted).map(([name, domain]) => `${name}@${domain}.fr`),
);

describe('reading what people type of themselves', () => {
  for (const [what, read, typed] of [
    ['a name', readName, pasted],
    ['a telephone number', readPhone, fc.oneof(pasted, phone)],
    ['an e-mail address', readEmail, fc.oneof(pasted, email)],
  ] as const) {
    it(`gives the same again for ${what} it has given`, () => {
      fc.assert(
        fc.property(typed, (text) => {
          const once = read(text);
          if (once !== undefined) assert.equal(read(once), once);
        }),
        { numRuns: 800 },
      );
    });

    it(`never keeps in ${what} a control character, half a character or one that draws nothing`, () => {
      fc.assert(
        fc.property(typed, (text) => {
          const kept = (read(text) ?? '').replaceAll(/[\u200c\u200d]/g, '');
          assert.doesNotMatch(kept, /[\p{Cc}\p{Cs}\p{Cf}\p{Default_Ignorable_Code_Point}]/u);
        }),
        { numRuns: 800 },
      );
    });
  }

  it('is the same to the page and to the server', () => {
    fc.assert(
      fc.property(pasted, pasted, fc.oneof(pasted, phone), email, (family, given, number, address) => {
        const familyName = readName(family);
        const givenName = readName(given);
        const phone = readPhone(number);
        const email = readEmail(address);
        const typed = { familyName: family, givenName: given, birthDate: '1980-03-31', phone: number, email: address };
        const server = Person.safeParse(typed);
        const isTaken = [familyName, givenName, phone, email].every((part) => part !== undefined);
        assert.equal(server.success, isTaken);
        if (!isTaken) return;
        const read = { familyName, givenName, birthDate: '1980-03-31', phone, email };
        assert.deepEqual(server.data, read);
        assert.deepEqual(Person.parse(read), read);
      }),
      { numRuns: 400 },
    );
  });

  it('says what is accepted and nothing of what was typed', () => {
    for (const schema of [PersonName, Phone, Email]) {
      const { issues } = schema.safeParse('😀').error ?? { issues: [] };
      assert.equal(issues.length, 1);
      assert.ok(issues[0]?.code === 'custom' && issues[0].params?.['accepted']);
      assert.doesNotMatch(JSON.stringify(issues), /😀/);
    }
  });
});

describe('a name', () => {
  const kept: Record<string, [typed: string, kept: string]> = {
    'in one line, with single spaces': [' Jean\u00a0\n Paul\t', 'Jean Paul'],
    composed: ['E\u0301milie', 'Émilie'],
    'with its apostrophe as typed': ["O’Neil d'Arc", "O’Neil d'Arc"],
    'without marks that turn its direction': ['\u202eeiraM\u202c', 'eiraM'],
    'without characters that draw nothing': ['Ma\u00adrie\u200b\ufeff\u2060', 'Marie'],
    'with the joiners of its script': ['می\u200cخواهم', 'می\u200cخواهم'],
    'with the joiners of Indian scripts': ['क\u094d\u200dष', 'क\u094d\u200dष'],
    'without joiners where no script has them': ['Ma\u200drie\u200c', 'Marie'],
    'in one letter': ['Ô', 'Ô'],
    'in another script': ['王小明', '王小明'],
  };
  for (const [how, [typed, name]] of Object.entries(kept)) {
    it(`is kept ${how}`, () => {
      assert.equal(readName(typed), name);
    });
  }

  it('is refused when nobody can read it', () => {
    for (const text of [
      '',
      ' ',
      '\u200b\u2060\ufeff',
      '\u3164',
      '\u2800',
      '😀',
      '👨‍👩‍👧',
      '-',
      '123',
      'Du\u0000pont',
      'a\ud800',
    ]) {
      assert.equal(readName(text), undefined, JSON.stringify(text));
    }
  });

  it('is as long as people see it', () => {
    const longest = 'e\u0323\u0301'.repeat(LONGEST_NAME);
    assert.equal(readName(longest), longest.normalize('NFC'));
    assert.equal(readName('a'.repeat(LONGEST_NAME + 1)), undefined);
    assert.equal(readName(`a${'\u0301'.repeat(5 * LONGEST_NAME)}`), undefined);
  });
});

describe('a telephone number', () => {
  const writings: Record<string, readonly string[]> = {
    '+33639984455': [
      '06 39 98 44 55',
      '0639984455',
      '06.39.98.44.55',
      '06/39/98/44/55',
      '(0)6-39-98-44-55',
      '+33 6 39 98 44 55',
      '+33 (0)6 39 98 44 55',
      '+33 06 39 98 44 55',
      '+330 6 39 98 44 55',
      '(+33) 6 39 98 44 55',
      '00 33 (0)6 39 98 44 55',
      '0033 0 6 39 98 44 55',
      '33 6 39 98 44 55',
      '\u202d06 39 98 44 55\u202c',
      '\u200e06 39 98 44 55',
      '06\u201139\u201198\u201144\u201155',
      '06\u201339\u201398\u201344\u201355',
      '06\u202f39\u00a098\u200944\u200b55',
      '０６３９９８４４５５',
      '＋３３　６３９９８４４５５',
      '٠٦٣٩٩٨٤٤٥٥',
      '०६३९९८४४५५',
    ],
    '+262692123456': ['0692 12 34 56', '+262 692 12 34 56', '+262 (0)692 12 34 56', '+33 692 12 34 56'],
    '+590690123456': ['0690 12 34 56', '00590 690 12 34 56'],
    '+594694123456': ['0694 12 34 56', '+594 0694 12 34 56'],
    '+596696123456': ['0696 12 34 56', '+596 696 12 34 56'],
    '+687271234': ['+687 27 12 34'],
    '+32470123456': ['+32 470 12 34 56', '0032 (0)470/12.34.56'],
    '+41221234567': ['+41 (0)22 123 45 67'],
    '+442079460958': ['+44 (0)20 7946 0958', '+44 020 7946 0958'],
    '+4930123456': ['+49 (0)30 123456'],
    '+352621123456': ['+352 621 123 456'],
    '+37793151515': ['+377 93 15 15 15'],
    // Countries whose numbers begin with a zero that is dialled from abroad too.
    '+39061234567': ['+39 06 1234567', '+39 (0)6 1234567'],
    '+2250712345678': ['+225 07 12 34 56 78'],
  };
  for (const [number, texts] of Object.entries(writings)) {
    for (const text of texts) {
      it(`written ${JSON.stringify(text)} is ${number}`, () => {
        assert.equal(readPhone(text), number);
      });
    }
  }

  it('is refused when nobody can be called by it', () => {
    const texts = [
      '',
      '15',
      '3114',
      '12 34',
      '06 39 98 44 5',
      '06 39 98 44 55 6',
      '00 39 98 44',
      '+33 0 06 39 98 44',
      '+33639',
      '+262 692 12 34',
      '639984455',
      '06 39 98 44 55 poste 2',
      'O6 39 98 44 55',
      '06 39 98 44 55, 01 99 00 12 34',
      '+0 6 39 98 44 55',
      '+1234567',
      '+1234567890123456',
      '06\u000039984455',
      '++33639984455',
    ];
    for (const text of texts) assert.equal(readPhone(text), undefined, JSON.stringify(text));
  });
});

describe('an e-mail address', () => {
  const kept: Record<string, string> = {
    'marie@exemple.fr': 'marie@exemple.fr',
    " Marie.O'Neil+rdv@Sous-Domaine.Exemple.FR ": "Marie.O'Neil+rdv@sous-domaine.exemple.fr",
    'ma\u200brie@exemple.fr': 'marie@exemple.fr',
    'mailto:marie@exemple.fr': 'marie@exemple.fr',
    'marie＠exemple.fr': 'marie@exemple.fr',
    'marie@bücher.de': 'marie@xn--bcher-kva.de',
    'marie@Café.fr': 'marie@xn--caf-dma.fr',
    [`${'x'.repeat(64)}@exemple.fr`]: `${'x'.repeat(64)}@exemple.fr`,
  };
  for (const [typed, address] of Object.entries(kept)) {
    it(`typed ${JSON.stringify(typed.slice(0, 40))} is kept as mail servers take it`, () => {
      assert.equal(readEmail(typed), address);
    });
  }

  it('is refused when no mail can reach it', () => {
    const texts = [
      '',
      'marie',
      'marie@exemple',
      'marie@exemple..fr',
      'marie@exemple.fr.',
      'marie@.exemple.fr',
      '.marie@exemple.fr',
      'marie.@exemple.fr',
      'ma..rie@exemple.fr',
      'ma rie@exemple.fr',
      'marie@exem ple.fr',
      'marie@exemple.fr, paul@exemple.fr',
      'marie@paul@exemple.fr',
      'Marie <marie@exemple.fr>',
      '"marie"@exemple.fr',
      'hélène@exemple.fr',
      'marie@-exemple.fr',
      'marie@exem_ple.fr',
      'marie@exemple.fr/rdv',
      'marie@192.168.1.10',
      'marie@exemple.f',
      'marie@exe\u0000mple.fr',
      `${'x'.repeat(65)}@exemple.fr`,
      `marie@${'x'.repeat(64)}.fr`,
      `marie@${'exemple.'.repeat(31)}fr`,
    ];
    for (const text of texts) assert.equal(readEmail(text), undefined, JSON.stringify(text));
  });
});

describe('a date of birth', () => {
  it('is today at the latest and 130 years ago at the earliest', () => {
    const dates = ['2026-11-10', '2026-11-11', '1896-11-10', '1896-11-09', '0001-01-01', '2030-01-01'];
    assert.deepEqual(
      dates.map((date) => isBirthDate(date, '2026-11-10')),
      [true, false, true, false, false, false],
    );
  });

  it('is judged on 29 February too', () => {
    assert.equal(isBirthDate('1898-02-28', '2028-02-29'), false);
    assert.equal(isBirthDate('1898-03-01', '2028-02-29'), true);
  });
});
