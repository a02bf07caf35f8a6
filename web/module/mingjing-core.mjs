// Mingjing's core for pages and Node: tables in columns, linked charts, search, files. No dependency, no DOM.
//
//   const core = await load();
//   const table = core.table({ fields: [{ id: 'street', type: 'code', codes: ['north', 'south'] }, …] });
//   await table.read(bytes, { format: 'csv', onProgress });
//   const view = table.link({ charts: [{ id: 'street', field: 'street' }], totals: [{ sum: 'workers' }] });
//   view.pick('street', [1]);  view.counts('received');  view.totals();
//
// Field types: text, code (needs codes: ids of letters, digits and _), flag, date ("2023-05-06", 1900 to 2199), count
// (0 to 2,000,000,000), money (yuan, two decimals). Nothing is rounded. Errors are thrown as Error with what, where
// and what to do. Views into memory (counts, totals, rows) are valid until the next call.

/** The version and what this script has in common with its .wasm; written by the build. */
export const build = 'MINGJING_BUILD';

const utf8 = new TextEncoder();
const text = new TextDecoder();

/** wasm: bytes, a Response, a URL or nothing (the file beside this one). */
export async function load({ wasm = new URL('mingjing-core.wasm', import.meta.url) } = {}) {
  let source = wasm;
  if (source instanceof URL || typeof source === 'string') {
    const url = new URL(source, import.meta.url);
    source = url.protocol === 'file:' ? await (await import('node:fs/promises')).readFile(url) : await fetch(url);
  }
  let memory;
  const now = (id, precision, to) => {
    new DataView(memory.buffer).setBigUint64(to, BigInt(Math.round(performance.now() * 1e6)), true);
    return 0;
  };
  const crypto = globalThis.crypto ?? (await import('node:crypto')).webcrypto; // Node 18 has it only there
  const random = (to, size) => (crypto.getRandomValues(new Uint8Array(memory.buffer, to, size)), 0);
  const none = () => 52; // "not supported": the core has no files and no console
  const imports = {
    env: { emscripten_notify_memory_growth() {}, mj_random: random },
    wasi_snapshot_preview1: {
      clock_time_get: now, fd_write: none, fd_close: none, fd_seek: none, fd_read: none, environ_get: none,
      environ_sizes_get: none, proc_exit(code) { throw new Error(`the core stopped (${code}): out of memory?`); },
    },
  };
  const module = typeof Response === 'function' && source instanceof Response
    ? await WebAssembly.compileStreaming(source)
    : await WebAssembly.compile(source);
  const [mark] = WebAssembly.Module.customSections(module, 'mingjing');
  const other = mark ? text.decode(mark) : 'unmarked';
  if (other !== build) throw new Error(`mingjing-core.mjs (${build}) and mingjing-core.wasm (${other}) are of two builds: take both from one`);
  const instance = await WebAssembly.instantiate(module, imports);
  const c = instance.exports;
  memory = c.memory;
  c._initialize?.();
  return new Core(c);
}

class Core {
  #c;
  #buffer;
  #room;
  constructor(c) {
    this.#c = c;
    this.#buffer = c.mj_buffer();
    this.#room = c.mj_buffer_size();
  }

  /** schema: { fields: [{ id, type, codes? }], key? } */
  table(schema) { return new Table(this, schema); }

