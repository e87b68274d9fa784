package io.longshore.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.BucketId;
import io.longshore.model.Bytes;
import io.longshore.model.Hash;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ContractTest {
    private static final Account ACCOUNT = Account.of(new byte[Account.SIZE]);
    private static final Hash HASH = Hash.of(new byte[Hash.SIZE]);
    private static final BucketId BUCKET = new BucketId(1);

    @TempDir
    private Path folder;

    @Test
    void everyFunctionOfTheVaultHasItsCall() {
        check(Contract.PAYMENT_VAULT, new VaultCall.PayForQuotes(List.of()).calldata(),
                new VaultCall.VerifyPayment(List.of()).calldata(), new VaultCall.CompletedPayments(HASH).calldata(),
                new VaultCall.AntToken().calldata(), new VaultCall.BatchLimit().calldata());
    }

    @Test
    void everyFunctionOfTheTokenHasItsCall() {
        check(Contract.TOKEN, Stream.<TokenCall>of(new TokenCall.Name(), new TokenCall.Symbol(),
                new TokenCall.Decimals(), new TokenCall.Minter(), new TokenCall.TotalSupply(),
                new TokenCall.BalanceOf(ACCOUNT), new TokenCall.Allowance(ACCOUNT, ACCOUNT),
                new TokenCall.Mint(ACCOUNT, Amount.ZERO), new TokenCall.Approve(ACCOUNT, Amount.ZERO),
                new TokenCall.Transfer(ACCOUNT, Amount.ZERO),
                new TokenCall.TransferFrom(ACCOUNT, ACCOUNT, Amount.ZERO)).map(TokenCall::calldata)
                .toArray(Bytes[]::new));
    }

    @Test
    void everyFunctionOfTheRegistryHasItsCall() {
        check(Contract.CHECKPOINT_REGISTRY, Stream.<RegistryCall>of(new RegistryCall.RegisterProvider(""),
                new RegistryCall.Provider(ACCOUNT), new RegistryCall.OpenBucket(BUCKET, List.of(), 0),
                new RegistryCall.AddProvider(BUCKET, ACCOUNT), new RegistryCall.Bucket(BUCKET),
                new RegistryCall.SubmitCheckpoint(BUCKET, HASH, 0, 0, List.of()),
                new RegistryCall.ExtendCheckpoint(BUCKET, List.of()), new RegistryCall.Checkpoint(BUCKET))
                .map(RegistryCall::calldata).toArray(Bytes[]::new));
    }

    private static void check(Contract contract, Bytes... calls) {
        assertEquals(Set.copyOf(contract.compiled().selectors().values()),
                Stream.of(calls).map(call -> call.slice(0, 4)).collect(Collectors.toSet()));
    }

    /// The compiled contracts in this build are what `src/main/solidity/compile.sh` makes of the sources.
    @Test
    void theCompiledContractsComeFromTheirSources() throws IOException, InterruptedException {
        var packages = Stream.of(Optional.ofNullable(System.getenv("LONGSHORE_NPM")), Optional.of("target/npm"))
                .flatMap(Optional::stream).map(Path::of)
                .filter(candidate -> Files.exists(candidate.resolve("node_modules/solc/package.json"))).findFirst();
        Assumptions.assumeTrue(packages.isPresent(), "skipped: solc is neither in $LONGSHORE_NPM nor in target/npm"
                + " (npm install --prefix target/npm solc@0.8.37)");
        var compiler = new ProcessBuilder("sh", "src/main/solidity/compile.sh", folder.toString()).inheritIO();
        compiler.environment().put("LONGSHORE_NPM", packages.get().toString());
        assertEquals(0, compiler.start().waitFor());
        Function<String, String> committed = name -> read(
                Path.of("src/main/resources/io/longshore/chain/contracts", name));
        try (var files = Files.list(folder)) {
            var made = files.collect(Collectors.toMap(file -> file.getFileName().toString(), ContractTest::read));
            assertEquals(Map.of("Token.json", committed.apply("Token.json"), "PaymentVault.json",
                    committed.apply("PaymentVault.json"), "CheckpointRegistry.json",
                    committed.apply("CheckpointRegistry.json")), made);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
