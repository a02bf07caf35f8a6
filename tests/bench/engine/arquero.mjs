// Arquero as a contender: tables of columns, questions as expressions it compiles. No linked charts.
import { script } from './script.mjs';
import { fields } from './schema.mjs';

const key = (id) => fields.find((f) => f.id === id).key;

export async function open() {
  await script('/npm/arquero/dist/arquero.min.js');
  const { aq } = window;
  let t;
  const number = (text) => (text === '' ? undefined : Number(text));
  const parse = Object.fromEntries(fields.filter((f) => f.type === 'count' || f.type === 'money').map((f) => [f.key, number]));

  return {
    /** Without guessing types: dates stay texts, which is quicker. */
    load(format, bytes) {
      const text = new TextDecoder().decode(bytes);
      t = format === 'json' ? aq.fromJSON(text, { autoType: false, columns: fields.map((f) => f.key) })
        : aq.fromCSV(text, { autoType: false, parse });
      t = t.assign(aq.table({ row: Uint32Array.from({ length: t.numRows() }, (_, i) => i) }));
      return t.numRows();
    },
    totals() {
      const { cases, people, fen } = t.rollup({
        cases: (d) => aq.op.count(), people: `d => op.sum(d.${key('workers')})`, fen: `d => op.sum(op.round(d.${key('claimed')} * 100))`,
      }).object();
      return [cases, people, fen];
    },
    top({ street, year, money, least }) {
      const parts = [`d.${key(money)} >= ${least}`];
      if (street) parts.unshift(`d.${key('street')} === '${street}'`);
      if (year) parts.push(`d.${key('received')} >= '${year}-01-01'`, `d.${key('received')} <= '${year}-12-31'`);
      const found = t.filter(`d => ${parts.join(' && ')}`);
      return { rows: found.orderby(aq.desc(key(money)), 'row').slice(0, 50).array('row'), total: found.numRows() };
    },
    search(field, needle) {
      const found = t.filter(`d => op.includes(d.${key(field)}, '${needle}')`);
      return { rows: found.slice(0, 50).array('row'), total: found.numRows() };
    },
  };
}
