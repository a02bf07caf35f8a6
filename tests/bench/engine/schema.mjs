// What the benchmark's cases are made of, and the ten linked charts over them. Known to the bench and to its pages.
const ids = (letter, count, width = 2) => Array.from({ length: count }, (_, i) => `${letter}${String(i + 1).padStart(width, '0')}`);

/** id: the name here; key: in the files, short so that a case is near 236 bytes of JSON. */
export const fields = [
  { id: 'case_no', key: 'no', type: 'text' },
  { id: 'employer', key: 'firm', type: 'text' },
  { id: 'street', key: 'st', type: 'code', codes: ids('s', 28) },
  { id: 'cause', key: 'why', type: 'code', codes: ids('c', 12) },
  { id: 'channel', key: 'via', type: 'code', codes: ids('h', 6, 1) },
  { id: 'sector', key: 'own', type: 'code', codes: ['private', 'public'] },
  { id: 'form', key: 'fm', type: 'code', codes: ids('f', 4, 1) },
  { id: 'outcome', key: 'end', type: 'code', codes: ids('o', 6, 1) },
  { id: 'collective', key: 'grp', type: 'flag' },
  { id: 'received', key: 'in', type: 'date' },
  { id: 'closed', key: 'out', type: 'date' },
  { id: 'workers', key: 'n', type: 'count' },
  { id: 'claimed', key: 'ask', type: 'money' },
  { id: 'agreed', key: 'got', type: 'money' },
];

export const firstYear = 2019;

/** Bin 0 counts what is missing; what lies beyond the last bin is in the last. */
export const charts = [
  ...fields.filter((f) => f.type === 'code').map((f) => ({ id: f.id, field: f.id, bins: f.codes.length })),
  { id: 'received', field: 'received', by: 'month', from: `${firstYear}-01`, bins: 60 },
  { id: 'closed', field: 'closed', by: 'month', from: `${firstYear}-01`, bins: 62 },
  { id: 'workers', field: 'workers', from: 0, width: 1, bins: 64 },
  { id: 'claimed', field: 'claimed', from: 0, width: 5000, bins: 64 },
];
export const sums = ['workers', 'claimed'];

/** Where each chart's bins begin in one row of all bins, and how long that row is. */
export const offsets = charts.map((_, i) => charts.slice(0, i).reduce((sum, c) => sum + c.bins + 1, 0));
export const allBins = charts.reduce((sum, c) => sum + c.bins + 1, 0);