  get c() { return this.#c; }
  get room() { return this.#room; }

  /** Puts bytes where the core reads; returns their number. */
  give(bytes) {
    if (bytes.length > this.#room) throw new Error(`more than ${this.#room} bytes at once`);
    new Uint8Array(this.#c.memory.buffer, this.#buffer, bytes.length).set(bytes);
    return bytes.length;
  }
  ask(question) { return this.give(utf8.encode(JSON.stringify(question))); }
  bytes() { return new Uint8Array(this.#c.memory.buffer, this.#c.mj_answer(), this.#c.mj_answer_size()); }
  answer() { return text.decode(this.bytes()); }
  check(ok) {
    if (!ok) throw new Error(this.answer());
    return ok;
  }
  rows(at) {
    this.check(at);
    const [total, n] = new Uint32Array(this.#c.memory.buffer, at, 2);
    return { total, rows: new Uint32Array(this.#c.memory.buffer, at + 8, n) };
  }
}

/** The catalogue file that the core checks, for one register. */
function catalogue({ fields, key = [fields[0]?.id] }) {
  const name = (id) => ({ zh: id, en: id });
  const lists = fields.filter((f) => f.type === 'code').map((f) => ({
    id: f.id, ...name(f.id), codes: f.codes.map((id) => ({ id, ...name(id) })),
  }));
  const own = ({ id, type }) => ({ id, type, ...name(id), ...(type === 'code' ? { codes: id } : {}) });
  return {
    version: '1', offices: [{ id: 'here', number: 1, ...name('here') }], code_lists: lists,
    registers: [{ id: 'table', ...name('table'), key, title: key[0], columns: [key[0]], fields: fields.map(own) }],
  };
}

const pause = () => new Promise((done) => {
  const { port1, port2 } = new MessageChannel(); // sooner than a timer, and other work goes first
  port1.onmessage = () => { port1.close(); done(); };
  port2.postMessage(0);
});

class Table {
  #core;
  #at;
  constructor(core, schema) {
    this.#core = core;
    this.#at = core.check(core.c.mj_open(core.ask(catalogue(schema))));
  }
  close() { this.#core.c.mj_close(this.#at); }

  /** Rows ever made (removed ones keep their numbers), living ones, and bytes of the columns. */
  get rows() { return this.#core.c.mj_rows(this.#at); }
  get records() { return this.#core.c.mj_records(this.#at); }
  bytes() { return this.#core.c.mj_bytes(this.#at); }

  /** For bytes that come piece by piece: feed(Uint8Array), finish() -> { rows, problem }. size: of the whole, if known. */
  reader(format, { size = 0 } = {}) {
    const { c } = this.#core;
    const before = this.rows;
    let problem = '';
    let begun = false;
    return {
      feed: (bytes) => {
        if (!begun) c.mj_read(this.#at, format === 'csv' ? 1 : 0, size || bytes.length);
        begun = true;
        for (let i = 0; i < bytes.length && !problem; i += this.#core.room)
          if (!c.mj_feed(this.#at, this.#core.give(bytes.subarray(i, i + this.#core.room)))) problem = this.#core.answer();
        return !problem;
      },
      finish: () => {
        if (!begun) c.mj_read(this.#at, format === 'csv' ? 1 : 0, 0);
        if (problem) c.mj_read_cancel(this.#at);
        else if (!c.mj_read_end(this.#at)) problem = this.#core.answer();
        return { rows: this.rows - before, problem: problem || null };
      },
      cancel: () => c.mj_read_cancel(this.#at),
    };
  }

  /** Reads bytes, a Blob or a stream in slices of a few milliseconds. Nothing changes after a problem or an abort. */
  async read(source, { format = 'json', onProgress, signal } = {}) {
    const whole = source instanceof Uint8Array ? source : null;
    const size = whole?.length ?? source.size ?? 0;
    const reader = this.reader(format, { size });
    const pieces = whole ? [whole] : (source.stream?.() ?? source);
    let done = 0;
    for await (const piece of pieces)
      for (let i = 0; i < piece.length; i += this.#core.room) {
        if (signal?.aborted) {
          reader.cancel();
          throw signal.reason;
        }
        const slice = piece.subarray(i, i + this.#core.room);
        if (!reader.feed(slice)) break;
        onProgress?.({ bytes: done += slice.length, size });
        await pause();
      }
    const { rows, problem } = reader.finish();
    if (problem) throw new Error(problem);
    return rows;
  }

  /** The living rows as a file, in pieces of about 64 KB: for (const piece of table.write('csv')) … */
  * write(format = 'json') {
    this.#core.c.mj_write(this.#at, format === 'csv' ? 1 : 0);
    while (this.#core.c.mj_write_next(this.#at)) yield this.#core.bytes().slice();
  }

  /** { where: [filter…], sort: { field, descending }, offset, count } -> { total, rows: row numbers }.
   *  A filter: { field, codes: [ids; null: missing] } or { field, from, to } or { field, contains }. */
  page(question = {}) { return this.#core.rows(this.#core.c.mj_page(this.#at, this.#core.ask(question))); }
  /** The first rows whose text contains another: letter case and width aside, or by pinyin initials. */
  search(field, contains, count = 50) { return this.page({ where: [{ field, contains }], count }); }

  row(number) {
    this.#core.check(this.#core.c.mj_row(this.#at, number));
    return JSON.parse(this.#core.answer());
  }
  /** { add: cells }, { row, set: cells } or { row, remove: true }, or a list of them: one action, which undo takes back. */
  edit(change) { this.#core.check(this.#core.c.mj_edit(this.#at, this.#core.ask(change))); }
  undo() { this.#core.check(this.#core.c.mj_undo(this.#at)); }
  redo() { this.#core.check(this.#core.c.mj_redo(this.#at)); }

  /** Linked charts: { charts: [{ id, field }, { id, field, by: 'month', from: '2019-01', bins }, { id, field, from, width,
   *  bins }], totals: [{ sum: field }] }. Bin 0 is missing; what lies outside is in the first or last bin. */
  link(question) { return new View(this.#core, this.#at, question); }
}

class View {
  #core;
  #table;
  #at;
  #charts;
  #bins;
  #counts; // the views of last time: memory that has grown leaves them empty
  #size;
  #totals = new Float64Array(0);
  #sources = new Map();
  constructor(core, table, question) {
    this.#core = core;
    this.#table = table;
    this.#at = core.check(core.c.mj_link(table, core.ask(question)));
    this.#charts = new Map(question.charts.map(({ id, field }, i) => [id ?? field, i]));
    this.#bins = question.charts.map((_, i) => core.c.mj_bins(this.#at, i));
    this.#counts = this.#bins.map(() => new Uint32Array(0));
    this.#size = 1 + (question.totals?.length ?? 0);
  }
  close() { this.#core.c.mj_unlink(this.#at); }

  /** Reads the rows in slices of a few milliseconds; without it the first question does so at once. */
  async ready({ onProgress, signal } = {}) {
    for (let part = 0; (part = this.#core.c.mj_link_step(this.#at, 4)) < 1;) {
      signal?.throwIfAborted();
      onProgress?.(part);
      await pause();
    }
  }

  #chart(id) {
    const i = this.#charts.get(id);
    if (i === undefined) throw new Error(`there is no chart "${id}"`);
    return i;
  }

  /** Chooses the bins [from, to) of a chart, which becomes the active one. */
  brush(chart, from, to) { this.#core.c.mj_brush(this.#at, this.#chart(chart), from, to); }
  pick(chart, bins) {
    const count = this.#core.give(new Uint8Array(Int32Array.from(bins).buffer)) / 4;
    this.#core.c.mj_pick(this.#at, this.#chart(chart), count);
  }
  clear(chart) { this.#core.c.mj_clear(this.#at, this.#chart(chart)); }
  /** A filter (as page()'s) that belongs to no chart; null takes the source's away. */
  where(source, filter) {
    if (!this.#sources.has(source)) this.#sources.set(source, this.#sources.size);
    const size = filter ? this.#core.ask(filter) : 0;
    this.#core.check(this.#core.c.mj_where(this.#at, this.#table, this.#sources.get(source), size));
  }

  /** Rows per bin that fit every clause but the chart's own. */
  counts(chart) {
    const i = this.#chart(chart);
    const at = this.#core.c.mj_counts(this.#at, i);
    const last = this.#counts[i];
    if (last.length && last.byteOffset === at) return last;
    return this.#counts[i] = new Uint32Array(this.#core.c.memory.buffer, at, this.#bins[i]);
  }
  /** [rows that fit all clauses, sums…]; money in fen. */
  totals() {
    const at = this.#core.c.mj_totals(this.#at);
    if (this.#totals.length && this.#totals.byteOffset === at) return this.#totals;
    return this.#totals = new Float64Array(this.#core.c.memory.buffer, at, this.#size);
  }
  /** As Table.page, of the rows that fit all clauses. */
  page(question = {}) {
    return this.#core.rows(this.#core.c.mj_view_page(this.#at, this.#table, this.#core.ask(question)));
  }
  bytes() { return this.#core.c.mj_view_bytes(this.#at); }
}
