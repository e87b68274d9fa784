#!/bin/sh
# Opens the real window on a display of its own and writes pictures of it to target/screenshots.
# Needs Xvfb (Debian's xvfb), GTK 3 (libgtk-3-0), a font (fonts-dejavu-core), and a build: mvn test-compile
set -eu
cd "$(dirname "$0")/../.."

java=${JAVA_HOME:+$JAVA_HOME/bin/java}
for candidate in $java /usr/lib/jvm/*25*/bin/java "$(command -v java || true)"; do
  if [ -x "$candidate" ] && "$candidate" -version 2>&1 | grep -q '"25[.\"]'; then
    java=$candidate
    break
  fi
  java=
done
if [ -z "$java" ]; then
  echo "screenshot.sh: no JDK 25 found; set JAVA_HOME" >&2
  exit 1
fi

# Xvfb writes the number of the display it took to descriptor 3.
number=$(mktemp)
trap 'kill "$xvfb" 2>/dev/null || true; rm -f "$number"' EXIT
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$number" 2>/dev/null &
xvfb=$!
tries=0
until [ -s "$number" ]; do
  tries=$((tries + 1))
  if [ "$tries" -gt 50 ]; then
    echo "screenshot.sh: Xvfb did not start" >&2
    exit 1
  fi
  sleep 0.1
done

export LC_ALL="${LC_ALL:-C.UTF-8}"
DISPLAY=":$(cat "$number")" "$java" --enable-native-access=ALL-UNNAMED -Dprism.order=sw \
  -cp "target/test-classes:target/classes:target/lib/*" io.longshore.app.Screenshots "${1:-target/screenshots}"
