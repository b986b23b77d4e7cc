#!/bin/sh
# See to it that the browser tests have what they need: a Chromium that starts, and fonts with
# Chinese glyphs. Installs them from Debian or Ubuntu where it may, and fails with a sentence where not.
set -u
here=$(dirname "$0")
python=${PYTHON_BIN:-.venv/bin/python}

browser() { "$python" "$here/chromium.py" 2>/dev/null; }
glyphs() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh file | head -n 1)" ]; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}
may_install() {
  command -v apt-get >/dev/null || return 1
  [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }
}

if browser >/dev/null && glyphs; then exit 0; fi

if ! may_install; then
  cat >&2 <<'WHY'
The browser tests need Chromium and a Chinese font, and this account may not install them.
Install them once as root, then run the tests again:
    apt-get update && apt-get install -y chromium fonts-noto-cjk fontconfig
Or point CHROMIUM at a Chromium or Chrome that is already here.
WHY
  exit 1
fi

echo 'Installing what the browser tests need: chromium, fonts-noto-cjk'
as_root apt-get update -qq || echo 'apt-get update failed; trying with the lists at hand' >&2
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
  fonts-noto-cjk fontconfig >/dev/null || exit 1
if ! browser >/dev/null; then
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null ||
    echo 'This system packages no chromium' >&2
fi
# Ubuntu's package only points at a snap; Playwright brings a build of its own.
if ! browser >/dev/null; then
  as_root "$python" -m playwright install-deps chromium && "$python" -m playwright install chromium
fi

if browser >/dev/null && glyphs; then exit 0; fi
echo 'Chromium or the fonts could not be installed; see the messages above. Nothing was skipped.' >&2
exit 1
