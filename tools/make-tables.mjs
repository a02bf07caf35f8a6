// node tools/make-tables.mjs OUT.cpp: writes what core/base/tables.hpp declares, from the Unicode data inside Node.
// Every Node from 18 on writes the same bytes. Exit 1: one line says why not.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';

function fail(why) {
  console.error(`make-tables: Node ${process.version} (${process.execPath}): ${why}; use Debian's nodejs or an official build of Node`);
  process.exit(1);
}
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

// --- GB 18030: the 23,940 two-byte cells ------------------------------------------------------------------------------

/** U+E78D and so on, which stood in these cells until the edition of 2022 gave them real characters (U+E7C7: of 2005). */
const formerlyPrivate = new Map([
  [0xA3A0, 0xE5E5], [0xA8BC, 0xE7C7], // browsers take A3A0 for the wide space; the standard has never said so
  [0xA6D9, 0xE78D], [0xA6DA, 0xE78E], [0xA6DB, 0xE78F], [0xA6DC, 0xE790], [0xA6DD, 0xE791], [0xA6DE, 0xE792], [0xA6DF, 0xE793],
  [0xA6EC, 0xE794], [0xA6ED, 0xE795], [0xA6F3, 0xE796], [0xFE59, 0xE81E], [0xFE61, 0xE826], [0xFE66, 0xE82B], [0xFE67, 0xE82C],
  [0xFE6D, 0xE832], [0xFE7E, 0xE843], [0xFE90, 0xE854], [0xFEA0, 0xE864],
]);

/** Code points of the cells, row by row, as in the edition of 2000: from it follow all the four-byte forms. */
function gbCells() {
  let decoder;
  try {
    decoder = new TextDecoder('gb18030', { fatal: true });
  } catch {
    fail('it cannot decode GB 18030');
  }
  const cells = range(0x81, 0xFE).flatMap((lead) => range(0x40, 0xFE).filter((t) => t !== 0x7F).map((trail) =>
    formerlyPrivate.get((lead << 8) | trail) ?? decoder.decode(Uint8Array.of(lead, trail)).codePointAt(0)));
  if (createHash('sha256').update(Uint16Array.from(cells)).digest('hex').slice(0, 16) !== '7fb763c6255ab663') fail('its GB 18030 is not the standard one');
  return cells;
}

const han = range(0x4E00, 0x9FA5);
const shortest = 3; // a shorter run costs more than its characters

/** Pairs (count, start) and the loose characters; start 0: loose characters, 1: Han that are not among them, in order. */
function packed(cells) {
  const runs = []; // [start, count]
  for (const c of cells) {
    const last = runs.at(-1);
    if (last && c === last[0] + last[1]) last[1]++;
    else runs.push([c, 1]);
  }
  // GB 2312's own Han (B0A1 to F7FE) are in an order of their own; all other Han fill what is left by code point.
  const own = new Set(cells.filter((c, i) => c >= 0x4E00 && c <= 0x9FA5 && i % 190 >= 0x60 && i >= (0xB0 - 0x81) * 190));
  const loose = [];
  const tokens = [];
  const put = (count, start) => {
    if (start < 2 && tokens.at(-1)?.[1] === start) tokens.at(-1)[0] += count;
    else tokens.push([count, start]);
  };
  for (const [start, count] of runs) {
    for (let k = 0; k < count;) {
      const c = start + k;
      const isHan = c >= 0x4E00 && c <= 0x9FA5;
      if (isHan && !own.has(c)) {
        put(1, 1);
        k++;
      } else if (isHan || count < shortest) {
        put(1, 0);
        loose.push(c);
        k++;
      } else {
        put(count, start);
        k = count;
      }
    }
  }
  // Unpacked as the program does it.
  const rest = han.filter((c) => !own.has(c)).values();
  const one = loose.values();
  const again = tokens.flatMap(([count, start]) =>
    range(0, count - 1).map((k) => (start === 0 ? one.next().value : start === 1 ? rest.next().value : start + k)));
  if (String(again) !== String(cells)) fail('the table did not come back');
  return { tokens: tokens.flat(), loose };
}

// --- Initials ---------------------------------------------------------------------------------------------------------

/** Letter, then characters: our choice where a character has several readings (the commoner in names of places, people
 *  and companies, then the commoner in an office), and all on which the ICU of Node 18 and of Node 20 disagree. */
const chosen = `b泊 c长 f脯 g蛤 k咳 p埔 q茄仇覃犍 s伺 t囤 y吁 z曾轧翟幢
  a錒吖薁 b癿芘鈈 c婥漴豉 d坻楪溚茋钭 e堨鋨 f瞓蕃 g釓鉻 h唝扞枠硊碈纥 j堲氿葰 k傀阚 l輅 m厖呇鉚 n佴 p彷蔈蹒陂 q伣欹洓炔 r婼 s嗄嶦
  t圫埫柁焘瑱穜铤阘 w亹尢峿廆隗 x呷噱孅欻芎饧 y妧掞玚硍窨阏龈 z嘬婤柷椎碡簗菹辗酂酢鍺`;

/** Where another reading is meant; the longest counts. A word of usual reading is there because it wins over a word that
 *  ends in its first character: 部分|行为, not 分行. */
