#!/bin/sh
# Installs what end-to-end tests use beyond pip (a browser, poppler, Java and node for outside
# validators), where this machine lets us. Without them the tests say that they were skipped and why.
missing=""
command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || missing="$missing chromium"
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
command -v java >/dev/null 2>&1 || missing="$missing default-jre-headless"
command -v npm >/dev/null 2>&1 || missing="$missing npm"
# TeX is large: continuous integration has it, so that no test is skipped there; else make test-latex.
if [ "${CI:-}" = true ] || [ "${1:-}" = latex ]; then
  command -v xelatex >/dev/null 2>&1 || missing="$missing texlive-xetex texlive-humanities \
    texlive-latex-extra texlive-lang-french texlive-lang-german texlive-lang-arabic texlive-lang-european"
fi
if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing$missing for the end-to-end tests …"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >/dev/null 2>&1 \
      || echo "Could not install$missing: the tests that need them will be skipped."
  else
    echo "Not installed:$missing (the tests that need them will be skipped)."
  fi
fi
here=$(dirname "$0")/tools
if command -v npm >/dev/null 2>&1 && ! cmp -s "$here/package.json" "$here/node_modules/.installed"; then
  echo "Installing the web edition's test tools from npm …"
  if npm install --prefix "$here" --no-audit --no-fund --no-package-lock --silent >/dev/null 2>&1; then
    cp "$here/package.json" "$here/node_modules/.installed"
  else
    echo "Could not install them: the tests that need them will be skipped."
  fi
fi
exit 0
