#!/bin/sh
# Makes target/dist/longshore, an image of the program with a Java runtime of its own, for the system it runs on.
# Needs JDK 25 (with jpackage) and Maven; on Debian also binutils, for jlink's objcopy.
set -eu
cd "$(dirname "$0")/.."

for jdk in "${JAVA_HOME:-}" "${JAVA25_HOME:-}" /usr/lib/jvm/*25* /opt/*25*; do
  if [ -x "$jdk/bin/jpackage" ] && grep -q '^JAVA_VERSION="25[".]' "$jdk/release" 2>/dev/null; then
    break
  fi
  jdk=
done
if [ -z "$jdk" ]; then
  echo "build.sh: JDK 25 with jpackage is needed and was not found; let JAVA_HOME say where it is." >&2
  exit 1
fi

case $(uname) in
  Linux) system=linux ;;
  *)
    echo "build.sh: there is no argument file for $(uname) yet." >&2
    exit 1
    ;;
esac

JAVA25_HOME=$jdk mvn -q -B -Dmaven.test.skip=true package

# JavaFX goes into the runtime as real modules, everything else on the class path. Its jars without a system in their
# name are empty and must be in neither place.
rm -rf target/app target/fxmods target/dist
mkdir -p target/app target/fxmods
for jar in target/lib/*.jar; do
  case $jar in
    target/lib/javafx-*-"$system"*.jar) cp "$jar" target/fxmods ;;
    target/lib/javafx-*) ;;
    *) cp "$jar" target/app ;;
  esac
done
set -- target/longshore-*.jar
cp "$1" target/app
version=${1#target/longshore-}

"$jdk/bin/jpackage" --type app-image --app-version "${version%.jar}" --main-jar "${1#target/}" --dest target/dist \
  @installer/common.args "@installer/$system.args"
echo "target/dist/longshore"
