import { expect } from '@open-wc/testing';
import type { Slot, StructureInfo } from '@relais/model';
import { groupBySite, suits } from '../../../../packages/elements/src/slot-picker/booking/slot-groups.ts';

const structure = {
  sites: [
    { id: 's1', name: 'Tilleuls', stepFree: true, equipment: ['suture', 'ecg'] },
    { id: 's2', name: 'Gué', stepFree: false, equipment: [] },
    { id: 's3', name: 'Loin', equipment: ['suture'] },
  ],
  communes: [{ id: 'bourg', name: 'Bourg', travelMinutes: { s1: 20, s2: 5 } }],
} as unknown as StructureInfo;

const [tilleuls, gue, far] = structure.sites;

describe('slots by site', () => {
  it('come as one choice for each start, whoever offers it', () => {
    const [site] = groupBySite(
      [slot('a', 's1', 14, 2), slot('b', 's1', 14, 1), slot('a', 's1', 15, 1)],
      structure,
      undefined,
    );
    expect(site!.choices.map(({ seats, slots }) => [seats, slots.length])).to.deep.equal([
      [3, 2],
      [1, 1],
    ]);
  });

  it('begin with the earliest while nobody says where they are', () => {
    const groups = groupBySite([slot('c', 's2', 15, 1), slot('a', 's1', 16, 1)], structure, undefined);
    expect(groups.map(({ site }) => site.id)).to.deep.equal(['s2', 's1']);
  });

  it('begin with the nearest for a known commune', () => {
    const groups = groupBySite([slot('a', 's1', 14, 1), slot('c', 's2', 15, 1)], structure, 'bourg');
    expect(groups.map(({ site, minutes }) => [site.id, minutes])).to.deep.equal([
      ['s2', 5],
      ['s1', 20],
    ]);
  });
});

describe('a site', () => {
  it('suits whoever needs nothing', () => {
    expect([tilleuls, gue, far].every((site) => suits(structure, site!, {}))).to.be.true;
  });

  it('must have every piece of equipment', () => {
    expect(suits(structure, tilleuls!, { equipment: ['suture', 'ecg'] })).to.be.true;
    expect(suits(structure, far!, { equipment: ['suture', 'ecg'] })).to.be.false;
  });

  it('must be known to be step-free', () => {
    expect(suits(structure, tilleuls!, { stepFree: true })).to.be.true;
    expect(suits(structure, far!, { stepFree: true })).to.be.false;
  });

  it('must not be further than the journey accepted', () => {
    expect(suits(structure, gue!, { commune: 'bourg', maxTravelMinutes: 10 })).to.be.true;
    expect(suits(structure, tilleuls!, { commune: 'bourg', maxTravelMinutes: 10 })).to.be.false;
  });

  it('of unknown distance is not near', () => {
    expect(suits(structure, far!, { commune: 'bourg', maxTravelMinutes: 10 })).to.be.false;
    expect(suits(structure, far!, { commune: 'bourg' })).to.be.true;
  });
});

function slot(practiceId: string, siteId: string, hour: number, remaining: number): Slot {
  const at = (minutes: string) => `2026-11-10T${hour}:${minutes}:00Z`;
  return {
    practiceId,
    siteId,
    serviceDate: '2026-11-10',
    start: at('00'),
    startLocal: `2026-11-10T${hour + 1}:00:00+01:00`,
    end: at('15'),
    capacity: 2,
    remaining,
  };
}
