// Other ways to keep 100,000 records in a browser: Dexie (an object per record), sql.js (the whole database as one file).
// Each, once its library is loaded: fill(records), reopen() -> number of records in hand, edit(n) -> bytes given to IndexedDB.
import { script } from '/bench/engine/script.mjs';

const sizeOf = (o) => new Blob([JSON.stringify(o)]).size;

const dexie = async () => {
  await script('/npm/dexie/dist/dexie.min.js');
  const db = new window.Dexie('peer', { chromeTransactionDurability: 'strict' });
  db.version(1).stores({ records: 'id' });
  return {
    fill: (records) => db.records.bulkPut(records),
    reopen: async () => (await db.records.toArray()).length,
    edit: async (n) => {
      const record = await db.records.offset(n * 97).first();
      record.changed = new Date().toISOString();
      await db.records.put(record);
      return sizeOf(record);
    },
  };
};

/** One object store, opened at the first transaction. */
function files(name) {
  const opening = () => new Promise((done, failed) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('files');
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  let idb;
  return async (mode, work) => {
    const transaction = (await (idb ??= opening())).transaction('files', mode, { durability: 'strict' });
    const request = work(transaction.objectStore('files'));
    return new Promise((done, failed) => {
      transaction.oncomplete = () => done(request.result);
      transaction.onabort = () => failed(transaction.error);
    });
  };
}

/** What IndexedDB alone needs: as many bytes as our rows have, read as one value and left at that. */
const bare = async () => {
  const transact = files('bare'), row = 36;
  return {
    fill: (records) => transact('readwrite', (store) => store.put(new Uint8Array(records.length * row).map((_, i) => i * 31 + (i >> 8)), 'rows')),
    reopen: async () => (await transact('readonly', (store) => store.get('rows'))).length / row,
  };
};

const sqljs = async () => {
  await script('/npm/sql.js/dist/sql-wasm-browser.js');
  const sql = await window.initSqlJs({ locateFile: (name) => `/npm/sql.js/dist/${name}` });
  const transact = files('sql');
  let db;
  const save = async () => {
    const bytes = db.export();
    await transact('readwrite', (store) => store.put(bytes, 'db'));
    return bytes.length;
  };
  return {
    async fill(records) {
      db = new sql.Database();
      db.run('CREATE TABLE records (id TEXT PRIMARY KEY, body TEXT); BEGIN');
      const insert = db.prepare('INSERT INTO records VALUES (?, ?)');
      for (const r of records) insert.run([r.id, JSON.stringify(r)]);
      insert.free();
      db.run('COMMIT');
      return save();
    },
    async reopen() {
      db = new sql.Database(await transact('readonly', (store) => store.get('db')));
      const all = db.prepare('SELECT body FROM records'), records = [];
      while (all.step()) records.push(JSON.parse(all.get()[0]));
      all.free();
      return records.length;
    },
    async edit(n) {
      db.run('UPDATE records SET body = json_set(body, \'$.changed\', ?) WHERE rowid = ?', [new Date().toISOString(), 1 + n * 97]);
      return save();
    },
  };
};

window.peers = { Dexie: dexie, 'sql.js': sqljs, IndexedDB: bare };
