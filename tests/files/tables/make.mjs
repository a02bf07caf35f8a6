// node tests/files/tables/make.mjs: writes the odd table files of this folder anew (after `npm ci --prefix tests/bench`).
// By hand, once each:
//   libreoffice.xlsx, .xls, .ods: soffice --headless --convert-to xlsx (xls, ods) from.fods
//   libreoffice-long.xls: --infilter=CSV:44,34,76,1 --convert-to xls of the lines
//     `第${i}号${'x'.repeat(i % 50)},${i % 3 ? 'a' : '江'}${'b中'.repeat(i % 40)},${i * 1.5}`, i from 0 to 399
//   libxlsxwriter.xlsx: tests/files/tables/libxlsxwriter.c, compiled with -lxlsxwriter
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateRawSync } from 'node:zlib';

const require = createRequire(new URL('../../bench/package.json', import.meta.url));
const XLSX = require('xlsx');
const ExcelJS = require('exceljs');
const save = (name, bytes) => writeFileSync(new URL(name, import.meta.url), bytes);

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let i = 0; i < 8; ++i) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** A zip archive of { name: text }; `large`: sizes and places stand where those of more than 4 GB do. `change(head, name)`: what is wrong with an entry: { size, crc, flags, method, stored }. */
function zip(files, change = () => ({}), large = false) {
  const parts = [], directory = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const bytes = Buffer.from(text), odd = change(name) ?? {};
    const packed = odd.stored ? bytes : deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    [[20, 0], [odd.flags ?? 0x800, 2], [odd.method ?? (odd.stored ? 0 : 8), 4]].forEach(([v, o]) => common.writeUInt16LE(v, o));
    [[odd.crc ?? crc32(bytes), 10], [packed.length, 14], [odd.size ?? bytes.length, 18]].forEach(([v, o]) => common.writeUInt32LE(v, o));
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const attributes = Buffer.alloc(14), extra = Buffer.alloc(large ? 28 : 0);
    attributes.writeUInt32LE(large ? 0xffffffff : at, 10);
    if (large) {
      extra.writeUInt32LE(24 << 16 | 1, 0);
      [bytes.length, packed.length, at].forEach((v, i) => extra.writeUInt32LE(v, 4 + 8 * i));
      common.writeUInt32LE(0xffffffff, 14);
      common.writeUInt32LE(0xffffffff, 18);
      common.writeUInt16LE(extra.length, 24);
    }
    parts.push(Buffer.from('PK\x03\x04'), common, Buffer.from(name), extra, packed);
    directory.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, attributes, Buffer.from(name), extra);
    at += 30 + Buffer.byteLength(name) + extra.length + packed.length;
  }
  const list = Buffer.concat(directory), end = Buffer.alloc(22);
  if (large) {
    const record = Buffer.alloc(76);
    record.write('PK\x06\x06', 0, 'latin1');
    [44, , , directory.length / 5, directory.length / 5, list.length, at].forEach((v, i) => record.writeUInt32LE(v, i ? 8 * i : 4));
    record.write('PK\x06\x07', 56, 'latin1');
    record.writeUInt32LE(at + list.length, 64);
    end.write('PK\x05\x06', 'latin1');
    end.fill(255, 8, 20);
    return Buffer.concat([...parts, list, record, end]);
  }
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, list, end]);
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const open = 'http://schemas.openxmlformats.org';
const main = `${open}/spreadsheetml/2006/main`, relations = `${open}/officeDocument/2006/relationships`;
const rels = (list) => `${head}<Relationships xmlns="${open}/package/2006/relationships">${list.map(([id, type, target]) =>
  `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`).join('')}</Relationships>`;
const sheet = (rows, more = '') => `${head}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${more}</worksheet>`;
const strings = (...items) => `${head}<sst xmlns="${main}">${items.map((t) => `<si>${t}</si>`).join('')}</sst>`;
const styles = (formats, ids) => `${head}<styleSheet xmlns="${main}"><numFmts>${formats.map(([id, code]) =>
  `<numFmt numFmtId="${id}" formatCode="${code}"/>`).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${
  ids.map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`;

