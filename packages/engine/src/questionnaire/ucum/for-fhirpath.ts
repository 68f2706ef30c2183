import { convertUnits, readUnit } from './index.ts';

/**
 * What `fhirpath` asks of `@lhncbc/ucum-lhc`, answered by our own units: bundles put this in its place
 * (`scripts/slim-fhirpath.js`) and save 250 kB of definitions. A unit not known here converts to nothing.
 */
const utils = {
  convertUnitTo(from: string, value: number, to: string): object {
    const toVal = convertUnits(value, from, to);
    if (toVal === undefined) return { status: 'failed', toVal: null, msg: [`${from} cannot be converted to ${to}`] };
    return { status: 'succeeded', toVal, fromUnit: describe(from), toUnit: describe(to), msg: [] };
  },

  convertToBaseUnits(code: string, value: number): object {
    const unit = readUnit(code);
    if (!unit) return { status: 'failed', msg: [`${code} is not known`] };
    const fromUnitIsSpecial = unit.offset !== 0;
    const magnitude = value * unit.magnitude + unit.offset;
    return { status: 'succeeded', magnitude, unitToExp: Object.fromEntries(unit.bases), fromUnitIsSpecial, msg: [] };
  },

  getSpecifiedUnit(code: string): object {
    const unit = readUnit(code);
    return { unit: unit ? describe(code) : null, origString: code, retMsg: [] };
  },
};

function describe(code: string): object {
  const unit = readUnit(code);
  const property = unit && [...unit.bases].map(([base, power]) => base + String(power)).join('.');
  return { code, magnitude_: unit?.magnitude, isSpecial_: unit?.offset !== 0, property_: property };
}

export const UcumLhcUtils = { getInstance: () => utils };
