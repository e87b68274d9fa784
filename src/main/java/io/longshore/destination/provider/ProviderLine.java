package io.longshore.destination.provider;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

import io.longshore.destination.Terms;
import io.longshore.json.Json;
import io.longshore.model.ByteCount;
import io.longshore.model.Contracts;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;
import io.longshore.net.BearerToken;
import io.longshore.net.Deadline;
import io.longshore.net.Http;
import io.longshore.net.Request;
import io.longshore.net.Response;

/// The line to one provider: knows where it is, makes sure that who answers there is who it should be and wants what it
/// should want, and turns answers that report errors into failures. For all threads.
final class ProviderLine {
    private final Http http;
    private final ProviderId id;
    private final Terms terms;
    private final Network.Credentials credentials;
    private final Duration timeout;
    private volatile URI url;

    /// What it said of itself at its present place; empty before it did.
    private volatile Optional<Said> said = Optional.empty();

    ProviderLine(Http http, NetworkDescription.Listed provider, Terms terms,
            Network.Credentials credentials, Duration timeout) {
        this.http = http;
        this.id = provider.id();
        this.url = provider.url();
        this.terms = terms;
        this.credentials = credentials;
        this.timeout = timeout;
    }

    ProviderId id() {
        return id;
    }

    Terms terms() {
        return terms;
    }

    /// Where it is, for people and failures.
    String where() {
        return url.getAuthority();
    }

    /// It is somewhere else now.
    synchronized void move(URI place) {
        if (!place.equals(url)) {
            url = place;
            said = Optional.empty();
        }
    }

    /// The largest chunk it takes; empty as long as it was not reached.
    OptionalLong maxChunk() {
        return said.map(known -> OptionalLong.of(known.maxChunk().value())).orElseGet(OptionalLong::empty);
    }

    /// How it signs its commitments.
    /// @throws FailureException `Unavailable` if it has moved and was not reached since
    Signing signing() throws FailureException {
        return said().signing();
    }

    private Said said() throws FailureException {
        return said.orElseThrow(() -> new FailureException(
                new Failure.Unavailable(where(), "moved meanwhile", Optional.empty())));
    }

    /// What came of an introduction.
    ///
    /// @param maxChunk the largest chunk it takes
    /// @param signing how it signs its commitments
    /// @param token what the drive shows to it
    private record Said(ByteCount maxChunk, Signing signing, BearerToken token) {}

    /// Asks who answers there, within the drive's timeout, and compares.
    void introduce() throws FailureException {
        introduce(timeout);
    }

    /// Asks who answers there, and compares.
    void introduce(Duration time) throws FailureException {
        URI place = url;
        Deadline deadline = Deadline.after(time);
        ProviderInfo info = ProviderInfo.ask(http, place, time);
        if (!info.id().equals(id)) {
            throw new FailureException(new Failure.Refused(where(), "another provider answers there: " + info.id()));
        }
        if (!info.chain().equals(terms.chain())
                || !info.contracts().equals(new Contracts(terms.vault(), terms.token(), terms.registry()))) {
            throw new FailureException(new Failure.Refused(where(),
                    "it wants to be paid on another chain or by other contracts than its network says"));
        }
        requireTime(deadline);
        Said now = new Said(info.maxChunk(), info.signing(), credentials.token(id, deadline.left()));
        synchronized (this) {
            if (place.equals(url)) {
                said = Optional.of(now);
            }
        }
    }

    private void requireTime(Deadline deadline) throws FailureException {
        if (deadline.passed()) {
            throw new FailureException(new Failure.Unavailable(where(), "did not answer in time", Optional.empty()));
        }
    }

    private static URI at(URI place, String path) {
        return URI.create(place + path);
    }

    /// Fetches what stands at a path.
    Response get(String path, ByteCount most) throws FailureException {
        return send(Request.get(where(), at(url, path)).atMost(most));
    }

    /// The same, with no more time than that, an introduction included.
    Response get(String path, ByteCount most, Duration time) throws FailureException {
        Deadline deadline = Deadline.after(time);
        if (said.isEmpty()) {
            introduce(time);
        }
        requireTime(deadline);
        return http.send(Request.get(where(), at(url, path)).atMost(most).with(said().token()).within(deadline.left()));
    }

    /// Sends JSON to a path.
    Response post(String path, Object json) throws FailureException {
        return send(Request.post(where(), at(url, path), Json.write(json)));
    }

    /// Puts bytes at a path.
    Response put(String path, byte[] bytes, int length, Runnable started) throws FailureException {
        return send(Request.put(where(), at(url, path), bytes, length, started));
    }

    private Response send(Request request) throws FailureException {
        if (said.isEmpty()) {
            introduce();
        }
        return http.send(request.with(said().token()).within(timeout));
    }

    /// The answer itself, if it is one of success.
    /// @param what what was asked for
    Response success(Response response, String what) throws FailureException {
        if (!response.successful()) {
            throw failure(response, what);
        }
        return response;
    }

    /// What an answer that is not one of success means.
    FailureException failure(Response response, String what) {
        String code = Answers.errorCode(response);
        return new FailureException(code.equals("hash_mismatch")
                ? new Failure.Corrupt(what, where() + " received other bytes")
                : response.failure(where(), what, code));
    }

    /// Reads the answer as JSON of a shape, and from that what it means.
    <A, T> T read(Response response, Class<A> shape, Function<A, T> meaning) throws FailureException {
        return Answers.read(where(), response, shape, meaning);
    }
}
