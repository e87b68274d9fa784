package io.longshore.localnet;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.longshore.json.Json;
import io.longshore.model.Address;
import io.longshore.model.BucketId;
import io.longshore.model.ByteCount;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Signature;
import io.longshore.net.BearerToken;
import io.longshore.net.Http;
import io.longshore.net.Request;
import io.longshore.net.Response;
import io.longshore.proof.CommitmentDigest;
import io.longshore.proof.Hashes;
import io.longshore.proof.MerkleTree;
import io.longshore.proof.Mmr;
import io.longshore.proof.Recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The routes of a node as they are on the wire.
class NodeTest {
    @TempDir
    private Path folder;
    private final Http http = new Http();
    private FakeChainNetwork network;

    @BeforeEach
    void start() throws IOException, FailureException {
        network = new FakeChainNetwork(folder, 3);
    }

    @AfterEach
    void stop() throws IOException {
        http.close();
        network.close();
    }

    private URI url(String path) {
        return URI.create(network.nodes.getFirst().url() + path);
    }

    private Response get(String path) throws FailureException {
        return http.send(Request.get("node", url(path)).with(network.token));
    }

    private Response post(String path, JsonNode json) throws FailureException {
        return post(0, path, json);
    }

    private Response post(int node, String path, JsonNode json) throws FailureException {
        URI place = URI.create(network.nodes.get(node).url() + path);
        return http.send(Request.post("node", place, Json.write(json)).with(network.token));
    }

    private Response put(byte[] bytes, Address address) throws FailureException {
        return http.send(Request.put("node", url("/chunk/" + address + "?bucket_id=7"), bytes, bytes.length, () -> {})
                .with(network.token));
    }

