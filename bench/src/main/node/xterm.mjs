// @xterm/headless as a yardstick: reads a file into memory, then feeds it to one terminal in blocks, once for every
// line on standard input, and answers with the nanoseconds that took.
//
//   node xterm.mjs PACKAGE-DIRECTORY FILE BLOCK-BYTES COLUMNS ROWS SCROLLBACK
//
// Every line asks for so many passes over the file. All blocks are queued at once and the callback of the last one is
// awaited, so the library is never short of input; the queue stays below the 50 MB at which it starts to drop data.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const [directory, file, blockBytes, cols, rows, scrollback] = process.argv.slice(2);
const { Terminal } = createRequire(`${directory}/`)('@xterm/headless');

const bytes = readFileSync(file);
const blocks = [];
for (let from = 0; from < bytes.length; from += Number(blockBytes)) {
  blocks.push(bytes.subarray(from, from + Number(blockBytes)));
}
const terminal = new Terminal({ cols: Number(cols), rows: Number(rows), scrollback: Number(scrollback) });

function feed(passes) {
  return new Promise((done) => {
    for (let pass = 1; pass <= passes; pass++) {
      blocks.forEach((block, i) => terminal.write(block, pass === passes && i === blocks.length - 1 ? done : undefined));
    }
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  const begin = process.hrtime.bigint();
  await feed(Number(line));
  console.log(String(process.hrtime.bigint() - begin));
}
