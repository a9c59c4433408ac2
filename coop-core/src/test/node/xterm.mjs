// @xterm/headless as another terminal to compare with: one screen for every line on standard input.
//
//   node xterm.mjs PACKAGE-DIRECTORY
//
// A line is "COLUMNS ROWS BASE64". The answer is "CURSOR-ROW CURSOR-COLUMN" and then every row of the screen, styled in
// the one way that Line.ansi of coop styles it, so that equal screens are equal texts.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const require = createRequire(`${process.argv[2]}/`);
const { Terminal } = require('@xterm/headless');
const { Unicode11Addon } = require('@xterm/addon-unicode11');

const DEFAULT_PEN = '\x1b[0m';

function colour(isDefault, isRgb, value, base) {
  if (isDefault) return '';
  if (isRgb) return `;${base + 8};2;${value >> 16};${(value >> 8) & 255};${value & 255}`;
  if (value < 8) return `;${base + value}`;
  return value < 16 ? `;${base + 60 + value - 8}` : `;${base + 8};5;${value}`;
}

// The library underlines links itself; this is what the program asked for.
function underlineStyle(cell) {
  const { extended } = cell;
  if (!cell.hasExtendedAttrs() || !extended.urlId) return cell.isUnderline() ? extended.underlineStyle || 1 : 0;
  return (extended._ext >> 26) & 7;
}

function pen(cell) {
  const underline = underlineStyle(cell);
  return '\x1b[0'
    + colour(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor(), 30)
    + colour(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor(), 40)
    + (cell.isBold() ? ';1' : '') + (cell.isDim() ? ';2' : '') + (cell.isItalic() ? ';3' : '')
    + (underline > 1 ? `;4:${underline}` : underline ? ';4' : '')
    + (cell.isBlink() ? ';5' : '') + (cell.isInverse() ? ';7' : '') + (cell.isInvisible() ? ';8' : '')
    + (cell.isStrikethrough() ? ';9' : '') + (cell.isOverline() ? ';53' : '') + 'm';
}

function styled(line, columns) {
  let out = '';
  let current = DEFAULT_PEN;
  for (let x = 0; x < columns; x++) {
    const cell = line.getCell(x);
    // ICH can leave the right half of a wide character without its left one, which is then a blank.
    if (cell.getWidth() === 0 && x > 0 && line.getCell(x - 1).getWidth() === 2) continue;
    const next = pen(cell);
    if (next !== current) out += next;
    current = next;
    out += cell.getChars() || ' ';
  }
  return (current === DEFAULT_PEN ? out : out + DEFAULT_PEN).replace(/\p{White_Space}+$/u, '');
}

// The library works in a timer: what it throws there arrives here, and is its answer.
let thrown;
process.on('uncaughtException', (error) => thrown(error));

async function show(columns, rows, bytes) {
  const terminal = new Terminal({ cols: columns, rows, scrollback: 1000, allowProposedApi: true, logLevel: 'off' });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  try {
    await new Promise((done, fail) => {
      thrown = fail;
      terminal.write(bytes, done);
    });
  } catch (error) {
    console.log('-1 -1' + `\n${error.message}`.repeat(rows));
    return;
  }
  const buffer = terminal.buffer.active;
  console.log(`${buffer.cursorY} ${Math.min(buffer.cursorX, columns - 1)}`);
  for (let y = 0; y < rows; y++) {
    console.log(styled(buffer.getLine(buffer.baseY + y), columns));
  }
  terminal.dispose();
}

for await (const line of createInterface({ input: process.stdin })) {
  const [columns, rows, bytes] = line.split(' ');
  await show(Number(columns), Number(rows), Buffer.from(bytes, 'base64'));
}
