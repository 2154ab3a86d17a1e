/* Search without a server: the passages are scripts beside this one, loaded when the page opens.
   A word finds words that begin with it; "words in quotation marks" stand side by side; letters
   are the same with and without their accents. */
"use strict";
(() => {
  const box = document.getElementById("search");
  const field = document.getElementById("search:words");
  const status = document.getElementById("search:status");
  const list = document.getElementById("search:results");
  const STEP = 40;
  const AROUND = 70;
  const parts = []; // of the index, each a list of passages
  const same = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ſ: "s", "’": "'", "‘": "'" };
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ßæœøłđðþıſ’‘]/g, (letter) => same[letter]);

  /* Called by the parts of the index: [[file, name, id, text, id, text, …], …]. */
  window.editionIndex = (at, pages) => {
    const passages = [];
    for (const [file, name, ...rest] of pages) {
      for (let next = 0; next < rest.length; next += 2) {
        passages.push({ file, name, id: rest[next], text: rest[next + 1], folded: plain(rest[next + 1]) });
      }
    }
    parts[at - 1] = passages;
    look();
  };

  /* What is asked for, as patterns that all must be found: words and phrases. */
  function patterns(asked) {
    const found = [];
    for (const [, phrase, word] of plain(asked).replace(/[“”„«»]/g, '"').matchAll(/"([^"]*)"?|([^\s"]+)/g)) {
      const words = (phrase ?? word).match(/[\p{L}\p{N}]+/gu);
      if (!words) continue;
      const end = phrase === undefined ? "[\\p{L}\\p{N}]*" : "(?![\\p{L}\\p{N}])";
      found.push(new RegExp(`(?<![\\p{L}\\p{N}])${words.join("[^\\p{L}\\p{N}]+")}${end}`, "gu"));
    }
    return found;
  }

  /* Where in the text, as it is written, a hit in its folded form begins and ends. */
  function written(text, start, end) {
    const bounds = [0, 0];
    let folded = 0;
    let at = 0;
    for (const letter of text.match(/\P{M}\p{M}*|\p{M}+/gu) || []) {
      if (folded <= start) bounds[0] = at;
      if (folded < end) bounds[1] = at + letter.length;
      folded += plain(letter).length;
      at += letter.length;
    }
    return bounds;
  }

  function shown(passage, terms) {
    terms[0].lastIndex = 0;
    const hit = terms[0].exec(passage.folded);
    const [start, end] = written(passage.text, hit.index, hit.index + hit[0].length);
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `${passage.file}#${encodeURIComponent(passage.id)}`;
    link.textContent = passage.name;
    const mark = document.createElement("mark");
    mark.textContent = passage.text.slice(start, end);
    const words = document.createElement("p");
    const left = passage.text.slice(Math.max(0, start - AROUND), start);
    const right = passage.text.slice(end, end + AROUND);
    words.append(start > AROUND ? `…${left.replace(/^\S*\s/, "")}` : left, mark,
      end + AROUND < passage.text.length ? `${right.replace(/\s\S*$/, "")}…` : right);
    item.append(link, words);
    return item;
  }

  function show(hits, terms, from) {
    for (const passage of hits.slice(from, from + STEP)) list.append(shown(passage, terms));
    if (hits.length <= from + STEP) return;
    const item = document.createElement("li");
    const more = document.createElement("button");
    more.type = "button";
    more.textContent = box.dataset.more;
    more.addEventListener("click", () => {
      item.remove();
      show(hits, terms, from + STEP);
      list.children[from + STEP].querySelector("a").focus();
    });
    item.append(more);
    list.append(item);
  }

  function look() {
    const asked = field.value.trim();
    const terms = patterns(asked);
    list.replaceChildren();
    status.textContent = "";
    if (!terms.length || asked.length < 2) return;
    const hits = parts.flat().filter((passage) => passage && terms.every((term) => {
      term.lastIndex = 0;
      return term.test(passage.folded);
    }));
    status.textContent = hits.length ? box.dataset.found.replace("{1}", hits.length) : box.dataset.none;
    show(hits, terms, 0);
  }

  /* Pagefind, where it was built and the page comes from a server; else nothing changes. */
  async function askPagefind(engine) {
    const found = await engine.debouncedSearch(field.value, {}, 150);
    if (found === null) return;
    const hits = await Promise.all(found.results.slice(0, STEP).map((result) => result.data()));
    status.textContent = found.results.length ? box.dataset.found.replace("{1}", found.results.length) : box.dataset.none;
    list.replaceChildren(...hits.map((hit) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const words = document.createElement("p");
      const [first] = [...hit.locations].sort((one, other) => one - other);
      const place = hit.anchors.filter((anchor) => anchor.location <= first).pop();
      link.href = place ? `${hit.url.split("#")[0]}#${encodeURIComponent(place.id)}` : hit.url;
      link.textContent = hit.meta.title || document.querySelector(".bar .home").textContent.trim();
      words.textContent = new DOMParser().parseFromString(hit.excerpt, "text/html").body.textContent.replaceAll("</>", " ");
      item.append(link, words);
      return item;
    }));
  }

  function load() {
    for (let at = 1; at <= Number(box.dataset.parts); at += 1) {
      const part = document.createElement("script");
      part.src = `search-${at}.js`;
      document.head.append(part);
    }
  }

  function remember() {
    try { history.replaceState(null, "", `#q=${encodeURIComponent(field.value)}`); } catch { /* a disk may refuse */ }
  }

  let ask = look;
  box.hidden = false;
  document.getElementById("search:without").hidden = true;
  const given = /^#q=(.*)$/.exec(location.hash);
  if (given) try { field.value = decodeURIComponent(given[1]); } catch { /* not ours */ }
  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { ask(); remember(); }, 120);
  });
  if (box.dataset.pagefind && location.protocol !== "file:") {
    import(new URL(box.dataset.pagefind, location.href).href)
      .then((engine) => { ask = () => askPagefind(engine); ask(); }).catch(load);
  } else load();
})();
