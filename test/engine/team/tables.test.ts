import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changesTable, declarationTable, readMembersHeading, readMembersTable } from '@relais/engine/team';
import type { TeamDeclaration } from '@relais/model';

const protocols = [
  { id: 'odynophagie', title: 'Odynophagie (mal de gorge)' },
  { id: 'pollakiurie', title: 'Pollakiurie et brûlures mictionnelles' },
];
const HEADING = 'RPPS;Nom;Prénom;Profession;Fonction;Protocoles;Téléphone;Courriel;FINESS';
const cellsOf = (line: string) => line.split(';');
const read = (...lines: readonly string[]) => readMembersTable([HEADING, ...lines].map(cellsOf), protocols);
const ida =
  '10000000001;Roux;Ida;IDEL;Déléguée;odynophagie, Pollakiurie et brûlures mictionnelles;06 39 98 12 34;ida@exemple.fr;';

describe('A spreadsheet of members', () => {
  it('is read as spreadsheets of this country write it', () => {
    const { members, faults } = read(ida);
    assert.deepEqual(faults, []);
    assert.deepEqual(members, [
      {
        rpps: '10000000001',
        familyName: 'Roux',
        givenName: 'Ida',
        profession: 'nurse',
        phone: '+33639981234',
        email: 'ida@exemple.fr',
        function: 'delegate',
        protocols: ['odynophagie', 'pollakiurie'],
      },
    ]);
  });

  const wrong: [what: string, line: string, field: string, code: string][] = [
    ['an RPPS a spreadsheet has rounded', ida.replace('10000000001', '1,00E+10'), 'rpps', 'value-wrong'],
    ['no family name', ida.replace('Roux', ''), 'familyName', 'value-missing'],
    ['a profession there is none of', ida.replace('IDEL', 'Astrologue'), 'profession', 'profession-unknown'],
    ['a function there is none of', ida.replace('Déléguée', 'Cheffe'), 'function', 'function-unknown'],
    ['a protocol of another structure', ida.replace('odynophagie', 'otite'), 'protocols', 'protocol-unknown'],
    ['half a telephone number', ida.replace('06 39 98 12 34', '06 39'), 'phone', 'value-wrong'],
    ['an address that is none', ida.replace('ida@exemple.fr', 'ida'), 'email', 'value-wrong'],
  ];
  for (const [what, line, field, code] of wrong) {
    it(`tells of ${what} by its line, and takes the others`, () => {
      const { members, faults } = read(ida.replace('10000000001', '10000000009'), line);
      assert.equal(members.length, 1);
      assert.deepEqual(faults, [{ line: 3, field, code }]);
    });
  }

  it('tells of somebody who is there twice', () => {
    assert.deepEqual(read(ida, ida).faults, [{ line: 3, field: 'rpps', code: 'twice' }]);
  });

  it('tells of columns that are missing, and of nothing at all', () => {
    assert.deepEqual(
      readMembersTable(
        [
          ['RPPS', 'Nom'],
          ['1', '2'],
        ],
        protocols,
      ).faults.map(({ field, code }) => [field, code]),
      ['givenName', 'profession', 'function', 'protocols'].map((field) => [field, 'column-missing']),
    );
    assert.deepEqual(readMembersTable([], protocols).faults, [{ line: 1, code: 'empty' }]);
  });

  it('is not read beyond what one declaration takes', () => {
    const many = Array.from({ length: 501 }, (_, n) => ida.replace('10000000001', String(10_000_000_000 + n)));
    const { members, faults } = read(...many);
    assert.deepEqual([members.length, faults[0]?.code], [0, 'too-many-lines']);
  });
});

describe('The columns of a spreadsheet', () => {
  const table = [
    'Matricule;Nom;Prénom;Métier;Fonction;Protocoles;prototype',
    ';;;;;;',
    '10000000001;Roux;Ida;IDEL;Déléguée;odynophagie;x',
  ].map(cellsOf);

  it('are told with what each is taken for', () => {
    const { headings, columns } = readMembersHeading(table);
    assert.equal(headings.length, 7);
    assert.deepEqual(columns, { familyName: 1, givenName: 2, function: 4, protocols: 5 });
  });

  it('are read as somebody says they are, with the line of each', () => {
    const columns = { ...readMembersHeading(table).columns, rpps: 0, profession: 3 };
    const { members, lines, faults } = readMembersTable(table, protocols, columns);
    assert.deepEqual([members[0]?.rpps, members[0]?.profession, lines, faults], ['10000000001', 'nurse', [3], []]);
  });
});

describe('A declaration', () => {
  it('has its changes go out with it, each with its day', () => {
    const lines = changesTable({
      protocol: 'odynophagie',
      title: 'Odynophagie',
      on: '2026-11-09',
      members: [
        {
          professional: 'p1',
          rpps: '10000000001',
          familyName: 'Roux',
          givenName: 'Ida',
          present: true,
          memberships: [],
        },
      ],
      changes: [
        { at: '2026-11-03T09:00:00Z', professional: 'p1', change: 'ended', function: 'delegate', on: '2026-12-31' },
      ],
    }).split('\r\n');
    assert.equal(lines[1], 'odynophagie;2026-11-03T09:00:00Z;10000000001;Roux;Ida;délégué;fin;2026-12-31');
  });

  it('goes out as a spreadsheet in which nothing is a formula', () => {
    const declaration: TeamDeclaration = {
      protocol: 'odynophagie',
      title: 'Odynophagie',
      version: '1',
      on: '2026-11-09',
      members: [
        {
          professional: 'p1',
          rpps: '10000000001',
          familyName: '=HYPERLINK("x")',
          givenName: 'Ida; Anne',
          profession: 'nurse',
          present: true,
          memberships: [
            { protocol: 'odynophagie', function: 'delegate', from: '2026-10-01', commitmentOn: '2026-10-02' },
          ],
        },
      ],
      changes: [],
    };
    const [heading, line, end] = declarationTable(declaration).split('\r\n');
    assert.match(heading!, /^\ufeffProtocole;Version;RPPS;/);
    assert.equal(
      line,
      `odynophagie;1;10000000001;"'=HYPERLINK(""x"")";"Ida; Anne";nurse;;délégué;2026-10-01;;2026-10-02;;;`,
    );
    assert.equal(end, '');
  });
});
