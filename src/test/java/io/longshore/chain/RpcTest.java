package io.longshore.chain;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Wei;
import io.longshore.net.Http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

class RpcTest {
    private static final Account SOMEBODY = Account.of("11".repeat(20));
    private static final VaultRefusal PAID = new VaultRefusal.PaymentAlreadyExists(Hash.of("22".repeat(32)));

    private final MockWebServer server = new MockWebServer();
    private final Http http = new Http();
    private Rpc rpc;

    @BeforeEach
    void start() throws IOException {
        server.start();
        rpc = new Rpc(http, server.url("/secret").uri(), Duration.ofMillis(500));
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private Failure failure() {
        return assertThrows(FailureException.class, () -> rpc.chainId()).failure();
    }

    @Test
    void asksAsJsonRpcWantsIt() throws Exception {
        answer(200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x10\"}");
        assertEquals(Wei.of(16), rpc.balance(SOMEBODY));
        var request = server.takeRequest();
        assertEquals("application/json", request.getHeaders().get("Content-Type"));
        assertEquals(Json.tree(("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_getBalance\",\"params\":[\"" + SOMEBODY
                + "\",\"latest\"]}").getBytes()), Json.tree(request.getBody().toByteArray()));
    }

    @Test
    void anAnswerThatIsNoneIsCorrupt() {
        for (var body : new String[]{"<html>", "", "[]", "{}", "{\"id\":1}", "{\"id\":9,\"result\":\"0x1\"}",
            "{\"id\":5,\"result\":1}", "{\"id\":6,\"result\":\"1\"}", "{\"id\":7,\"result\":\"0xg\"}",
            "{\"id\":8,\"result\":\"0x-1\"}", "{\"id\":9,\"result\":\"0x10000000000000000\"}",
            "{\"id\":10,\"result\":null}", "{\"id\":11,\"result\":{}}"}) {
            answer(200, body);
            assertInstanceOf(Failure.Corrupt.class, failure(), body);
        }
    }

    @Test
    void aNodeOutOfOrderIsUnavailable() {
        for (int status : new int[]{500, 502, 503, 504, 429}) {
            answer(status, "<html>");
            assertInstanceOf(Failure.Unavailable.class, failure(), "HTTP " + status);
        }
        for (int code : new int[]{-32603, -32005, -32002}) {
            answer(200, error(code, ""));
            assertInstanceOf(Failure.Unavailable.class, failure(), "code " + code);
        }
        server.close();
        assertInstanceOf(Failure.Unavailable.class, failure());
    }

    @Test
    void aNodeThatDoesNotAnswerInTimeIsUnavailable() {
        server.enqueue(new MockResponse.Builder().code(200).body("{}")
                .headersDelay(5, TimeUnit.SECONDS).build());
        assertInstanceOf(Failure.Unavailable.class, failure());
    }

    private static String error(int code, String data) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":" + code + ",\"message\":\"execution reverted\""
                + data
                + "}}";
    }

    @Test
    void whatANodeRefusesIsRefusedWhateverItsWords() {
        for (int status : new int[]{200, 400, 500}) {
            answer(status, error(-32000, ""));
            assertInstanceOf(Failure.Refused.class, failure(), "HTTP " + status);
        }
        answer(200, error(-32601, ""));
        assertInstanceOf(Failure.Refused.class, failure());
    }

    @Test
    void whatAContractRefusesIsDecodedWhereverTheDataIs() {
        for (var data : new String[]{",\"data\":\"" + PAID.data() + "\"",
            ",\"data\":{\"data\":\"" + PAID.data() + "\"}"}) {
            for (int code : new int[]{3, -32000, -32015}) {
                answer(200, error(code, data));
                var failure = assertThrows(FailureException.class,
                        () -> rpc.estimateGas(SOMEBODY, SOMEBODY, Bytes.of()));
                assertInstanceOf(Failure.PaymentFailed.class, failure.failure());
                assertEquals(Optional.of(PAID), Revert.of(failure));
            }
        }
        answer(200, error(3, ""));
        assertEquals(Optional.of(new Revert.Unknown(Bytes.of())), Revert.of(
                assertThrows(FailureException.class, () -> rpc.estimateGas(SOMEBODY, SOMEBODY, Bytes.of()))));
    }

    @Test
    void theTipOfOthersServesWhereTheNodeAdvisesNone() throws FailureException {
        answer(200, "{\"id\":1,\"result\":{\"baseFeePerGas\":[\"0x5\",\"0x7\"],"
                + "\"reward\":[[\"0x9\"],[\"0x1\"],[\"0x4\"]]}}");
        answer(200, error(-32601, "").replace("\"id\":1", "\"id\":2"));
        assertEquals(new Fee(Wei.of(2 * 7 + 4), Wei.of(4)), new Fees(rpc).now());
    }

    @Test
    void theUrlIsNotInAFailure() throws FailureException {
        answer(200, "{\"id\":1,\"result\":\"0x1\"}");
        assertEquals(new ChainId(1), rpc.chainId());
        server.close();
        var failure = assertThrows(FailureException.class, () -> rpc.chainId());
        assertEquals(false, failure.toString().contains("secret"));
    }
}
