/** A unit symbol: so many of another unit, or a base of its own. */
export interface Atom {
  readonly value: number;
  /** UCUM code of the unit it is defined by; undefined for a base. */
  readonly unit: string | undefined;
  /** Whether it takes prefixes. */
  readonly metric: boolean;
  /** Kelvins between its zero and absolute zero. */
  readonly offset?: number;
}

export const prefixes: Partial<Record<string, number>> = {
  Y: 1e24,
  Z: 1e21,
  E: 1e18,
  P: 1e15,
  T: 1e12,
  G: 1e9,
  M: 1e6,
  k: 1e3,
  h: 1e2,
  da: 1e1,
  d: 1e-1,
  c: 1e-2,
  m: 1e-3,
  u: 1e-6,
  n: 1e-9,
  p: 1e-12,
  f: 1e-15,
  a: 1e-18,
  z: 1e-21,
  y: 1e-24,
};

/**
 * `symbol value unit`, `+` before a symbol that takes prefixes (UCUM, tables 1 to 30). Constants as UCUM gives them;
 * but a mole, which UCUM takes for a number, is a base here, lest it convert to a count.
 */
const definitions = `
+m;+s;+g;+rad;+K;+C;+cd;+mol;+eq
10* 10 1;10^ 10 1;[pi] 3.1415926535897932 1;% 1 10*-2;[ppth] 1 10*-3;[ppm] 1 10*-6;[ppb] 1 10*-9;[pptr] 1 10*-12
+sr 1 rad2;+Hz 1 s-1;+N 1 kg.m/s2;+Pa 1 N/m2;+J 1 N.m;+W 1 J/s;+A 1 C/s;+V 1 J/C;+F 1 C/V
+Ohm 1 V/A;+S 1 Ohm-1;+Wb 1 V.s;+T 1 Wb/m2;+H 1 Wb/A;+lm 1 cd.sr;+lx 1 lm/m2;+Bq 1 s-1;+Gy 1 J/kg;+Sv 1 J/kg
gon 0.9 deg;deg 2 [pi].rad/360;' 1 deg/60;'' 1 '/60;+l 1 dm3;+L 1 l;+ar 100 m2
min 60 s;h 60 min;d 24 h;wk 7 d;a_j 365.25 d;a 1 a_j;mo_j 1 a_j/12;mo 1 mo_j;mo_s 29.53059 d
+t 1000 kg;+bar 100000 Pa;+u 1.6605402e-24 g;+eV 1.60217733e-19 J;[c] 299792458 m/s;[g] 9.80665 m/s2;+gf 1 g.[g]
+dyn 1 g.cm/s2;+erg 1 dyn.cm;+P 1 dyn.s/cm2;+St 1 cm2/s;atm 101325 Pa;att 1 kgf/cm2
[in_i] 2.54 cm;[ft_i] 12 [in_i];[yd_i] 3 [ft_i];[mi_i] 5280 [ft_i];[nmi_i] 1852 m;[kn_i] 1 [nmi_i]/h;[sin_i] 1 [in_i]2
[sft_i] 1 [ft_i]2;[cin_i] 1 [in_i]3;[cft_i] 1 [ft_i]3;[gr] 64.79891 mg;[lb_av] 7000 [gr];[oz_av] 1 [lb_av]/16;[dr_av] 1 [oz_av]/16
[stone_av] 14 [lb_av];[ston_av] 20 [scwt_av];[scwt_av] 100 [lb_av];[oz_tr] 20 [pwt_tr];[pwt_tr] 24 [gr];[lbf_av] 1 [lb_av].[g]
[gal_us] 231 [in_i]3;[qt_us] 1 [gal_us]/4;[pt_us] 1 [qt_us]/2;[gil_us] 1 [pt_us]/4;[foz_us] 1 [gil_us]/4;[tbs_us] 1 [foz_us]/2
[tsp_us] 1 [tbs_us]/3;[cup_us] 16 [tbs_us];[foz_m] 30 mL;[cup_m] 240 mL;[tsp_m] 5 mL;[tbs_m] 15 mL;[gal_br] 4.54609 l
[qt_br] 1 [gal_br]/4;[pt_br] 1 [qt_br]/2;[gil_br] 1 [pt_br]/4;[foz_br] 1 [gil_br]/5;[drp] 1 ml/20
+cal 4.184 J;[Cal] 1 kcal;+m[Hg] 133.3220 kPa;+m[H2O] 9.80665 kPa;[in_i'Hg] 1 m[Hg].[in_i]/m;[in_i'H2O] 1 m[H2O].[in_i]/m
[psi] 1 [lbf_av]/[in_i]2;[diop] 1 m-1;[Ch] 1 mm/3;[PRU] 1 mm[Hg].s/ml;+kat 1 mol/s;+U 1 umol/min;+osm 1 mol;+g% 1 g/dl
[S] 1e-13 s;[car_m] 0.2 g;[car_Au] 1 /24;+Ci 37000000000 Bq;+R 0.000258 C/kg;+RAD 100 erg/g;+REM 1 RAD;+sph 4 [pi].sr;circ 2 [pi].rad
+[iU];+[IU] 1 [iU];[arb'U];[USP'U];[GPL'U];[MPL'U];[APL'U];[beth'U];[anti'Xa'U];[todd'U];[dye'U];[knk'U];[mclg'U];[CFU];[PFU];[FFU];[Lf]
[BAU];[AU];[Amb'a'1'U];[PNU];[D'ag'U];[FEU];[ELU];[EU]
`;

export const atoms: Partial<Record<string, Atom>> = {
  ...Object.fromEntries(definitions.trim().split(/[\n;]/).map(readDefinition)),
  Cel: { value: 1, unit: 'K', metric: true, offset: 273.15 },
  '[degF]': { value: 5 / 9, unit: 'K', metric: false, offset: 459.67 * (5 / 9) },
};

function readDefinition(text: string): [string, Atom] {
  const metric = text.startsWith('+');
  const [symbol = '', value = '1', unit] = text.slice(metric ? 1 : 0).split(' ');
  return [symbol, { value: Number(value), unit, metric }];
}
