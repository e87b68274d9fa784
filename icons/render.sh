#!/bin/sh
# Renders longshore.svg to the sizes the window and the installers use.
# Needs rsvg-convert, from Debian's package librsvg2-bin.
set -eu
cd "$(dirname "$0")"
for size in 16 32 48 64 128 256 512; do
  rsvg-convert --width "$size" --height "$size" --output "longshore-$size.png" longshore.svg
done
