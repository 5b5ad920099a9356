// SPDX-License-Identifier: MIT
// usage: node read.js IN.escpos OUT.png
// Reads ESC/POS bytes with npos, a parser that is not ours and fails on commands it does not know: its raster
// pictures, with the feeds between them, become one PNG; text runs (code page 866) and cuts are printed.
'use strict';
const fs = require('fs');
const iconv = require('iconv-lite');
const npos = require('npos');
const {PNG} = require('pngjs');
const rules = require('npos/lib/parser/rules');
const symbols = require('npos/lib/parser/symbols');

// npos knows neither the status commands nor clearing; they carry no picture.
rules[symbols.GS]['(k'] = [0, 'd16'];
rules[symbols.GS]['(H'] = [0, 'd16'];

const [, , from, to] = process.argv;
// A device's conversation is cleaned of what stands between slips: real-time commands, status requests, the NULs
// that resynchronise a printer. npos joins pictures that follow each other and forgets the feed between them, so a
// feed becomes that many empty rows.
const rowBytes = 72;
function withoutRealTime(bytes) {
  const out = [];
  for (let i = 0; i < bytes.length;) {
    const raster = bytes[i] === 0x1d && bytes[i + 1] === 0x76 && bytes[i + 2] === 0x30;
    if (raster) {
      const size = 8 + (bytes[i + 4] | bytes[i + 5] << 8) * (bytes[i + 6] | bytes[i + 7] << 8);
      for (const end = Math.min(i + size, bytes.length); i < end;) out.push(bytes[i++]);
    } else if (bytes[i] === 0x10 && (bytes[i + 1] === 0x04 || bytes[i + 1] === 0x05)) {
      i += 3;
    } else if (bytes[i] === 0x10 && bytes[i + 1] === 0x14 && bytes[i + 2] === 8) {
      i += 10;
    } else if (bytes[i] === 0x1d && bytes[i + 1] === 0x28 && bytes[i + 2] === 0x48) {
      i += 5 + (bytes[i + 3] | bytes[i + 4] << 8);
    } else if (bytes[i] === 0x1d && bytes[i + 1] === 0x61) {
      i += 3;
    } else if (bytes[i] === 0 && (out.length === 0 || bytes[i - 1] === 0)) {
      i += 1;
    } else if (bytes[i] === 0x1b && bytes[i + 1] === 0x4a) {
      out.push(0x1d, 0x76, 0x30, 0, rowBytes, 0, bytes[i + 2], 0);
      for (let k = rowBytes * bytes[i + 2]; k > 0; --k) out.push(0);
      i += 3;
    } else {
      out.push(bytes[i++]);
    }
  }
  return Buffer.from(out);
}
const bytes = withoutRealTime(fs.readFileSync(from));
npos.parser(rules).parse(bytes).then((ast) => {
  const rows = [];
  let width = 0;
  for (const entry of ast.entries) {
    if (entry.type === 'raster') {
      const image = entry.data;
      width = Math.max(width, image.width);
      for (let y = 0; y < image.height; ++y) {
        const row = [];
        for (let x = 0; x < image.width; ++x) row.push(image.getPixel(x, y) ? 255 : 0);
        rows.push(row);
      }
    } else if (Buffer.isBuffer(entry.data)) {
      const text = iconv.decode(entry.data, 'cp866').trim();
      if (text) console.log('text: ' + text);
    }
  }
  for (const node of ast.tree) if (node.fn === 'V') console.log('cut');
  console.log(`raster: ${width} x ${rows.length}`);
  if (!to || width === 0) return;
  const margin = 24;
  const png = new PNG({width: width + 2 * margin, height: rows.length + 2 * margin});
  png.data.fill(255);
  rows.forEach((row, y) => row.forEach((value, x) => {
    const at = ((y + margin) * png.width + x + margin) * 4;
    png.data[at] = png.data[at + 1] = png.data[at + 2] = value;
  }));
  fs.writeFileSync(to, PNG.sync.write(png));
}).catch((error) => {
  console.error('npos: ' + (error && error.message || error));
  process.exit(1);
});
