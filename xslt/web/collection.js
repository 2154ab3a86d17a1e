/* The table of documents: sorted by a click on a column's head, filtered by words. Without a script
   it stays a table by date. Where it is cut into pages, all rows come from documents.js. */
"use strict";
(() => {
  const box = document.getElementById("documents");
  const field = document.getElementById("documents:filter");
  const status = document.getElementById("documents:status");
  const table = document.querySelector("table.documents");
  const body = table.tBodies[0];
  const columns = box.dataset.columns.split(" ");
  const MOST = 1000; // rows shown at once
  const order = new Intl.Collator(document.documentElement.lang === "und" ? undefined : document.documentElement.lang, { numeric: true });
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const readOf = (row) => ({
    row,
    words: plain(row.textContent),
    keys: [...row.cells].map((cell) => cell.dataset.order ?? cell.textContent.trim()),
  });
  let rows = [];
  let sorted = null;
  let rising = true;

  function show() {
    const terms = plain(field.value).split(/\s+/).filter(Boolean);
    const found = rows.filter((row) => terms.every((term) => row.words.includes(term)));
    if (sorted !== null) {
      /* What has no date stands last, whichever way. */
      found.sort((one, other) => {
        const [a, b] = [one.keys[sorted], other.keys[sorted]];
        return (a === "") - (b === "") || (rising ? 1 : -1) * order.compare(a, b);
      });
    }
    body.replaceChildren(...found.slice(0, MOST).map((one) => one.row));
    status.textContent = terms.length || found.length > MOST
      ? box.dataset.shown.replace("{1}", Math.min(found.length, MOST)).replace("{2}", rows.length) : "";
  }

  function sort(at, head) {
    rising = sorted === at ? !rising : true;
    sorted = at;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", rising ? "ascending" : "descending");
    show();
  }

  function made([href, title, author, date, day, language, words]) {
    const row = document.createElement("tr");
    const head = document.createElement("th");
    const link = document.createElement("a");
    head.scope = "row";
    link.href = href;
    link.textContent = title;
    head.append(link);
    row.append(head);
    for (const [name, text, key] of [["author", author], ["date", date, day], ["language", language], ["words", words, words]]) {
      if (!columns.includes(name)) continue;
      const cell = document.createElement("td");
      cell.textContent = text;
      if (key !== undefined) cell.dataset.order = key;
      cell.className = `of-${name}`;
      row.append(cell);
    }
    return row;
  }

  function begin() {
    box.hidden = false;
    [...table.tHead.rows[0].cells].forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(at, head));
      head.append(button);
    });
    field.addEventListener("input", () => { show(); remember(); });
    const given = /^#q=(.*)$/.exec(location.hash);
    if (given) try { field.value = decodeURIComponent(given[1]); show(); } catch { /* not ours */ }
  }

  /* What is shown has an address. */
  function remember() {
    try { history.replaceState(null, "", `#q=${encodeURIComponent(field.value)}`); } catch { /* a disk may refuse */ }
  }

  if (Number(box.dataset.pages) > 1) {
    window.editionDocuments = (all) => {
      rows = all.map((one) => readOf(made(one)));
      for (const ways of document.querySelectorAll(".documents .ranges")) ways.hidden = true;
      begin();
      show();
    };
    const script = document.createElement("script");
    script.src = "documents.js";
    document.head.append(script);
  } else {
    rows = [...body.rows].map(readOf);
    begin();
  }
})();