/** The parts of a workbook with one sheet. */
const book = (rows, { strings: texts, styles: formats, more, properties = '', state = '' } = {}) => ({
  '_rels/.rels': rels([['r1', 'officeDocument', 'xl/workbook.xml']]),
  'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${relations}">${properties}<sheets><sheet name="表一" sheetId="1"${
    state} r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': rels([['r1', 'worksheet', 'worksheets/sheet1.xml'], ['r2', 'sharedStrings', 'sharedStrings.xml'],
    ['r3', 'styles', 'styles.xml']].filter(([id]) => (id !== 'r2' || texts) && (id !== 'r3' || formats))),
  ...(formats ? { 'xl/styles.xml': formats } : {}),
  ...(texts ? { 'xl/sharedStrings.xml': texts } : {}),
  'xl/worksheets/sheet1.xml': sheet(rows, more),
});
const text = (words) => `<is><t>${words}</t></is>`;
const row = (...cells) => `<row>${cells.map((c) => `<c t="inlineStr">${text(c)}</c>`).join('')}</row>`;
const plain = row('单位', '金额') + '<row><c t="inlineStr"><is><t>江北建工</t></is></c><c><v>12.5</v></c></row>';
const wrong = (name, change) => zip(book(plain), (part) => (part === name ? change : {}));
const first = 'xl/worksheets/sheet1.xml';

save('rich-text-and-phonetic-runs.xlsx', zip(book('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>', {
  strings: strings('<r><rPr><b/></rPr><t>江北</t></r><r><t xml:space="preserve"> 建工</t></r><rPh sb="0" eb="2"><t>jiāng běi</t></rPh>', '<t> 甲 </t>') })));
