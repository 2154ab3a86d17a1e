/* Pictures of pages in OpenSeadragon, which is loaded when the first of them is opened. Without it,
   or without script, the link leads to the picture itself. */
"use strict";
(() => {
  const close = document.currentScript.dataset.close;
  const beside = document.currentScript.src;
  let library;

  function load() {
    library ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = new URL("openseadragon.js", beside).href;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
    return library;
  }

  function show(link) {
    const dialog = document.createElement("dialog");
    dialog.className = "viewer";
    dialog.setAttribute("aria-label", link.getAttribute("aria-label"));
    const button = document.createElement("button");
    button.textContent = close;
    button.addEventListener("click", () => dialog.close());
    const frame = document.createElement("div");
    dialog.append(button, frame);
    document.body.append(dialog);
    dialog.addEventListener("close", () => { dialog.remove(); link.focus(); });
    dialog.showModal();
    /* From a disk a browser loads no tiles that lie there. */
    const near = location.protocol === "file:" && !/^https?:/.test(link.dataset.iiif);
    const service = near ? undefined : link.dataset.iiif;
    globalThis.OpenSeadragon({
      element: frame,
      tileSources: service || { type: "image", url: link.href },
      drawer: "canvas",
      crossOriginPolicy: service ? "Anonymous" : false,
      showNavigationControl: false,
      gestureSettingsMouse: { clickToZoom: true, dblClickToZoom: false },
      animationTime: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 0.8,
    });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.facsimile");
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
    const picture = link && (link.dataset.iiif || !/^https?:/.test(link.getAttribute("href")));
    if (!picture || elsewhere) return;
    event.preventDefault();
    load().then(() => show(link), () => { location.href = link.href; });
  });
})();
