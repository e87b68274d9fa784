package io.longshore.localnet;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.longshore.chain.TokenCall;
import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.Hash;
import io.longshore.proof.SigningKey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// A chain whose process is killed has every block that anybody was told of.
class DevChainKillTest {
    @TempDir
    private Path folder;
    private final SigningKey payer = SigningKey.random(new SecureRandom());
    private final Account other = SigningKey.random(new SecureRandom()).account();
    private final Map<Hash, JsonNode> told = new LinkedHashMap<>();

    @Test
    void losesNothingItAnsweredWhenItIsKilled() throws Exception {
        killAndCompare(2);
    }

    @Test
    @Tag("soak")
    void losesNothingInManyKills() throws Exception {
        killAndCompare(15);
    }

    private void killAndCompare(int kills) throws Exception {
        long seed = new SecureRandom().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < kills; i++) {
            sendUntilKilled(20 + random.nextInt(300));
        }
        assertTrue(told.size() >= kills, "seed " + seed + ": only " + told.size() + " were answered");
        try (DevChain chain = DevChain.open(folder, 0, "secret", InstantSource.system(), new SecureRandom())) {
            RpcClient rpc = new RpcClient(chain.rpc(), chain.chainId());
            for (Map.Entry<Hash, JsonNode> each : told.entrySet()) {
                assertEquals(Optional.of(each.getValue()), rpc.receipt(each.getKey()), "seed " + seed);
            }
            // A transaction may be in a block without its sender having been told; never the reverse.
            TokenCall.BalanceOf asked = new TokenCall.BalanceOf(other);
            Amount paid = asked.decode(rpc.call(chain.token(), asked.calldata()));
            assertEquals(Amount.of(rpc.nonce(payer.account(), "latest")), paid, "seed " + seed);
        }
    }

    private void sendUntilKilled(int millis) throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        DevChainProcess process = DevChainProcess.start(folder, payer.account());
        Thread killer = Thread.ofVirtual().start(() -> {
            try {
                sending.await(20, TimeUnit.SECONDS);
                // The moment of the kill, not a wait for anything.
                Thread.sleep(millis);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            process.kill();
        });
        send(process, sending);
        killer.join();
    }

    private void send(DevChainProcess process, CountDownLatch sending) {
        try {
            RpcClient rpc = process.rpc();
            long nonce = rpc.nonce(payer.account(), "latest");
            while (true) {
                Hash hash = rpc.send(rpc.signed(payer, nonce, process.token(),
                        new TokenCall.Transfer(other, Amount.of(1)).calldata()));
                rpc.receipt(hash).ifPresent(receipt -> told.put(hash, receipt));
                sending.countDown();
                nonce++;
            }
        } catch (IOException _) {
            // Killed.
        }
    }
}
