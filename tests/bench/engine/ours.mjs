// Mingjing's core as a contender, by its public interface alone.
import { charts, fields, sums } from './schema.mjs';

const key = (id) => fields.find((f) => f.id === id).key;

export async function open() {
  const core = await (await import('/core/mingjing-core.mjs')).load();
  const table = core.table({ fields: fields.map((f) => ({ ...f, id: f.key })), key: [key('case_no')] });
  const view = () => table.link({
    charts: charts.map((c) => ({ ...c, field: key(c.field) })), totals: sums.map((id) => ({ sum: key(id) })),
  });
  const own = (n) => (typeof n === 'function' ? n.call(table) : n);

  return {
    load(format, bytes) {
      const reader = table.reader(format, { size: bytes.length });
      for (let from = 0; from < bytes.length; from += 1 << 20) reader.feed(bytes.subarray(from, from + (1 << 20)));
      const { rows, problem } = reader.finish();
      if (problem) throw new Error(problem);
      return rows;
    },
    bytes: () => own(table.bytes),
    totals: () => [...view().totals()],

    top({ street, year, money, least }) {
      const where = [{ field: key(money), from: least }];
      if (street) where.push({ field: key('street'), codes: [street] });
      if (year) where.push({ field: key('received'), from: `${year}-01-01`, to: `${year}-12-31` });
      return table.page({ where, sort: { field: key(money), descending: true }, offset: 0, count: 50 });
    },
    search: (field, needle) => table.search(key(field), needle, 50),

    link() {
      const linked = view();
      const ids = charts.map((c) => c.id);
      return {
        brush: (chart, from, to) => linked.brush(ids[chart], from, to),
        pick: (chart, bins) => linked.pick(ids[chart], bins),
        clear: (chart) => linked.clear(ids[chart]),
        read(counts, totals) {
          for (let k = 0; k < ids.length; k++) counts[k].set(linked.counts(ids[k]));
          totals.set(linked.totals());
        },
      };
    },
  };
}
