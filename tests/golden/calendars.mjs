// Working days against chinese-days, a package that lists every day's holiday: the catalogue's calendars day by day, and the
// limits that `mingjing clocks` reckons with a year's calendar recorded and without it.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chineseDays from 'chinese-days';
import { sealed } from '../checksum.mjs';
import { csv } from './figures.mjs';

const iso = (time) => new Date(time).toISOString().slice(0, 10);
const day = 864e5;
const works = (date) => chineseDays.isWorkday(date);
const weekend = (date) => [0, 6].includes(new Date(date).getUTCDay());

/** The days of a year on which people do not do as the weekday says. */
function calendar(year) {
  const out = { year, off: [], worked: [] };
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += day) {
    const date = iso(at);
    if (works(date) === weekend(date)) out[works(date) ? 'worked' : 'off'].push(date);
  }
  return out;
}

function after(date, n) {
  let at = Date.parse(date);
  while (n > 0) n -= works(iso(at += day));
  return iso(at);
}

/** Leads received on every third day of these years, the first one taken up, every other one a case, and the calendars given. */
function dataFile(root, from, to, calendars) {
  const office = JSON.parse(readFileSync(join(root, 'assets/catalog/offices.json'), 'utf8'));
  let number = 0;
  const record = (fields) => JSON.stringify({ id: `00100000${(++number).toString(16).padStart(8, '0')}`,
    created: '2023-01-01T00:00:00Z', changed: '2023-01-01T00:00:00Z', state: 'checked', ...fields });
  const leads = [];
  for (let at = Date.UTC(from, 0, 1); at < Date.UTC(to + 1, 0, 1); at += 3 * day)
    leads.push(record({ received: iso(at), ...(leads.length % 2 ? { filed: iso(at) } : leads.length ? {} : { accepted: iso(at) }) }));
  const recorded = calendars.map(({ year, off, worked }) =>
    record({ year, off: off.join(' '), worked: worked.join(' '), source: '对照', state: 'checked' }));
  return sealed(`{"format":"mingjing","version":1,"office":"${office.offices[0].id}","catalog":"${office.version}",\n` +
    `"counts":{"lead":${leads.length},"calendar":${recorded.length}},\n"registers":{\n` +
    `"lead":[\n${leads.join(',\n')}\n],\n"calendar":[\n${recorded.join(',\n')}\n]\n},\n"checksum":""}\n`);
}

/** Runs `mingjing` as a user does. Resolves to what is wrong, a line each. */
export async function checkCalendars(mingjing, root) {
  const wrong = [];
  for (const own of JSON.parse(readFileSync(join(root, 'assets/catalog/clocks.json'), 'utf8')).calendars) {
    const other = calendar(own.year);
    for (const kind of ['off', 'worked'])
      if (String(own[kind]) !== String(other[kind])) wrong.push(`${own.year} ${kind}: ${own[kind]}, not ${other[kind]}`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'mingjing-calendars-'));
  try {
    // From 2008 on there are the seven holidays of today. Those of September 2015 were given once; nobody could have known.
    for (const [from, to] of [[2008, 2014], [2016, 2021]]) {
      const calendars = [];
      for (let year = from; year <= to + 1; year++) calendars.push(calendar(year));
      for (const recorded of [calendars, []]) {
        const file = join(folder, 'leads.json');
        writeFileSync(file, dataFile(root, from, to, recorded));
        const stdout = await new Promise((done, failed) => {
          execFile(mingjing, ['clocks', file, '--on', '2150-01-01', '--csv'], { maxBuffer: 1 << 26 }, (error, out) =>
            error?.code === 1 ? done(out) : failed(new Error(`mingjing clocks: ${error ?? 'nothing is overdue'}`)));
        });
        const starts = new Map(JSON.parse(readFileSync(file, 'utf8')).registers.lead.map((l) => [l.id, l]));
        let seen = 0;
        for (const { rule, record, due, latest } of csv(stdout)) {
          const lead = starts.get(record);
          const truth = rule === 'lead.accept' ? after(lead.received, 5) : rule === 'lead.close' ? after(lead.filed, 60) : '';
          if (!truth || truth.slice(0, 4) > String(to)) continue;
          seen++;
          if (due > truth || truth > latest) wrong.push(`${rule} ${lead.received}: ${due} to ${latest}, in truth ${truth}`);
          if (recorded.length && due !== latest) wrong.push(`${rule} ${lead.received}: ${due} to ${latest} with the calendar`);
        }
        if (seen < 700) wrong.push(`only ${seen} limits were compared`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return wrong;
}