    private static Address address(byte[] bytes) {
        return new Address(Hashes.sha256(bytes).bytes());
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static void assertError(int status, String code, Response response) {
        assertEquals(code, Json.tree(response.body()).path("error").asString(), response::toString);
        assertEquals(status, response.status());
    }

    private static ArrayNode texts(List<?> values) {
        ArrayNode array = Json.array();
        values.forEach(value -> array.add(value.toString()));
        return array;
    }

    private static ObjectNode inBucket(String key, JsonNode value) {
        return Json.object().put("bucket_id", 7).set(key, value);
    }

    private static JsonNode body(Response response) {
        assertEquals(200, response.status(), () -> new String(response.body(), StandardCharsets.UTF_8));
        return Json.tree(response.body());
    }

    /// Has all nodes quote, pays as a client would, and shows the proof to the first node.
    private Response pay(List<Address> chunks) throws FailureException {
        return post("/payments", proof(chunks));
    }

    private ObjectNode proof(List<Address> chunks) throws FailureException {
        ArrayNode quotes = Json.array();
        for (int i = 0; i < network.nodes.size(); i++) {
            JsonNode answer = body(post(i, "/quotes", inBucket("hashes", texts(chunks))));
            for (JsonNode quote : answer.path("quotes")) {
                quotes.add(((ObjectNode) quote).put("provider_id", network.nodes.get(i).id().toString()));
            }
        }
        return inBucket("quotes", quotes).put("tx_hash", network.pay(quotes).toString());
    }

    private Address store(byte[] bytes) throws FailureException {
        Address address = address(bytes);
        assertEquals(0, body(pay(List.of(address))).path("refused").size());
        assertEquals(201, put(bytes, address).status());
        return address;
    }

    @Test
    void saysThatItIsThereToAnybody() throws FailureException {
        JsonNode health = body(http.send(Request.get("node", url("/health"))));
        assertEquals("ok", health.path("status").asString());
        JsonNode info = body(http.send(Request.get("node", url("/info"))));
        NodeIdentity node = network.identities.getFirst();
        assertEquals(node.id().toString(), info.path("provider_id").asString());
        assertEquals(node.key().publicKey().toString(), info.path("public_key").asString());
        assertEquals("eth-lsh1", info.path("scheme").asString());
        assertEquals("sha2-256", info.path("hash").asString());
        assertEquals("[\"raw-chunks\",\"quotes\"]", info.path("features").toString());
        assertEquals(4_194_304, info.path("max_chunk").asLong());
        assertEquals(FakeChainNetwork.CONTRACTS.chain().value(), info.path("payment").path("chain_id").asLong());
        assertEquals(FakeChainNetwork.CONTRACTS.vault().toString(), info.path("payment").path("vault").asString());
        assertEquals(FakeChainNetwork.CONTRACTS.token().toString(), info.path("payment").path("token").asString());
        assertEquals(FakeChainNetwork.CONTRACTS.registry().toString(),
                info.path("payment").path("registry").asString());
    }

    @Test
    void listensToNobodyWithoutADrivesToken() throws FailureException {
        for (String path : List.of("/leaves?bucket_id=7&from=0", "/commitment?bucket_id=7", "/nothing",
                "/operator/usage")) {
            assertError(401, "unauthorized", http.send(Request.get("node", url(path))));
            assertError(401, "unauthorized",
                    http.send(Request.get("node", url(path)).with(new BearerToken("wrong"))));
        }
        assertError(401, "unauthorized", get("/operator/usage"));
        byte[] chunk = bytes(1_000_000);
        assertError(401, "unauthorized", http.send(Request.put("node",
                url("/chunk/" + address(chunk) + "?bucket_id=7"), chunk, chunk.length, () -> {})));
    }

    @Test
    void knowsItsRoutesAndNoOthers() throws FailureException {
        assertError(404, "not_found", get("/nothing"));
        assertError(404, "not_found", get("/chunk/a/b"));
        assertError(405, "method_not_allowed", get("/exists"));
        assertError(405, "method_not_allowed", post("/commitment", Json.object()));
        assertError(400, "invalid_hash", get("/chunk/0x12"));
        assertError(400, "missing_parameter", get("/commitment"));
        assertError(400, "invalid_parameter", get("/commitment?bucket_id=-1"));
        assertError(400, "invalid_bucket", get("/commitment?bucket_id=9007199254740992"));
        assertError(400, "serialization_error", post("/exists", Json.array()));
        assertError(400, "serialization_error", post("/exists", Json.object().put("bucket_id", 7)));
        Request noJson = new Request("node", "POST", url("/exists"), Optional.of(network.token), Map.of(),
                new Request.Body.Binary("{}".getBytes(StandardCharsets.UTF_8), 2, "text/plain", () -> {}),
                Request.TIMEOUT, Request.MOST);
        assertError(415, "not_json", http.send(noJson));
    }

    @Test
    void refusesWebPages() throws FailureException {
        assertError(403, "foreign_origin",
                http.send(Request.get("node", url("/health")).with("Origin", "http://example.org")));
        assertError(403, "foreign_host",
                http.send(Request.get("node", url("/health")).with("Host", "example.org")));
    }

    @Test
    void takesChunksThatArePaid() throws FailureException {
        byte[] chunk = bytes(200_000);
        Address address = address(chunk);
        assertError(402, "payment_required", put(chunk, address));
        assertEquals("[\"" + address + "\"]", body(pay(List.of(address))).path("accepted").toString());
        byte[] wrong = bytes(200_001);
        assertError(400, "hash_mismatch", put(wrong, address));
        assertEquals(201, put(chunk, address).status());
        assertEquals(200, put(chunk, address).status());
        assertError(400, "hash_mismatch", put(wrong, address));
        Address missing = address(bytes(1));
        JsonNode exists = body(post("/exists", inBucket("hashes", texts(List.of(address, missing)))));
        assertEquals("[\"" + address + "\"]", exists.path("exists").toString());
        assertEquals("[\"" + missing + "\"]", exists.path("missing").toString());
    }

    @Test
    void takesAPaymentForOneBucketOnly() throws FailureException {
        byte[] chunk = bytes(1_000);
        pay(List.of(address(chunk)));
        assertError(402, "payment_required", http.send(Request.put("node",
                url("/chunk/" + address(chunk) + "?bucket_id=8"), chunk, chunk.length, () -> {}).with(network.token)));
    }

    @Test
    void takesAPaymentShownForAnotherBucketByTheRulesOfItsQuotesOwn() throws FailureException {
        byte[] chunk = bytes(1_000);
        network.chain.open(new BucketId(8), network.identities.stream().map(NodeIdentity::id).toList());
        ObjectNode proof = proof(List.of(address(chunk))).put("bucket_id", 8);
        JsonNode asTheirs = body(post("/payments", proof));
        assertEquals("wrong_quote_hash", asTheirs.path("refused").get(0).path("reason").asString());
        proof.path("quotes").forEach(quote -> ((ObjectNode) quote).put("bucket_id", 7));
        assertEquals("[\"" + address(chunk) + "\"]", body(post("/payments", proof)).path("accepted").toString());
        assertError(402, "payment_required", put(chunk, address(chunk)));
        assertEquals(201, http.send(Request.put("node", url("/chunk/" + address(chunk) + "?bucket_id=8"), chunk,
                chunk.length, () -> {}).with(network.token)).status());
        proof.path("quotes").forEach(quote -> ((ObjectNode) quote).put("bucket_id", 9));
        assertError(404, "bucket_not_found", post("/payments", proof));
        network.chain.open(new BucketId(9), List.of(network.identities.get(1).id()));
        assertError(403, "not_a_provider", post("/payments", proof.put("bucket_id", 9)));
    }

    @Test
    void refusesChunksThatAreTooLargeOrOfNoKnownLength() throws FailureException {
        byte[] large = new byte[4_194_305];
        assertError(413, "too_large", put(large, address(large)));
        assertEquals(4_194_304, Json.tree(put(large, address(large)).body()).path("details").path("max_chunk").asInt());
    }

    @Test
    void refusesChunksWithoutRoom() throws FailureException {
        byte[] chunk = bytes(1_000);
        pay(List.of(address(chunk)));
        network.nodes.getFirst().faults().diskFull(true);
        assertError(507, "disk_full", put(chunk, address(chunk)));
        network.nodes.getFirst().faults().clear();
        assertEquals(201, put(chunk, address(chunk)).status());
    }

    @Test
    void givesChunksAndPartsOfThem() throws FailureException {
        byte[] chunk = bytes(200_000);
        Address address = store(chunk);
        Response whole = get("/chunk/" + address);
        assertEquals(200, whole.status());
        assertArrayEquals(chunk, whole.body());
        Response part = http.send(Request.get("node", url("/chunk/" + address)).with(network.token)
                .with("Range", "bytes=100000-150000"));
        assertEquals(206, part.status());
        assertEquals(Optional.of("bytes 100000-150000/200000"), part.header("content-range"));
        assertArrayEquals(Arrays.copyOfRange(chunk, 100_000, 150_001), part.body());
        assertError(416, "range_not_satisfiable", http.send(Request.get("node", url("/chunk/" + address))
                .with(network.token).with("Range", "bytes=200000-")));
        assertError(404, "chunk_not_found", get("/chunk/" + address(bytes(3))));
    }

    @Test
    void deletesChunks() throws FailureException {
        Address address = store(bytes(1_000));
        Request request = Request.delete("node", url("/chunk/" + address + "?bucket_id=7")).with(network.token);
        assertEquals(204, http.send(request).status());
        assertError(404, "chunk_not_found", http.send(request));
        assertError(404, "chunk_not_found", get("/chunk/" + address));
    }

    @Test
    void asksMoreTheMoreItHolds() throws FailureException {
        Address first = address(bytes(10));
        JsonNode before = body(post("/quotes", inBucket("hashes", texts(List.of(first))))).path("quotes").get(0);
        assertEquals(0, before.path("records").asLong());
        assertEquals("3906250000000000", before.path("price").asString());
        store(bytes(10));
        JsonNode quotes = body(post("/quotes", inBucket("hashes", texts(List.of(first, address(bytes(11)))))))
                .path("quotes");
        assertTrue(quotes.get(0).path("stored").asBoolean());
        assertEquals(1, quotes.get(1).path("records").asLong());
        assertTrue(quotes.get(1).path("timestamp").isIntegralNumber());
        List<Address> many = new ArrayList<>();
        for (int i = 0; i < 65; i++) {
            many.add(address(bytes(i + 1)));
        }
        assertError(400, "too_many_hashes", post("/quotes", inBucket("hashes", texts(many))));
    }

    @Test
    void judgesPaymentsOnlyWhenItKnowsBucketAndTransaction() throws FailureException {
        ObjectNode proof = proof(List.of(address(bytes(10))));
        assertError(404, "bucket_not_found", post("/payments", proof.deepCopy().put("bucket_id", 8)));
        Response unknown = post("/payments", proof.deepCopy().put("tx_hash", Mmr.EMPTY.toString()));
        assertError(503, "transaction_unknown", unknown);
        assertEquals(Optional.of("1"), unknown.header("retry-after"));
        network.chain.down(true);
        assertError(503, "chain_unavailable", post("/payments", proof));
        network.chain.down(false);
        network.chain.open(FakeChainNetwork.BUCKET, List.of(network.nodes.get(1).id()));
        assertError(403, "not_a_provider", post("/payments", proof));
    }

    @Test
    void namesTheReasonForRefusingAPayment() throws FailureException {
        Address address = address(bytes(10));
        ObjectNode proof = proof(List.of(address));
        ((ObjectNode) proof.path("quotes").get(0)).put("price", "1");
        JsonNode refused = body(post("/payments", proof)).path("refused").get(0);
        assertEquals(address.toString(), refused.path("hash").asString());
        assertEquals("wrong_quote_hash", refused.path("reason").asString());
        ((ObjectNode) proof.path("quotes").get(0)).put("price", "-1");
        assertError(400, "invalid_quote", post("/payments", proof));
    }

    private ObjectNode leaf(List<Address> chunks, long size) {
        return Json.object().put("data_root", MerkleTree.dataRoot(chunks).toString()).put("data_size", size)
                .set("hashes", texts(chunks));
    }

    private ObjectNode commit(long first, ObjectNode... leaves) {
        ArrayNode array = Json.array();
        array.addAll(List.of(leaves));
        return inBucket("leaves", array).put("first_index", first);
    }

    @Test
    void commitsAndProves() throws FailureException {
        List<Address> chunks = List.of(store(bytes(10)), store(bytes(20)), store(bytes(30)));
        ObjectNode leaf = leaf(chunks, 60);
        JsonNode committed = body(post("/commit", commit(0, leaf)));
        assertEquals("[0]", committed.path("leaf_indices").toString());
        assertEquals(committed, body(post("/commit", commit(0, leaf))));
        Hash mmrLeaf = Mmr.leaf(MerkleTree.dataRoot(chunks), new ByteCount(60), new ByteCount(60));
        assertEquals(mmrLeaf.toString(), committed.path("mmr_root").asString());
        Hash digest = CommitmentDigest.of(FakeChainNetwork.CONTRACTS.chain(), FakeChainNetwork.CONTRACTS.registry(),
                CommitmentDigest.payload(FakeChainNetwork.BUCKET, mmrLeaf, 0, 1));
        assertEquals(Optional.of(network.nodes.getFirst().id().account()),
                Recovery.signer(digest, Signature.of(committed.path("provider_signature").asString())));
        JsonNode commitment = body(get("/commitment?bucket_id=7"));
        assertEquals(1, commitment.path("leaf_count").asInt());
        assertEquals(0, commitment.path("start_seq").asInt());
        assertEquals(7, commitment.path("bucket_id").asInt());

        JsonNode proof = body(get("/mmr_proof?bucket_id=7&leaf_index=0"));
        assertEquals(60, proof.path("leaf").path("total_size").asInt());
        assertEquals("[\"" + mmrLeaf + "\"]", proof.path("proof").path("peaks").toString());
        assertError(404, "leaf_not_found", get("/mmr_proof?bucket_id=7&leaf_index=1"));
        JsonNode chunkProof = body(get("/chunk_proof?data_root=" + MerkleTree.dataRoot(chunks) + "&chunk_index=2"));
        assertEquals(chunks.get(2).toString(), chunkProof.path("chunk_hash").asString());
        List<Hash> siblings = new ArrayList<>();
        chunkProof.path("proof").path("siblings").forEach(node -> siblings.add(Hash.of(node.asString())));
        assertTrue(MerkleTree.verify(MerkleTree.dataRoot(chunks),
                MerkleTree.leaf(chunks.get(2).bytes().toArray()), 2, 3, siblings));
        assertEquals("[true]", chunkProof.path("proof").path("path").toString());
        assertError(404, "chunk_not_found",
                get("/chunk_proof?data_root=" + MerkleTree.dataRoot(chunks) + "&chunk_index=3"));
    }

    @Test
    void refusesLeavesThatAreNotWhatTheySay() throws FailureException {
        Address chunk = store(bytes(10));
        assertError(400, "data_root_mismatch",
                post("/commit", commit(0, leaf(List.of(chunk), 10).put("data_root", Mmr.EMPTY.toString()))));
        assertError(400, "data_size_mismatch", post("/commit", commit(0, leaf(List.of(chunk), 11))));
        assertError(400, "invalid_leaves", post("/commit", commit(0)));
        assertError(400, "data_root_mismatch", post("/commit", commit(0, leaf(List.of(), 0))));
        Address missing = address(bytes(20));
        Response children = post("/commit", commit(0, leaf(List.of(chunk, missing), 30)));
        assertError(400, "children_missing", children);
        assertEquals("[\"" + missing + "\"]",
                Json.tree(children.body()).path("details").path("missing").toString());
        Response position = post("/commit", commit(1, leaf(List.of(chunk), 10)));
        assertError(409, "position", position);
        assertEquals(0, Json.tree(position.body()).path("details").path("leaf_count").asInt());
        assertEquals(Mmr.EMPTY.toString(), Json.tree(position.body()).path("details").path("mmr_root").asString());
    }

    @Test
    void staysBehindWhenToldToAndCatchesUp() throws FailureException {
        ObjectNode first = leaf(List.of(store(bytes(10))), 10);
        ObjectNode second = leaf(List.of(store(bytes(20))), 20);
        String root = body(post("/commit", commit(0, first))).path("mmr_root").asString();
        network.nodes.getFirst().faults().lagging(true);
        assertEquals(root, body(post("/commit", commit(1, second))).path("mmr_root").asString());
        assertEquals(1, body(get("/commitment?bucket_id=7")).path("leaf_count").asInt());
        assertEquals(1, body(get("/leaves?bucket_id=7&from=0")).path("leaves").size());
        network.nodes.getFirst().faults().lagging(false);
        assertEquals(2, body(get("/commitment?bucket_id=7")).path("leaf_count").asInt());
        assertEquals(2, body(get("/leaves?bucket_id=7&from=0")).path("leaves").size());
    }

    @Test
    void appendsOtherLeavesWhenToldTo() throws FailureException {
        ObjectNode leaf = leaf(List.of(store(bytes(10))), 10);
        network.nodes.getFirst().faults().diverging(true);
        String root = body(post("/commit", commit(0, leaf))).path("mmr_root").asString();
        network.nodes.getFirst().faults().clear();
        assertFalse(root.equals(Mmr.leaf(Hash.of(leaf.path("data_root").asString()), new ByteCount(10),
                new ByteCount(10)).toString()));
        assertError(409, "position", post("/commit", commit(0, leaf)));
    }

    @Test
    void comesBackAsItWas() throws IOException, FailureException {
        byte[] chunk = bytes(1_000);
        Address address = store(chunk);
        byte[] paid = bytes(2_000);
        pay(List.of(address(paid)));
        body(post("/commit", commit(0, leaf(List.of(address), 1_000))));
        JsonNode commitment = body(get("/commitment?bucket_id=7"));
        network.restart(0);
        assertArrayEquals(chunk, get("/chunk/" + address).body());
        assertEquals(commitment, body(get("/commitment?bucket_id=7")));
        assertEquals(201, put(paid, address(paid)).status());
        JsonNode usage = body(http.send(Request.get("node", url("/operator/usage")).with(FakeChainNetwork.OPERATOR)));
        assertEquals(3_000, usage.path("held_bytes").asLong());
    }

    @Test
    void isEmptiedByItsOperator() throws IOException, FailureException {
        byte[] chunk = bytes(1_000);
        Address address = store(chunk);
        body(post("/commit", commit(0, leaf(List.of(address), 1_000))));
        assertEquals(204, http.send(Request.post("node", url("/operator/empty"), Json.write(Json.object()))
                .with(FakeChainNetwork.OPERATOR)).status());
        network.restart(0);
        assertError(404, "chunk_not_found", get("/chunk/" + address));
        assertEquals(0, body(get("/commitment?bucket_id=7")).path("leaf_count").asInt());
        assertEquals(201, put(chunk, address).status());
    }
}
