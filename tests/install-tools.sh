#!/bin/sh
# Installs what end-to-end tests use beyond pip (a browser, poppler), where this machine lets us.
# Without them the tests say that they were skipped and why.
missing=""
command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || missing="$missing chromium"
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing$missing for the end-to-end tests …"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >/dev/null 2>&1 \
    || echo "Could not install$missing: the tests that need them will be skipped."
else
  echo "Not installed:$missing (the tests that need them will be skipped)."
fi
exit 0
