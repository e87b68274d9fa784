package io.longshore.localnet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

import io.longshore.model.Account;
import io.longshore.model.Amount;
import io.longshore.model.ChainId;
import io.longshore.model.Wei;

/// A dev chain in a process of its own, to be killed.
final class DevChainProcess {
    private final Process process;
    private final RpcClient rpc;
    private final Account token;

    private DevChainProcess(Process process, RpcClient rpc, Account token) {
        this.process = process;
        this.rpc = rpc;
        this.token = token;
    }

    /// Opens the chain in `folder`, funds an account, says where it is, and runs until it is killed.
    public static void main(String[] args) throws Exception {
        DevChain chain = DevChain.open(Path.of(args[0]), 0, "secret", InstantSource.system(), new SecureRandom());
        chain.fund(Account.of(args[1]), Amount.of(1_000_000), Wei.of("1000000000000000000"));
        System.out.println(chain.rpc() + " " + chain.chainId() + " " + chain.token());
        Thread.currentThread().join();
    }

    static DevChainProcess start(Path folder, Account funded) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                DevChainProcess.class.getName(), folder.toString(), funded.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader out = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.startsWith("http://")) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the chain did not start");
        }
        String[] words = line.split(" ");
        RpcClient rpc = new RpcClient(URI.create(words[0]), new ChainId(Long.parseLong(words[1])));
        return new DevChainProcess(process, rpc, Account.of(words[2]));
    }

    RpcClient rpc() {
        return rpc;
    }

    Account token() {
        return token;
    }

    /// Kills it, as `kill -9` does, and waits for its end.
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
