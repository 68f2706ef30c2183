import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { communeKey, listCommunes, listSlots, suitableSites, travelMinutes } from '@relais/engine';
import type { SiteFilters } from '@relais/engine';
import { compileValid, readTerritory, territoryWith } from '../support.ts';

const compiled = compileValid(readTerritory('rives-de-lorme'));
const sites = (filters: SiteFilters) => [...suitableSites(compiled, filters)];

describe('Sites that suit a person', () => {
  it('are all of them when nothing is asked', () => {
    assert.deepEqual(sites({}), ['s-orme', 's-gue', 's-moulin', 's-haie']);
    assert.deepEqual(sites({ stepFree: false, equipment: [], siteIds: undefined }), sites({}));
  });

  it('have every piece of equipment asked for', () => {
    assert.deepEqual(sites({ equipment: ['suture'] }), ['s-orme', 's-moulin']);
    assert.deepEqual(sites({ equipment: ['suture', 'ecg'] }), ['s-orme']);
    assert.deepEqual(sites({ equipment: ['scanner'] }), []);
  });

  it('are step-free when asked', () => {
    assert.deepEqual(sites({ stepFree: true }), ['s-orme', 's-moulin', 's-haie']);
  });

  it('are near enough by the travel table', () => {
    assert.deepEqual(sites({ commune: 'Le Gué-Blanc', maxTravelMinutes: 17 }), ['s-orme', 's-gue', 's-haie']);
    assert.deepEqual(sites({ commune: 'le-gue-blanc', maxTravelMinutes: 3 }), ['s-gue']);
  });

  it('are as near as the territory’s overflow accepts when a commune stands alone', () => {
    const near = compileValid({ ...readTerritory('rives-de-lorme'), overflow: { maxTravelMinutes: 20 } });
    assert.deepEqual([...suitableSites(near, { commune: 'moulin-neuf' })], ['s-orme', 's-moulin']);
    assert.deepEqual(sites({ commune: 'moulin-neuf' }), ['s-orme', 's-gue', 's-moulin', 's-haie']);
  });

  it('cannot be judged from a place the table does not know', () => {
    assert.equal(sites({ commune: 'Ailleurs', maxTravelMinutes: 5 }).length, 4);
  });

  it('are not near when the table leaves them out of a known row', () => {
    const { travelMinutes: table = {}, ...rest } = readTerritory('rives-de-lorme');
    const partial = compileValid({ ...rest, travelMinutes: { ...table, 'moulin-neuf': { 's-moulin': 5 } } });
    assert.deepEqual([...suitableSites(partial, { commune: 'moulin-neuf', maxTravelMinutes: 60 })], ['s-moulin']);
  });

  it('are the only ones a filtered list has', () => {
    const slots = listSlots(compiled, { from: '2026-11-10', to: '2026-11-10', filters: { equipment: ['plaster'] } });
    assert.deepEqual([...new Set(slots.map(({ siteId }) => siteId))], ['s-moulin']);
  });

  it('are known by the practices alone when the file lists none', () => {
    assert.deepEqual([...suitableSites(compileValid(territoryWith()), {})], ['here']);
    assert.deepEqual([...suitableSites(compileValid(territoryWith()), { stepFree: true })], []);
  });
});

describe('The travel table', () => {
  it('is read by commune in any writing', () => {
    for (const commune of ['la-haie-verte', 'La Haie-Verte', ' LA HAIE VERTE ']) {
      assert.equal(travelMinutes(compiled, commune, 's-gue'), 17);
    }
    assert.equal(travelMinutes(compiled, 'Ailleurs', 's-gue'), undefined);
    assert.equal(travelMinutes(compiled, 'la-haie-verte', 's-elsewhere'), undefined);
  });

  it('has one key for a name however it is accented', () => {
    assert.equal(communeKey('L’Œuvre-d’Été'), 'l-oeuvre-d-ete');
    assert.equal(communeKey('Saint-Étienne (sud)'), 'saint-etienne-sud');
  });

  it('lists its communes with the names of the sites, or with capitals', () => {
    assert.deepEqual(
      listCommunes(compiled.territory).map(({ id, name }) => [id, name]),
      [
        ['la-haie-verte', 'La Haie-Verte'],
        ['le-gue-blanc', 'Le Gué-Blanc'],
        ['moulin-neuf', 'Moulin-Neuf'],
        ['orme-sur-rive', 'Orme-sur-Rive'],
      ],
    );
    const table = compileValid({
      ...readTerritory('val-de-brume'),
      travelMinutes: { 'pont-neuf': { 's-brume': 9 }, 'Bois-d’Été': { 's-brume': 3 } },
    });
    assert.deepEqual(listCommunes(table.territory), [
      { id: 'bois-d-ete', name: 'Bois-d’Été', travelMinutes: { 's-brume': 3 } },
      { id: 'pont-neuf', name: 'Pont-Neuf', travelMinutes: { 's-brume': 9 } },
    ]);
  });
});
