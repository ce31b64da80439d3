#!/usr/bin/env bash
# Makes every icon from source.svg. Needs rsvg-convert and png2icns (Debian: librsvg2-bin, icnsutils) and python3.
set -euo pipefail
cd "$(dirname "$0")"
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
for size in 16 32 48 64 128 256 512; do
  rsvg-convert source.svg -w "$size" -h "$size" -o "$made/$size.png"
done
cp "$made/32.png" 32x32.png
cp "$made/128.png" 128x128.png
cp "$made/256.png" 128x128@2x.png
cp "$made/512.png" icon.png
png2icns icon.icns "$made"/{16,32,48,128,256,512}.png >/dev/null
# An .ico is a table of contents in front of the PNG files.
python3 - "$made" <<'PY'
import struct, sys
images = [(s, open(f"{sys.argv[1]}/{s}.png", "rb").read()) for s in (16, 32, 48, 64, 256)]
head = struct.pack("<HHH", 0, 1, len(images))
at = 6 + 16 * len(images)
for size, png in images:
    head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(png), at)
    at += len(png)
open("icon.ico", "wb").write(head + b"".join(png for _, png in images))
PY
