// sql.js (SQLite) as a contender: one table in memory, no indices, as every filter may be asked for.
import { LinkedSql } from './linked_sql.mjs';
import { script } from './script.mjs';
import { fields } from './schema.mjs';

const key = (id) => fields.find((f) => f.id === id).key;
const types = { text: 'TEXT', code: 'TEXT', flag: 'INTEGER', date: 'TEXT', count: 'INTEGER', money: 'INTEGER' }; // money in fen

/** Cells of a line of CSV. */
function cells(line) {
  if (!line.includes('"')) return line.split(',');
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare);
}

export async function open() {
  await script('/npm/sql.js/dist/sql-wasm-browser.js');
  const sql = await window.initSqlJs({ locateFile: (name) => `/npm/sql.js/dist/${name}` });
  const db = new sql.Database();
  const all = (text, parameters) => {
    const statement = db.prepare(text);
    const rows = [];
    try {
      statement.bind(parameters);
      while (statement.step()) rows.push(statement.get());
    } finally {
      statement.free();
    }
    return rows;
  };
  /** A piece of text at a time, ending behind a line. */
  function* lines(bytes) {
    const decoder = new TextDecoder();
    for (let from = 0; from < bytes.length;) {
      const to = bytes.indexOf(10, Math.min(from + (1 << 20), bytes.length - 1)) + 1 || bytes.length;
      yield decoder.decode(bytes.subarray(from, to)).split('\n');
      from = to;
    }
  }
  const fen = (yuan) => (yuan === undefined || yuan === '' ? null : Math.round(yuan * 100));

  return {
    load(format, bytes) {
      db.run(`CREATE TABLE cases (${fields.map((f) => `"${f.key}" ${types[f.type]}`).join(', ')})`);
      const insert = db.prepare(`INSERT INTO cases VALUES (${fields.map(() => '?').join(',')})`);
      db.run('BEGIN');
      if (format === 'json') {
        for (const piece of lines(bytes))
          for (const o of JSON.parse(`[${piece.join('').replace(/^\[/, '').replace(/,$|\]$/, '')}]`))
            insert.run(fields.map(({ key: k, type }) => (type === 'money' ? fen(o[k]) : type === 'flag' ? Number(o[k]) : o[k] ?? null)));
      } else {
        let header = true;
        for (const piece of lines(bytes)) for (const line of piece) {
          if (line && !header)
            insert.run(cells(line).map((v, i) => (fields[i].type === 'money' ? fen(v) : fields[i].type === 'flag' ? Number(v === 'true')
              : fields[i].type === 'count' ? Number(v) : v || null)));
          header = false;
        }
      }
      db.run('COMMIT');
      insert.free();
      return all('SELECT count(*) FROM cases')[0][0];
    },
    totals: () => all(`SELECT count(*), sum(n), sum(ask) FROM cases`)[0],
    top({ street, year, money, least }) {
      const parts = [`"${key(money)}" >= ?`], values = [least * 100];
      if (street) parts.push(`"${key('street')}" = ?`), values.push(street);
      if (year) parts.push(`"${key('received')}" BETWEEN ? AND ?`), values.push(`${year}-01-01`, `${year}-12-31`);
      const where = `FROM cases WHERE ${parts.join(' AND ')}`;
      return { rows: all(`SELECT rowid - 1 ${where} ORDER BY "${key(money)}" DESC, rowid LIMIT 50`, values).map(([r]) => r),
        total: all(`SELECT count(*) ${where}`, values)[0][0] };
    },
    search(field, needle) {
      const where = `FROM cases WHERE instr("${key(field)}", ?)`;
      return { rows: all(`SELECT rowid - 1 ${where} ORDER BY rowid LIMIT 50`, [needle]).map(([r]) => r),
        total: all(`SELECT count(*) ${where}`, [needle])[0][0] };
    },
    link() {
      const year = 'CAST(substr(%, 1, 4) AS INTEGER)', month = 'CAST(substr(%, 6, 2) AS INTEGER)';
      return new LinkedSql({ run: (text) => db.run(text), all, month: (k) => [year, month].map((p) => p.replace('%', `"${k}"`)),
        yuan: (k) => `"${k}" / 100`, fen: (k) => `"${k}"`, floor: (x) => `CAST(${x} AS INTEGER)`, small: 'INTEGER' });
    },
  };
}
