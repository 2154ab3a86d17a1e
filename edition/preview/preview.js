/* Only in the preview: the page is loaded anew after each build, at the same place; a problem is shown above it. */
"use strict";
(() => {
  const key = "edition:place:" + location.pathname;

  /* The place is an element and how far above or below the top it stood: what was added or taken
     away before it moves it, but not the reader. */
  function place() {
    const marked = [...document.querySelectorAll("main [id], header [id]")];
    const near = marked.find((element) => element.getBoundingClientRect().bottom > 0);
    return { top: scrollY, id: near?.id ?? "", offset: near?.getBoundingClientRect().top ?? 0 };
  }
  function goBack() {
    const kept = sessionStorage.getItem(key);
    if (kept === null) return;
    sessionStorage.removeItem(key);
    const { top, id, offset } = JSON.parse(kept);
    const near = id && document.getElementById(id);
    history.scrollRestoration = "auto";
    scrollTo(0, near ? scrollY + near.getBoundingClientRect().top - offset : top);
  }
  if (sessionStorage.getItem(key) !== null) history.scrollRestoration = "manual";
  addEventListener("load", goBack);

  let version = null;
  let shown = null;
  const news = new EventSource("/-/news");
  news.onmessage = (event) => {
    const said = JSON.parse(event.data);
    if (version !== null && said.version !== version) {
      sessionStorage.setItem(key, JSON.stringify(place()));
      location.reload();
      return;
    }
    version = said.version;
    if (shown) { shown.remove(); shown = null; }
    if (said.problem) {
      shown = document.createElement("div");
      shown.setAttribute("role", "alert");
      shown.textContent = said.problem;
      Object.assign(shown.style, {
        position: "fixed", inset: "0 0 auto 0", zIndex: "9", padding: "0.9rem 1.4rem", background: "#8c1c13", color: "#fff",
        font: "0.9rem/1.45 ui-monospace, Menlo, Consolas, monospace", whiteSpace: "pre-wrap", maxHeight: "45vh", overflow: "auto",
      });
      document.body.append(shown);
    }
  };
})();
