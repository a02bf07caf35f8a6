// DuckDB as a contender: its single-thread bundle in the page, so that no message stands between. Its JSON reader is an
// extension from the network; what the bundle itself has is insertJSONFromPath.
import * as duckdb from '/npm/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs';
import { LinkedSql } from './linked_sql.mjs';
import { fields } from './schema.mjs';

const key = (id) => fields.find((f) => f.id === id).key;
const sqlTypes = { text: 'VARCHAR', code: 'VARCHAR', flag: 'BOOLEAN', date: 'DATE', count: 'INTEGER', money: 'DECIMAL(12,2)' };
const jsonTypes = { text: 'utf8', code: 'utf8', flag: 'boolean', date: 'utf8', count: 'int32', money: 'double' };

export async function connect() {
  const bundle = (name) => ({ mainModule: `/npm/@duckdb/duckdb-wasm/dist/duckdb-${name}.wasm`, mainWorker: '' });
  const db = await duckdb.createDuckDB({ mvp: bundle('mvp'), eh: bundle('eh') }, new duckdb.VoidLogger(), duckdb.BROWSER_RUNTIME);
  await db.instantiate(() => {});
  db.open({ query: { castBigIntToDouble: true } });
  return { db, connection: db.connect() };
}

export async function open() {
  const { db, connection } = await connect();
  const all = (text) => connection.query(text).toArray().map((row) => row.toArray());

  return {
    load(format, bytes) {
      db.registerFileBuffer('cases', bytes);
      if (format === 'json')
        connection.insertJSONFromPath('cases', { name: 'cases', schema: 'main', create: true, shape: 'row-array',
          columnsFlat: fields.map((f) => ({ name: f.key, sqlType: jsonTypes[f.type], nullable: true })) });
      else
        connection.query(`CREATE TABLE cases AS SELECT * FROM read_csv('cases', header = true, auto_detect = false, quote = '"', escape = '"', `
          + `columns = {${fields.map((f) => `'${f.key}': '${sqlTypes[f.type]}'`).join(', ')}})`);
      db.dropFile('cases');
      return Number(all('SELECT count(*) FROM cases')[0][0]);
    },
    totals: () => all(`SELECT count(*), sum(${key('workers')})::DOUBLE, sum(round(${key('claimed')} * 100)::BIGINT)::DOUBLE FROM cases`)[0].map(Number),
    top({ street, year, money, least }) {
      const parts = [`"${key(money)}" >= ${least}`];
      if (street) parts.push(`"${key('street')}" = '${street}'`);
      if (year) parts.push(`"${key('received')}" BETWEEN '${year}-01-01' AND '${year}-12-31'`);
      const where = `FROM cases WHERE ${parts.join(' AND ')}`;
      return { rows: all(`SELECT rowid ${where} ORDER BY "${key(money)}" DESC, rowid LIMIT 50`).map(([row]) => Number(row)),
        total: Number(all(`SELECT count(*) ${where}`)[0][0]) };
    },
    search(field, needle) {
      const where = `FROM cases WHERE contains("${key(field)}", '${needle}')`;
      return { rows: all(`SELECT rowid ${where} LIMIT 50`).map(([row]) => Number(row)), total: Number(all(`SELECT count(*) ${where}`)[0][0]) };
    },
    link() {
      return new LinkedSql({ run: (text) => connection.query(text), all, small: 'UTINYINT', big: 'BIGINT',
        month: (k) => [`year("${k}"::DATE)`, `month("${k}"::DATE)`], yuan: (k) => `"${k}"`, fen: (k) => `round("${k}" * 100)::BIGINT`,
        floor: (x) => `floor(${x})::INTEGER` });
    },
  };
}