save('inline-rich-text.xlsx', zip(book('<row><c t="inlineStr"><is><r><t>江</t></r><r><t>北</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c></row>')));
save('cells-without-references.xlsx', zip(book(`${row('a', 'b')}<row/><row r="4"><c/><c><v>2</v></c><c r="E4"><v>5</v></c><c><v>6</v></c></row>${row('z')}`)));
save('rows-and-cells-out-of-order.xlsx', zip(book('<row r="3"><c r="B3"><v>32</v></c><c r="A3"><v>31</v></c></row><row r="1"><c r="A1"><v>11</v></c></row><row r="3"><c r="C3"><v>33</v></c></row>')));
save('last-cell-of-the-sheet.xlsx', zip(book('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')));
save('beyond-the-last-column.xlsx', zip(book('<row r="1"><c r="XFE1"><v>1</v></c></row>')));
save('beyond-the-last-row.xlsx', zip(book('<row r="1048577"><c><v>1</v></c></row>')));
{
  const lies = book(plain);
  lies[first] = lies[first].replace('<sheetData>', '<dimension ref="A1:XFD1048576"/><sheetData>');
  save('dimension-that-lies.xlsx', zip(lies));
  const strict = Object.fromEntries(Object.entries(book(plain)).map(([name, xml]) => [name, xml
    .replaceAll(main, 'http://purl.oclc.org/ooxml/spreadsheetml/main').replaceAll(relations, 'http://purl.oclc.org/ooxml/officeDocument/relationships')]));
  save('strict-namespaces.xlsx', zip(strict));
  const prefixed = book(plain);
  for (const name of [first, 'xl/workbook.xml'])
    prefixed[name] = prefixed[name].replace(/<(\/?)([a-z])/gi, '<$1x:$2').replace('xmlns=', 'xmlns:x=').replace('xmlns:r=', 'xmlns:rel=').replace('r:id', 'rel:id');
  save('prefixed-elements.xlsx', zip(prefixed));
  const { [first]: body, 'xl/workbook.xml': tabs, ...rest } = book(plain);
  save('parts-under-odd-names.xlsx', zip({ ...rest, '_rels/.rels': rels([['r0', 'extended-properties', 'docProps/app.xml'], ['r1', 'officeDocument', '/BOOK/Main.xml']]),
    'book/main.xml': tabs, 'BOOK/_rels/main.xml.rels': rels([['r1', 'worksheet', '../Data\\Table.xml']]), 'data\\table.xml': body }));
  const two = book(plain);
  two['xl/workbook.xml'] = two['xl/workbook.xml'].replace('<sheet ', '<sheet name="图" sheetId="7" r:id="r9"/><sheet name="旧" sheetId="3" state="veryHidden" r:id="r8"/><sheet ');
  two['xl/_rels/workbook.xml.rels'] = rels([['r1', 'worksheet', 'worksheets/sheet1.xml'], ['r9', 'chartsheet', 'chartsheets/sheet1.xml'], ['r8', 'worksheet', 'worksheets/sheet2.xml']]);
  two['xl/worksheets/sheet2.xml'] = sheet(row('旧表'));
  save('chart-and-hidden-tab-first.xlsx', zip(two));
  const missing = book(plain);
  delete missing[first];
  save('missing-sheet.xlsx', zip(missing));
  const cut = book(plain);
  cut[first] = cut[first].slice(0, -40);
  save('xml-cut-off.xlsx', zip(cut));
  const wide = book(plain);
  wide[first] = Buffer.from(`\ufeff${wide[first].replace('UTF-8', 'UTF-16')}`, 'utf16le');
  save('xml-in-utf-16.xlsx', zip(wide));
  const bomb = book(plain);
  bomb[first] = bomb[first].replace('<worksheet', '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet').replace('江北建工', '&b;');
  save('entities.xlsx', zip(bomb));
  const deep = book(plain);
  deep[first] = `${head}<worksheet>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</worksheet>`;
  save('nested-too-deep.xlsx', zip(deep));
  const attribute = book(plain);
  attribute[first] = `${head}<worksheet a="${'x'.repeat(3_000_000)}"/>`;
  save('endless-attribute.xlsx', zip(attribute));
}
save('formula-values.xlsx', zip(book(`<row><c t="str"><f>A&amp;B</f><v>甲乙</v></c><c><f>1+1</f><v>2</v></c><c t="b"><f>TRUE()</f><v>1</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="str"><f>""</f><v></v></c></row>`)));
save('formula-without-a-value.xlsx', zip(book('<row><c r="A1"><v>1</v></c><c r="B1"><f>SUM(A1:A9)</f></c></row>')));
save('date-formats.xlsx', zip(book(`<row>${[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((s) => `<c s="${s}"><v>45000.5</v></c>`).join('')}</row>`, {
  styles: styles([[164, 'yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;'], [165, '0&quot;day&quot;'], [166, '[Red]0.00'], [167, '[h]:mm'], [168, '[$-804]aaaa;@'],
    [169, '0.00E+00'], [170, '\\d0'], [171, '[$-F800]dddd\\,\\ mmmm\\ dd']], [0, 14, 31, 57, 164, 165, 166, 167, 169, 170, 171]) })));
