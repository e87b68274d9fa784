package io.longshore.localnet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Who is let in to a server of the local network, tried on the dev chain with requests written by hand.
class LoopbackServerTest {
    private static final String BODY = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\",\"params\":[]}";

    @TempDir
    private Path folder;
    private DevChain chain;

    @BeforeEach
    void open() throws Exception {
        chain = DevChain.open(folder, 0, "secret", InstantSource.system(), new SecureRandom());
    }

    @AfterEach
    void close() {
        chain.close();
    }

    private int status(String line, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), chain.port())) {
            socket.setSoTimeout(5_000);
            String request = line + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nContent-Length: "
                    + BODY.length() + "\r\nConnection: close\r\n\r\n" + BODY;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ")[1]);
        }
    }

    private String own() {
        return "Host: 127.0.0.1:" + chain.port();
    }

    @Test
    void letsItsOwnClientsIn() throws Exception {
        assertEquals(200, status("POST /secret", own(), "Content-Type: application/json"));
        assertEquals(200, status("POST /secret", own(), "Content-Type: Application/JSON; charset=utf-8"));
    }

    @Test
    void refusesForeignHosts() throws Exception {
        String json = "Content-Type: application/json";
        for (String host : List.of("Host: evil.example:" + chain.port(), "Host: 127.0.0.1", "Host: localhost:1",
                "Host: 127.0.0.1:" + chain.port() + ".evil.example", own() + "\r\n" + own())) {
            assertEquals(403, status("POST /secret", host, json), host);
        }
        int without = status("POST /secret", json);
        assertTrue(without == 400 || without == 403, "no host: " + without);
    }

    @Test
    void refusesWhatAWebPageSends() throws Exception {
        String json = "Content-Type: application/json";
        assertEquals(403, status("POST /secret", own(), json, "Origin: https://evil.example"));
        assertEquals(403, status("POST /secret", own(), json, "Origin: null"));
        assertEquals(403, status("POST /secret", own(), json, "Origin: http://127.0.0.1:" + chain.port()));
    }

    @Test
    void wantsJson() throws Exception {
        assertEquals(415, status("POST /secret", own(), "Content-Type: text/plain"));
        assertEquals(415, status("POST /secret", own()));
        assertEquals(415, status("POST /secret", own(), "Content-Type: text/plain", "Content-Type: application/json"));
        assertEquals(405, status("GET /secret", own()));
    }

    @Test
    void wantsItsToken() throws Exception {
        String json = "Content-Type: application/json";
        for (String path : List.of("/", "/Secret", "/secret/", "/secre", "/secret?x=1/../secret", "//secret")) {
            int status = status("POST " + path, own(), json);
            assertTrue(status == 404 || path.equals("/secret?x=1/../secret"), path + ": " + status);
        }
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        var elsewhere = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress()).findFirst();
        org.junit.jupiter.api.Assumptions.assumeTrue(elsewhere.isPresent(), "no other address on this machine");
        assertThrows(IOException.class, () -> new Socket(elsewhere.get(), chain.port()).close());
    }

    @Test
    void answersWithoutWaitingForAcknowledgements() throws Exception {
        RpcClient rpc = new RpcClient(chain.rpc(), chain.chainId());
        chain.mine(100);
        rpc.number("eth_blockNumber");
        long begun = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertFalse(rpc.result("eth_feeHistory", "0x64", "latest").isNull());
        }
        long each = (System.nanoTime() - begun) / 20;
        assertTrue(each < Duration.ofMillis(35).toNanos(), "answers took " + each / 1000 + " us");
    }
}