const words = `重庆cq 重复cf 重新cx 重建cj 重组cz 重申cs 重审cs 重置cz 重阳cy 重叠cd 双重sc
  厦门xm 长子zz 长官zg 长辈zb 局长jz 校长xz 部长bz 科长kz 处长cz 院长yz 组长zz 队长dz 会长hz 厂长cz 班长bz 站长zz 所长sz 行长hz
  书长sz 事长sz 船长cz 机长jz 店长dz 家长jz 村长cz 社长sz 馆长gz 厅长tz 司长sz 增长zz 成长cz 生长sz
  长期cq 长寿cs 长安ca 长沙cs 长春cc 长江cj 长城cc 长治cz 长乐cl 长宁cn 长途ct 长远cy 长效cx 长度cd 长假cj
  银行yh 商行sh 分行fh 支行zh 总行zh 央行yh 农行nh 工行gh 建行jh 洋行yh 卖行mh 行业hy 行情hq 行为xw 行政xz 行使xs 行驶xs 行动xd 行程xc 行走xz
  调解tj 调整tz 调节tj 调和th 调停tt 调剂tj 调理tl 协调xt 失调st 会计kj 会稽kj 计划jh 计算js 组织zz 建设js 建筑jz 调查dc 调研dy 给付jf 给予jy 给水js 供给gj 补给bj 自给zj
  音乐yy 乐器yq 乐队yd 乐团yt 乐谱yp 乐清yq 曾经cj 曾任cr 曾用cy 曾因cy 不曾bc 未曾wc 降服xf 投降tx 率领sl 草率cs 表率bs
  西藏xz 藏族zz 单县sx 单于cy 尉迟yc 尉犁yl 万俟mq 番禺py 东阿da 六安la 铅山ys 涡阳gy 浚县xx 蔚县yx 泌阳by 莘庄xz 洪洞ht 黄陂hp
  大埔db 宝坻bd 乐亭lt 什邡sf 荥经yj 阿胶ej 解州xz`;

/** Surname, its letter, and what follows it in words of two or three characters that are no names. */
const surnames = [
  ['单', 's', '位价据项元独方列证人亲次选个一件条份笔户张'], ['解', 'x', '除决聘释放散答读约雇封冻析说救困码'],
  ['查', 'z', '处封询看明找阅收验办账实获扣核无证'],
];

function initials() {
  if (!Intl.Collator.supportedLocalesOf('zh').length) fail('it has no Chinese');
  const collator = new Intl.Collator('zh-u-co-pinyin');
  const mark = '\uFDD0'; // with a letter: CLDR's own boundary before the first character of that letter
  const letters = [...'ABCDEFGHJKLMNOPQRSTWXYZ'];
  const none = '\u5159'; // the first Han without a reading; the others follow
  const sorted = han.map((c) => String.fromCharCode(c)).sort(collator.compare);
  const of = new Map();
  let k = -1;
  for (const c of sorted) {
    while (k + 1 < letters.length && collator.compare(c, mark + letters[k + 1]) >= 0) k++;
    of.set(c, k < 0 || collator.compare(c, none) >= 0 ? '-' : letters[k].toLowerCase());
  }
  for (const part of chosen.split(/\s+/)) for (const c of part.slice(1)) of.set(c, part[0]);
  const check = { 啊: 'a', 八: 'b', 重: 'z', 庆: 'q', 涪: 'f', 陵: 'l', 一: 'y', 做: 'z' };
  for (const [c, letter] of Object.entries(check)) if (of.get(c) !== letter) fail(`it sorts ${c} among ${of.get(c)}`);
  return of;
}

const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
function wordList() {
  const seen = new Map();
  for (const [, text, letters] of words.matchAll(/(\p{Script=Han}+)([a-z]+)/gu)) {
    if (seen.has(text) || [...text].length !== letters.length) fail(`the word ${text} is wrong`);
    seen.set(text, letters);
  }
  return [...seen].sort(([a], [b]) => byBytes(a, b));
}

// --- C++ --------------------------------------------------------------------------------------------------------------

const lines = (list, each) => range(0, Math.ceil(list.length / each) - 1).map((i) => list.slice(i * each, (i + 1) * each));
const numbers = (name, list) => `const std::array<uint16_t, ${list.length}> ${name}_data{{\n${
  lines(list, 20).map((l) => `    ${l.join(', ')},`).join('\n')}\n}};\n`;

const { tokens, loose } = packed(gbCells());
const of = initials();
const list = wordList();
const special = new Set([...list.map(([t]) => t[0]), ...surnames.map(([t]) => t)]);
const table = han.map((c) => String.fromCharCode(c)).map((c) => (special.has(c) ? of.get(c).toUpperCase() : of.get(c))).join('');

writeFileSync(process.argv[2], `// Written by tools/make-tables.mjs.
#include "core/base/tables.hpp"

#include <array>

namespace mj::tables {
namespace {

${numbers('runs', tokens)}
${numbers('loose', loose)}
const std::array<Word, ${list.length}> words_data{{
${list.map(([text, letters]) => `    {"${text}", "${letters}"},`).join('\n')}
}};

const std::array<Surname, ${surnames.length}> surnames_data{{
${[...surnames].sort(([a], [b]) => byBytes(a, b)).map(([t, letter, not]) => `    {"${t}", '${letter}', "${not}"},`).join('\n')}
}};

} // namespace

const std::span<const uint16_t> gb_runs = runs_data;
const std::span<const uint16_t> gb_loose = loose_data;
const std::span<const Word> words = words_data;
const std::span<const Surname> surnames = surnames_data;
const std::string_view han_initials{
${lines(table, 100).map((l) => `    "${l}"`).join('\n')},
    ${table.length}};

} // namespace mj::tables
`);
