package io.longshore.localnet;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import io.longshore.proof.CommitmentKey;

/// What a node says of itself to anybody. For all threads.
final class InfoRoutes {
    private static final String VERSION = "1";

    private final NodeIdentity node;
    private final Contracts contracts;
    private final CommitmentKey commitments;

    InfoRoutes(NodeIdentity node, Contracts contracts) {
        this.node = node;
        this.contracts = contracts;
        this.commitments = node.commitments();
    }

    private record Health(String status, String version) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Info(String providerId, String publicKey, String scheme, @Nullable String commitmentKey,
            @Nullable String commitmentKeySignature, String hash, List<String> features, Payment payment,
            long maxChunk) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Payment(long chainId, String vault, String token, String registry) {}

    /// That it is there.
    void health(Exchange exchange) throws IOException {
        exchange.answer(200, new Health("ok", VERSION));
    }

    /// Who it is and what it wants.
    void info(Exchange exchange) throws IOException {
        exchange.answer(200, new Info(node.id().toString(), node.key().publicKey().toString(),
                commitments.scheme().word(),
                commitments.vouched().map(vouched -> vouched.key().toString()).orElse(null),
                commitments.vouched().map(vouched -> vouched.voucher().toString()).orElse(null), "sha2-256",
                List.of("raw-chunks", "quotes"), new Payment(contracts.chain().value(), contracts.vault().toString(),
                        contracts.token().toString(), contracts.registry().toString()),
                ChunkRoutes.MAX_CHUNK.value()));
    }
}
