// engine/page.html?NAME with this script beside it: a plain page that opens the records of data.json with a library and shows one figure, how many cases were
// received for mediation in 2023. window.painted: milliseconds from navigation until it is on the screen; window.cases: the figure.
import { script } from '/bench/engine/script.mjs';

const figure = 'SELECT count(*) FROM mediation WHERE received BETWEEN \'2023-01-01\' AND \'2023-12-31\' AND state <> \'draft\' AND state <> \'void\'';

/** Tables of texts and numbers, as the file has them: { name, fields, rows }, rows as objects. */
const tables = ({ registers }) => Object.entries(registers)
  .map(([name, rows]) => ({ name, rows, fields: [...new Set(rows.flatMap(Object.keys))] }));

const openers = {
  async duckdb(data) {
    const { connect } = await import('/bench/engine/duckdb.mjs'), { db, connection } = await connect();
    const types = { string: 'utf8', number: 'double', boolean: 'boolean' };
    for (const { name, rows, fields } of tables(await data())) {
      db.registerFileText(name, JSON.stringify(rows));
      const columnsFlat = fields.map((field) => ({ name: field, sqlType: types[typeof rows.find((row) => field in row)[field]], nullable: true }));
      connection.insertJSONFromPath(name, { name, schema: 'main', create: true, shape: 'row-array', columnsFlat });
    }
    return Number(connection.query(figure).toArray()[0].toArray()[0]);
  },
  async sqljs(data) {
    await script('/npm/sql.js/dist/sql-wasm-browser.js');
    const sql = await window.initSqlJs({ locateFile: (name) => `/npm/sql.js/dist/${name}` }), db = new sql.Database();
    db.run('BEGIN');
    for (const { name, rows, fields } of tables(await data())) {
      db.run(`CREATE TABLE "${name}" (${fields.map((field) => `"${field}"`)})`);
      const insert = db.prepare(`INSERT INTO "${name}" VALUES (${fields.map(() => '?')})`);
      for (const row of rows) insert.run(fields.map((field) => (typeof row[field] === 'boolean' ? Number(row[field]) : row[field] ?? null)));
      insert.free();
    }
    db.run('COMMIT');
    return db.exec(figure)[0].values[0][0];
  },
};

window.cases = await openers[location.search.slice(1)](async () => (await fetch('/data/data.json')).json());
document.body.textContent = window.cases;
requestAnimationFrame(() => requestAnimationFrame(() => { window.painted = performance.now(); }));
