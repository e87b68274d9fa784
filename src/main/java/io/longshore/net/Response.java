package io.longshore.net;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.longshore.model.Failure;
import io.longshore.model.Failure.Insufficient.Resource;

/// What another party answered.
///
/// @param status the HTTP status
/// @param headers its headers; names in lower case, the last one of each name
/// @param retryAfter how long it asked to be left alone
/// @param body its bytes, whole
public record Response(int status, Map<String, String> headers, Optional<Duration> retryAfter, byte[] body) {
    /// Keeps an own copy of the headers.
    public Response {
        headers = Map.copyOf(headers);
    }

    /// Whether the status is one of success.
    public boolean successful() {
        return status >= 200 && status < 300;
    }

    /// A header's value.
    /// @param name in lower case
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// The kind of failure that the status stands for (RFC 9110; 429 from RFC 6585, 507 from RFC 4918).
    /// @param who who answered
    /// @param what what was asked for, for people
    /// @param detail what the answer said about it
    public Failure failure(String who, String what, String detail) {
        String said = "HTTP " + status + (detail.isEmpty() ? "" : ", " + detail);
        return switch (status) {
            case 402 -> new Failure.Unpaid(who);
            case 404, 410 -> new Failure.NotFound(what);
            case 408, 425, 429 -> new Failure.Unavailable(who, said, retryAfter);
            case 501, 505 -> new Failure.Refused(who, said);
            case 507 -> new Failure.Insufficient(Resource.DISK, what, "none at " + who);
            default -> status >= 500
                    ? new Failure.Unavailable(who, said, retryAfter)
                    : new Failure.Refused(who, said);
        };
    }

    @Override
    public String toString() {
        return "HTTP " + status + ", " + body.length + " bytes";
    }
}