save('dates-from-1904.xlsx', zip(book('<row><c s="1"><v>43538</v></c><c><v>43538</v></c></row>', { styles: styles([], [0, 14]), properties: '<workbookPr date1904="1"/>' })));
save('iso-dates.xlsx', zip(book('<row><c t="d"><v>2024-07-05</v></c><c t="d"><v>2024-07-05T12:00:00</v></c><c t="d"><v>soon</v></c></row>')));
save('hidden-rows.xlsx', zip(book(`<row r="1">${'<c r="A1"><v>1</v></c>'}</row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row><row r="9" hidden="true"/>`)));
save('merged-cells.xlsx', zip(book(plain, { more: '<mergeCells count="9"><mergeCell ref="A1:C1"/><mergeCell ref="B2:B3"/><mergeCell ref="nothing"/></mergeCells>' })));
save('escaped-characters.xlsx', zip(book(row('a_x000D_\nb', '_x005F_x000D_', '&lt;&amp;&#x6C5F;', '_x12', '_xD83D_'))));
save('long-numbers.xlsx', zip(book('<row><c><v>123456789012345678</v></c><c><v>1.23E+17</v></c><c><v>0.1</v></c><c><v>-7.0</v></c><c><v>1e400</v></c><c><v>twelve</v></c></row>')));
save('missing-shared-string.xlsx', zip(book('<row r="3"><c r="B3" t="s"><v>1</v></c></row>', { strings: strings('<t>only</t>') })));
save('zip64.xlsx', zip(book(plain), () => ({}), true));
save('stored-not-packed.xlsx', zip(book(plain), () => ({ stored: true })));
save('wrong-checksum.xlsx', wrong(first, { crc: 1 }));
save('larger-than-it-says.xlsx', wrong(first, { size: 100 }));
save('says-it-is-a-gigabyte.xlsx', wrong(first, { size: 1 << 30 }));
save('packed-in-another-way.xlsx', wrong(first, { method: 14 }));
save('zip-with-a-password.xlsx', wrong(first, { flags: 1 }));
save('truncated.xlsx', zip(book(plain)).subarray(0, 900));
save('pictures.zip', zip({ 'a.txt': 'a' }));
save('text-document.docx', zip({ '_rels/.rels': rels([['r1', 'officeDocument', 'word/document.xml']]), 'word/document.xml': `${head}<w:document xmlns:w="w"/>` }));
save('extension-with-cells.xlsx', zip(book(plain, { more: '<extLst><ext><x14:sheetData xmlns:x14="x"><x14:row r="1"><x14:c r="A1"><x14:v>9</x14:v></x14:c></x14:row></x14:sheetData></ext></extLst>' })));

