package io.longshore.checkpoint;

import java.time.Duration;

import io.longshore.model.Standing;

/// How a provider may behave when its commitment is asked for, and what the protocol's times make of it: 30 s an attempt,
/// retries after 2, 4 and 8 s, each pause up to a quarter longer.
enum Behaviour {
    /// Answers at once, and has our leaves.
    HEALTHY(Word.AGREES, 0, 0),
    /// Answers just in time.
    SLOW(Word.AGREES, 29, 29),
    /// Answers just too late, each time.
    TOO_SLOW(Word.SILENT, 4 * 30 + 14, 4 * 30 + 17.5),
    /// Nobody listens there.
    REFUSING(Word.SILENT, 14, 17.5),
    /// Answers 503.
    NOT_READY(Word.SILENT, 14, 17.5),
    /// Answers 503, and wants to be asked again in an hour.
    NOT_READY_FOR_LONG(Word.SILENT, 0, 0),
    /// Takes the connection and says nothing.
    HANGING(Word.SILENT, 4 * 30 + 14, 4 * 30 + 17.5),
    /// Fails twice, then answers.
    FLAPPING(Word.AGREES, 6, 7.5),
    /// Lacks our last leaf.
    LAGGING_BY_1(Word.LAGS, 0, 0),
    /// Lacks 40 leaves.
    LAGGING_BY_40(Word.LAGS, 0, 0),
    /// Has a leaf that we do not know.
    AHEAD(Word.CONTRADICTS, 0, 0),
    /// Says that it has more leaves than there can be.
    BOASTING(Word.CONTRADICTS, 0, 0),
    /// Has as many leaves as we, and one of them is another.
    DIVERGENT(Word.CONTRADICTS, 0, 0),
    /// Signs our root for fewer leaves.
    OTHER_COUNT(Word.CONTRADICTS, 0, 0),
    /// Signs our root for a range that begins later.
    OTHER_START(Word.NONSENSE, 0, 0),
    /// Its signature is of something else.
    BAD_SIGNATURE(Word.NONSENSE, 0, 0),
    /// Signs rightly, but about another bucket.
    OTHER_BUCKET(Word.NONSENSE, 0, 0),
    /// Signs rightly, but for another chain.
    OTHER_CHAIN(Word.NONSENSE, 0, 0),
    /// Signs rightly, but for another registry.
    OTHER_REGISTRY(Word.NONSENSE, 0, 0),
    /// Shows the signature of another provider.
    REPEATED_SIGNER(Word.NONSENSE, 0, 0),
    /// Answers what is no JSON.
    GARBAGE(Word.NONSENSE, 0, 0),
    /// Answers 10 MB.
    HUGE(Word.NONSENSE, 0, 0);

    /// What a provider's answer comes to.
    enum Word {
        AGREES, LAGS, CONTRADICTS, NONSENSE, SILENT;

        static Word of(Standing standing) {
            return switch (standing) {
                case Standing.Agreeing _ -> AGREES;
                case Standing.Behind _ -> LAGS;
                case Standing.Ahead _ -> CONTRADICTS;
                case Standing.Divergent _ -> CONTRADICTS;
                case Standing.Invalid _ -> NONSENSE;
                case Standing.Unreachable _ -> SILENT;
            };
        }
    }

    final Word word;
    final Duration least;
    final Duration most;

    Behaviour(Word word, double least, double most) {
        this.word = word;
        this.least = Duration.ofMillis((long) (least * 1000));
        this.most = Duration.ofMillis((long) (most * 1000));
    }
}
