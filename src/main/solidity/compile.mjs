// Compiles the contracts beside it with the solc found from the folder given first, and writes one JSON a contract
// (abi, bytecode, selectors) to the folder given second. Called by compile.sh.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [packages, target] = process.argv.slice(2);
const solc = createRequire(join(resolve(packages), "node_modules", "x.js"))("solc");
const here = dirname(fileURLToPath(import.meta.url));
const contracts = ["Token", "PaymentVault", "CheckpointRegistry"];

const output = JSON.parse(
  solc.compile(
    JSON.stringify({
      language: "Solidity",
      sources: Object.fromEntries(
        contracts.map((name) => [`${name}.sol`, { content: readFileSync(join(here, `${name}.sol`), "utf8") }]),
      ),
      settings: {
        evmVersion: "cancun",
        optimizer: { enabled: true, runs: 1000 },
        // Without the metadata tail the code depends on the compiler and the source alone.
        metadata: { appendCBOR: false },
        outputSelection: { "*": { "*": ["abi", "evm.bytecode.object", "evm.methodIdentifiers"] } },
      },
    }),
  ),
);
const problems = output.errors ?? [];
if (problems.length > 0) {
  console.error(problems.map((problem) => problem.formattedMessage).join("\n"));
  process.exit(1);
}
for (const name of contracts) {
  const { abi, evm } = output.contracts[`${name}.sol`][name];
  const selectors = Object.fromEntries(
    Object.entries(evm.methodIdentifiers).map(([signature, selector]) => [signature, `0x${selector}`]),
  );
  const compiled = {
    contract: name,
    compiler: solc.version().replace(/\.Emscripten.*$/, ""),
    abi,
    bytecode: `0x${evm.bytecode.object}`,
    selectors,
  };
  writeFileSync(join(target, `${name}.json`), `${JSON.stringify(compiled, null, 1)}\n`);
}
