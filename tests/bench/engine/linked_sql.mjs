// Linked charts by SQL: a table of bins made once, then one question per chart and step.
import { charts, fields, firstYear } from './schema.mjs';

const key = (id) => fields.find((f) => f.id === id).key;

export class LinkedSql {
  clauses = charts.map(() => '');

  /** dialect: run(sql), all(sql) -> rows, and month, yuan, fen, floor: expressions. */
  constructor(dialect) {
    this.all = dialect.all;
    const bins = charts.map((c, k) => {
      const column = `"${key(c.field)}"`;
      if (c.by) {
        const [year, month] = dialect.month(key(c.field));
        return `CASE WHEN ${column} IS NULL THEN 0 ELSE (${year} - ${firstYear}) * 12 + ${month} END AS b${k}`;
      }
      if (c.width) {
        const value = c.field === 'claimed' ? dialect.yuan(key(c.field)) : column;
        return `CASE WHEN ${column} IS NULL THEN 0 WHEN ${value} >= ${c.width * c.bins} THEN ${c.bins} `
          + `ELSE 1 + ${dialect.floor(`${value} / ${c.width}`)} END AS b${k}`;
      }
      const { codes } = fields.find((f) => f.id === c.field);
      return `CASE ${column} ${codes.map((code, i) => `WHEN '${code}' THEN ${i + 1}`).join(' ')} ELSE 0 END AS b${k}`;
    });
    const columns = charts.map((_, k) => `b${k} ${dialect.small}`).join(', ');
    dialect.run(`CREATE TABLE bins (${columns}, workers INTEGER, fen ${dialect.big ?? 'INTEGER'})`);
    dialect.run(`INSERT INTO bins SELECT ${bins.join(', ')}, "${key('workers')}", coalesce(${dialect.fen(key('claimed'))}, 0) FROM cases`);
  }

  brush(chart, from, to) { this.clauses[chart] = `b${chart} >= ${from} AND b${chart} < ${to}`; }
  pick(chart, bins) { this.clauses[chart] = `b${chart} IN (${bins.join(',')})`; }
  clear(chart) { this.clauses[chart] = ''; }

  read(counts, totals) {
    const where = (but) => {
      const parts = this.clauses.filter((c, k) => c && k !== but);
      return parts.length ? `WHERE ${parts.join(' AND ')}` : '';
    };
    counts.forEach((c, k) => {
      c.fill(0);
      for (const [bin, n] of this.all(`SELECT b${k}, count(*) FROM bins ${where(k)} GROUP BY b${k}`)) c[bin] = Number(n);
    });
    totals.set(this.all(`SELECT count(*), coalesce(sum(workers), 0), coalesce(sum(fen), 0) FROM bins ${where(-1)}`)[0].map(Number));
  }
}
