package io.longshore.destination.provider;

import java.time.DateTimeException;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;

import io.longshore.json.Json;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.net.Response;

/// Reads what servers answer; what is not as it must be is `Corrupt`.
final class Answers {
    private Answers() {}

    /// Reads the body as JSON of a shape, and from that what it means.
    /// @param meaning throws IllegalArgumentException, ArithmeticException or DateTimeException on nonsense
    static <A, T> T read(String who, Response response, Class<A> shape, Function<A, T> meaning)
            throws FailureException {
        try {
            return meaning.apply(Json.read(response.body(), shape));
        } catch (Json.Malformed | IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new FailureException(new Failure.Corrupt("answer of " + who, "it makes no sense"), e);
        }
    }

    /// The code of an error answer; empty if it has none.
    static String errorCode(Response response) {
        try {
            JsonNode code = Json.tree(response.body()).path("error");
            return code.isString() ? code.stringValue() : "";
        } catch (Json.Malformed _) {
            return "";
        }
    }
}
