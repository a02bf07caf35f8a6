// crossfilter2 as a contender: only the linked charts, its own field. As quick as its interface allows: its records are
// row numbers, its dimensions the charts' bins, taken from typed arrays.
import { Linked } from './careful_link.mjs';
import { fromCsv } from './careful_csv.mjs';
import { fromJson } from './careful_table.mjs';
import { script } from './script.mjs';
import { charts } from './schema.mjs';

export async function open() {
  await script('/npm/crossfilter2/crossfilter.min.js');
  let table;
  return {
    /** crossfilter2 reads no files: this is not its time. */
    load(format, bytes) {
      table = format === 'json' ? fromJson(bytes) : fromCsv(bytes);
      return table.rows;
    },

    link() {
      const { bins, workers, fen } = new Linked(table);
      const filter = window.crossfilter(Array.from({ length: table.rows }, (_, i) => i));
      const dimensions = charts.map((_, k) => filter.dimension((i) => bins[k][i]));
      const groups = dimensions.map((d) => d.group());
      const cases = filter.groupAll();
      const people = filter.groupAll().reduceSum((i) => workers[i]);
      const money = filter.groupAll().reduceSum((i) => fen[i]);
      return {
        brush: (chart, from, to) => dimensions[chart].filterRange([from, to]),
        pick(chart, list) {
          if (list.length === 1) dimensions[chart].filterExact(list[0]);
          else dimensions[chart].filterFunction((bin) => list.includes(bin));
        },
        clear: (chart) => dimensions[chart].filterAll(),
        read(counts, totals) {
          groups.forEach((g, k) => {
            counts[k].fill(0); // a bin that no row has is no group
            for (const { key, value } of g.all()) counts[k][key] = value;
          });
          totals[0] = cases.value();
          totals[1] = people.value();
          totals[2] = money.value();
        },
      };
    },
  };
}