// XLS from records as [MS-XLS] lays them out.
{
  const u16 = (...values) => Buffer.from(values.flatMap((v) => [v & 255, v >> 8 & 255]));
  const u32 = (v) => u16(v & 0xffff, v >>> 16);
  const f64 = (v) => { const b = Buffer.alloc(8); b.writeDoubleLE(v); return b; };
  const record = (type, ...parts) => { const body = Buffer.concat(parts); return Buffer.concat([u16(type, body.length), body]); };
  const wide = (t) => Buffer.from(t, 'utf16le'), narrow = (t) => Buffer.from(t, 'latin1');
  const begin = (kind) => record(0x809, u16(0x600, kind, 0, 0), u32(0), u32(0)), end = record(0x0a);
  /** `before`: records of the workbook; `rows`: those of its sheet; `at`: where its tab says that it begins, else there. */
  function xls(name, before, rows, { title = 't', at, tabs = 1 } = {}) {
    const tab = (place) => record(0x85, u32(place), u16(0), Buffer.from([title.length, 1]), wide(title));
    const length = begin(5).length + before.length + tabs * tab(0).length + end.length;
    const book = Buffer.concat([begin(5), before, ...Array(tabs).fill(tab(at ?? length)), end, begin(0x10), rows, end]);
    const file = XLSX.CFB.utils.cfb_new();
    XLSX.CFB.utils.cfb_add(file, '/Workbook', book);
    save(name, XLSX.CFB.write(file, { type: 'buffer' }));
  }
  const texts = (count, first, ...more) => Buffer.concat([record(0xfc, u32(9), u32(count), first), ...more.map((m) => record(0x3c, m))]);
  const xf = (format) => record(0xe0, u16(0, format, 0, 0, 0, 0, 0, 0, 0, 0));
  xls('every-kind-of-record.xls', Buffer.concat([record(0x22, u16(1)), record(0x41e, u16(164, 8), Buffer.from([0]), narrow('yyyy/m/d')), xf(0), xf(14), xf(164),
    // With two formatting runs and three bytes of phonetics behind it.
    texts(2, Buffer.concat([u16(2), Buffer.from([1]), wide('甲乙'), u16(3), Buffer.from([13]), u16(2), u32(3), wide('x江y'), u32(0), u32(0), Buffer.alloc(3)]))]),
  Buffer.concat([
    record(0x208, u16(2, 0, 9, 255, 0, 0), u32(0x20)), record(0x208, u16(6, 0, 0, 255, 0, 0), u32(0x20)),
    record(0xfd, u16(0, 0, 0), u32(0)), record(0xfd, u16(0, 1, 0), u32(1)), record(0x27e, u16(0, 2, 0), u32(-1 << 2 | 2)), record(0x27e, u16(0, 3, 0), u32(1234 << 2 | 3)),
    record(0x27e, u16(0, 4, 0), u32(0x3fe00000)), record(0x203, u16(0, 5, 0), f64(1e300)), record(0x205, u16(0, 6, 0), Buffer.from([0, 0])), record(0x205, u16(0, 7, 0), Buffer.from([0x2a, 1])),
    record(0xbd, u16(1, 0), ...[1, 2, 3].flatMap((n) => [u16(0), u32(n << 2 | 2)]), u16(2)),
    begin(0x20), record(0x203, u16(9, 9, 0), f64(9)), end, // a chart in the sheet
    record(0x06, u16(2, 0, 0, 0, 0, 0, 0xffff), Buffer.alloc(8)), record(0x4bc, Buffer.alloc(8)), record(0x207, u16(5), Buffer.from([1]), wide('江北')), record(0x3c, Buffer.from([0]), narrow('abc')),
    record(0x06, u16(2, 1, 1), f64(1), Buffer.alloc(8)), record(0x203, u16(2, 2, 2), f64(43538.25)), record(0x06, u16(2, 3, 0, 3, 0, 0, 0xffff), Buffer.alloc(8)),
    record(0x06, u16(2, 6, 0, 1, 1, 0, 0xffff), Buffer.alloc(8)), record(0x06, u16(2, 7, 0, 2, 0x0f, 0, 0xffff), Buffer.alloc(8)),
    record(0xe5, u16(2, 1, 1, 1, 2, 3, 2, 1, 1)),
  ]), { title: '表' });
  // Cut within a text, between its halves, and between a text's head and its characters; the width changes at a cut.
  xls('continued-strings.xls', texts(4, Buffer.concat([u16(6), Buffer.from([0]), narrow('abc')]), Buffer.concat([Buffer.from([0]), narrow('def'), u16(4), Buffer.from([1])]),
    Buffer.concat([Buffer.from([1]), wide('江江')]), Buffer.concat([Buffer.from([1]), wide('北é'), u16(2), Buffer.from([1]), wide('𠅤').subarray(0, 2)]),
    Buffer.concat([Buffer.from([1]), wide('𠅤').subarray(2), u16(2)]), Buffer.concat([Buffer.from([0]), narrow('xx')])),
  Buffer.concat([...[0, 1, 2, 3].map((i) => record(0xfd, u16(0, i, 0), u32(i))), record(0x204, u16(1, 0, 0, 8), Buffer.from([0]), narrow('abcdef')), record(0x3c, Buffer.from([1]), wide('江江'))]));
  xls('filepass.xls', record(0x2f, u16(1, 1, 1)), record(0x203, u16(0, 0, 0), f64(1)));
  xls('string-of-another-sheet.xls', Buffer.alloc(0), record(0xfd, u16(2, 1, 0), u32(0)));
  xls('sheet-within-itself.xls', Buffer.alloc(0), Buffer.alloc(0), { at: 0, tabs: 60 });
}

