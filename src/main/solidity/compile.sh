#!/bin/sh
# Compiles the contracts to src/main/resources/io/longshore/chain/contracts (or the folder given), with solc 0.8.37 from
# npm. It is looked for in $LONGSHORE_NPM and target/npm, and installed to target/npm if it is in neither.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
target=${1:-$root/src/main/resources/io/longshore/chain/contracts}
version=0.8.37

for packages in ${LONGSHORE_NPM:+"$LONGSHORE_NPM"} "$root/target/npm"; do
    if grep -q "\"version\": \"$version\"" "$packages/node_modules/solc/package.json" 2>/dev/null; then
        exec node "$here/compile.mjs" "$packages" "$target"
    fi
done
packages=$root/target/npm
mkdir -p "$packages"
npm install --prefix "$packages" --no-save --no-package-lock --no-audit --no-fund "solc@$version"
exec node "$here/compile.mjs" "$packages" "$target"
