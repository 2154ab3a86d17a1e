// epubcheck_ts.mjs BOOK…: what epubcheck-ts says of each book, as JSON, one object a line.
import { readFileSync } from "node:fs";
import { EpubCheck } from "@likecoin/epubcheck-ts";

for (const file of process.argv.slice(2)) {
  const found = await EpubCheck.validate(readFileSync(file), { includeUsage: true, includeInfo: true });
  const messages = found.messages.map(({ id, severity, message }) => `${id} ${severity}: ${message}`);
  console.log(JSON.stringify({ file, messages }));
}
