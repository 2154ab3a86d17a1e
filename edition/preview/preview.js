/* Only in the preview: the page is loaded anew after each build, at the same place; a problem is shown above it. */
"use strict";
(() => {
  const key = "edition:place:" + location.pathname;
  const place = sessionStorage.getItem(key);
  if (place !== null) {
    sessionStorage.removeItem(key);
    addEventListener("load", () => scrollTo(0, Number(place)));
  }
  let version = null;
  let shown = null;
  const news = new EventSource("/-/news");
  news.onmessage = (event) => {
    const said = JSON.parse(event.data);
    if (version !== null && said.version !== version) {
      sessionStorage.setItem(key, String(scrollY));
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
