import { expect } from '@open-wc/testing';
import { PatientFacts } from '@relais/model';
import { factAnswers, toFacts } from '../../../../packages/elements/src/slot-picker/booking/facts.ts';

const structure = { communes: [{ id: 'le-gue-blanc', name: 'Le Gué-Blanc', travelMinutes: {} }] };

describe('facts', () => {
  it('are sent as answered', () => {
    const answered = { sex: 'other', commune: 'le-gue-blanc', attendingDoctor: 'none' };
    expect(toFacts(answered, structure)).to.deep.equal(answered);
  });

  it('are sent without what is not answered', () => {
    expect(toFacts({ sex: '', commune: undefined, attendingDoctor: 'here' }, structure)).to.deep.equal({
      attendingDoctor: 'here',
    });
  });

  it('are none without an answer', () => {
    expect(toFacts({}, structure)).to.be.undefined;
    expect(toFacts({ sex: '', commune: '', attendingDoctor: '' }, structure)).to.be.undefined;
  });

  it('are none of what nobody can choose, whatever the host says', () => {
    for (const said of [{ sex: 'unknown' }, { sex: 'F' }, { attendingDoctor: 'oui' }, { commune: 'atlantide' }])
      expect(toFacts(said, structure), JSON.stringify(said)).to.be.undefined;
    expect(toFacts({ commune: 'le-gue-blanc' }, { communes: [] })).to.be.undefined;
  });

  it('can all be answered as the model takes them', () => {
    for (const sex of factAnswers.sex) expect(PatientFacts.safeParse({ sex }).success, sex).to.be.true;
    for (const attendingDoctor of factAnswers.attendingDoctor)
      expect(PatientFacts.safeParse({ attendingDoctor }).success, attendingDoctor).to.be.true;
  });
});