// By SheetJS, in its formats.
{
  const rows = [['案号', '受理日期', '金额', '已结', '备注'], ['〔2024〕1号', new Date(Date.UTC(2024, 6, 5)), 12345.67, true, '甲\n乙'], ['〔2024〕2号', null, -3, false, '']];
  const made = XLSX.utils.book_new();
  const table = XLSX.utils.aoa_to_sheet(rows, { dateNF: 'yyyy-mm-dd', UTC: true });
  table['!merges'] = [{ s: { r: 2, c: 0 }, e: { r: 2, c: 1 } }];
  table['!rows'] = [{}, { hidden: true }];
  XLSX.utils.book_append_sheet(made, table, '案件');
  XLSX.utils.book_append_sheet(made, XLSX.utils.aoa_to_sheet([['codes']]), 'codes');
  made.Workbook = { Sheets: [{}, { Hidden: 1 }] };
  for (const [name, options] of [['sheetjs.xlsx', { bookType: 'xlsx', bookSST: true }], ['sheetjs-inline.xlsx', { bookType: 'xlsx' }], ['sheetjs.xlsb', { bookType: 'xlsb' }],
    ['sheetjs.xls', { bookType: 'biff8' }], ['excel-95.xls', { bookType: 'biff5' }], ['excel-2.xls', { bookType: 'biff2' }], ['spreadsheet-2003.xml', { bookType: 'xlml' }],
    ['web-page-named.xls', { bookType: 'html' }]])
    save(name, XLSX.write(made, { type: 'buffer', compression: true, ...options }));
  const locked = XLSX.CFB.utils.cfb_new();
  XLSX.CFB.utils.cfb_add(locked, '/EncryptionInfo', Buffer.alloc(200, 1));
  XLSX.CFB.utils.cfb_add(locked, '/EncryptedPackage', Buffer.alloc(6000, 2));
  save('password-protected.xlsx', XLSX.CFB.write(locked, { type: 'buffer' }));
  const word = XLSX.CFB.utils.cfb_new();
  XLSX.CFB.utils.cfb_add(word, '/WordDocument', Buffer.alloc(6000, 2));
  save('text-document.doc', XLSX.CFB.write(word, { type: 'buffer' }));
}

// Cells merged over rows: of records, of a number for all of them together, and of a subtotal, whose words are said of no record below.
{
  const day = (date) => new Date(Date.UTC(2023, 4, date));
  const table = XLSX.utils.aoa_to_sheet([
    ['举报投诉台账'],
    ['编号', '接收日期', '渠道', '事项', '领域', '被投诉单位', '主张金额', '涉及劳动者', '有效'],
    ['甲1', day(6), '来访', '工资支付', '建设领域', '示例江北建工有限公司', 3000, 1, '是'],
    ['甲2', , , '工资支付', '建设领域', , , 2, '是'],
    ['甲3', , , '社会保险', '其他领域', , 100, 3, '是'],
    ['甲4', day(7), '来信', '社会保险', '其他领域', , 200, 4, '是'],
    ['小计', , , , , '以上一家', 3300, 10],
    ['乙1', day(8), '来访', '工资支付', '建设领域', , 50, 5, '否'],
    ['填表人：某人', , , , , '某股'],
    ['乙2', day(9), '来访', '工资支付', '建设领域', , 60, 6, '否'],
  ], { dateNF: 'yyyy-mm-dd', UTC: true });
  table['!merges'] = ['A1:I1', 'B3:B5', 'C3:C5', 'F3:F6', 'G3:G4', 'A7:E7', 'F7:F8', 'F9:F10'].map(XLSX.utils.decode_range);
  const made = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(made, table, '台账');
  for (const [name, bookType] of [['xlsx', 'xlsx'], ['xls', 'biff8']])
    save(`import/merged-down-the-rows.${name}`, XLSX.write(made, { type: 'buffer', compression: true, bookType }));
}

// By exceljs, which writes the time of day into it.
{
  const made = new ExcelJS.Workbook();
  made.created = made.modified = new Date(Date.UTC(2024, 0, 1));
  const table = made.addWorksheet('台账');
  table.addRow(['劳动争议台账']);
  table.mergeCells('A1:C1');
  table.addRow(['案号', '日期', '金额']);
  table.addRow(['1号', new Date(Date.UTC(2024, 6, 5)), { formula: 'B9*2', result: 24.5 }]);
  table.addRow([{ richText: [{ text: '2' }, { text: '号', font: { bold: true } }] }, 45000, { error: '#N/A' }]);
  table.getCell('B4').numFmt = 'yyyy年m月d日';
  table.getRow(4).hidden = true;
  made.addWorksheet('字典', { state: 'hidden' }).addRow(['甲']);
  save('exceljs.xlsx', Buffer.from(await made.xlsx.writeBuffer()));
}
