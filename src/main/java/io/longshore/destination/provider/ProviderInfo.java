package io.longshore.destination.provider;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import io.longshore.model.Account;
import io.longshore.model.ByteCount;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.Contracts;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;
import io.longshore.net.Http;
import io.longshore.net.Request;
import io.longshore.net.Response;
import io.longshore.proof.PublicKey;

/// What a provider says of itself to anybody (`src/docs/format.md` 3, `/info`), in the scheme and with the hash that drives
/// here know, and with a key that fits its id.
///
/// @param id who it is
/// @param chain the chain it is paid on
/// @param contracts what it is paid with there
/// @param maxChunk the largest chunk it takes
/// @param signing how it signs its commitments
record ProviderInfo(ProviderId id, ChainId chain, Contracts contracts, ByteCount maxChunk, Signing signing) {
    private static final String HASH = "sha2-256";

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Info(String providerId, String publicKey, String scheme, Optional<String> commitmentKey,
            Optional<String> commitmentKeySignature, String hash, Payment payment, long maxChunk) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Payment(long chainId, String vault, String token, String registry) {}

    private record Facts(ProviderId id, Optional<Account> key, String scheme, Optional<Signing> signing, String hash,
            ChainId chain, Contracts contracts, ByteCount maxChunk) {
        static Facts of(Info info) {
            Payment payment = info.payment();
            return new Facts(ProviderId.of(info.providerId()), PublicKey.account(Bytes.fromHex(info.publicKey())),
                    info.scheme(), Signing.of(info.scheme(), info.commitmentKey(), info.commitmentKeySignature()),
                    info.hash(), new ChainId(payment.chainId()), new Contracts(Account.of(payment.vault()),
                            Account.of(payment.token()), Account.of(payment.registry())),
                    new ByteCount(info.maxChunk()));
        }
    }

    /// Asks at a place.
    /// @throws FailureException `Refused` if who answers speaks another scheme, or has no key for the id it names
    static ProviderInfo ask(Http http, URI place, Duration time) throws FailureException {
        String who = place.getAuthority();
        Response response = http.send(Request.get(who, URI.create(place + "/info")).within(time));
        if (!response.successful()) {
            throw new FailureException(response.failure(who, "information", Answers.errorCode(response)));
        }
        Facts facts = Answers.read(who, response, Info.class, Facts::of);
        if (!facts.key().equals(Optional.of(facts.id().account()))) {
            throw new FailureException(new Failure.Refused(who, "another provider answers there: " + facts.id()));
        }
        if (facts.signing().isEmpty() || !facts.hash().equals(HASH)) {
            throw new FailureException(
                    new Failure.Refused(who, "it speaks " + facts.scheme() + " and " + facts.hash()));
        }
        return new ProviderInfo(facts.id(), facts.chain(), facts.contracts(), facts.maxChunk(), facts.signing().get());
    }
}
