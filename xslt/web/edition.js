/* What the pages do not need but gain: switches are remembered, permalinks are copied. */
"use strict";
(() => {
  const key = "edition:view";
  let view = {};
  try { view = JSON.parse(localStorage.getItem(key)) || {}; } catch { /* no storage: nothing is remembered */ }
  const keep = () => { try { localStorage.setItem(key, JSON.stringify(view)); } catch { /* the same */ } };

  for (const box of document.querySelectorAll(".switches input")) {
    if (box.type === "radio") box.checked = view[box.name] ? view[box.name] === box.value : box.checked;
    else box.checked = Boolean(view[box.id]);
    box.addEventListener("change", () => {
      if (box.type === "radio") view[box.name] = box.value;
      else view[box.id] = box.checked;
      keep();
      reachable();
    });
  }

  /* While the markup is shown, a keyboard reaches what tells something of itself. */
  function reachable() {
    const shown = document.querySelector(".switches input[type=checkbox]:checked");
    for (const marked of document.querySelectorAll("[data-told]:not(a)")) {
      if (shown) marked.tabIndex = 0;
      else marked.removeAttribute("tabindex");
    }
  }
  reachable();

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.permalink");
    if (link && navigator.clipboard) navigator.clipboard.writeText(link.href).catch(() => {});
  });
})();
