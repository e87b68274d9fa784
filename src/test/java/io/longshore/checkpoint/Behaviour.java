package io.longshore.checkpoint;

import java.time.Duration;

import io.longshore.model.Recommendation;
import io.longshore.model.Standing;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    AHEAD(Word.LEADS, 0, 0),
    /// Says that it has more leaves than there can be.
    BOASTING(Word.LEADS, 0, 0),
    /// Has as many leaves as we, and one of them is another.
    DIVERGENT(Word.DIVERGES, 0, 0),
    /// Signs our root for fewer leaves.
    OTHER_COUNT(Word.DIVERGES, 0, 0),
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
        AGREES, LAGS, LEADS, DIVERGES, NONSENSE, SILENT;

        static Word of(Standing standing) {
            return switch (standing) {
                case Standing.Agreeing _ -> AGREES;
                case Standing.Behind _ -> LAGS;
                case Standing.Ahead _ -> LEADS;
                case Standing.Divergent _ -> DIVERGES;
                case Standing.Invalid _ -> NONSENSE;
                case Standing.Unreachable _ -> SILENT;
            };
        }

        /// What follows if one such is among so many others that agree.
        /// @param all how many they are together
        Class<? extends Recommendation> alone(int all) {
            return switch (this) {
                case AGREES -> Recommendation.Nothing.class;
                case LAGS, SILENT ->
                    all > 2 ? Recommendation.ProceedWithMajority.class : Recommendation.WaitForSync.class;
                case NONSENSE -> all > 2 ? Recommendation.ProceedWithMajority.class : Recommendation.Audit.class;
                case LEADS, DIVERGES -> all > 2
                        ? Recommendation.ProceedWithMajority.class
                        : all == 2 ? Recommendation.Audit.class : Recommendation.Ask.class;
            };
        }

        /// What follows if so many are such that the others are one too few.
        /// @param such how many are such
        /// @param required how many have to agree
        Class<? extends Recommendation> tooMany(int such, int required) {
            return switch (this) {
                case AGREES -> Recommendation.Nothing.class;
                case LAGS, SILENT -> Recommendation.WaitForSync.class;
                case NONSENSE -> Recommendation.Audit.class;
                // Where one more than half must agree, half of them is no majority either: a tie is none.
                case LEADS, DIVERGES -> such >= required ? Recommendation.Ask.class : Recommendation.Audit.class;
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

    /// How long it takes to answer, if it answers at all.
    Duration delay() {
        return switch (this) {
            case SLOW -> Duration.ofSeconds(29);
            case TOO_SLOW -> Duration.ofSeconds(31);
            default -> Duration.ZERO;
        };
    }

    /// How often it is asked: who answers, even nonsense, is believed at once; who does not is asked three times more.
    int asked() {
        return switch (this) {
            case TOO_SLOW, REFUSING, NOT_READY, HANGING -> 4;
            case FLAPPING -> 3;
            default -> 1;
        };
    }

    /// By how many leaves it is apart from us.
    /// @param ours how many we have
    long apart(long ours) {
        return switch (this) {
            case LAGGING_BY_1, AHEAD -> 1;
            case LAGGING_BY_40 -> 40;
            case BOASTING -> Long.MAX_VALUE - ours;
            default -> 0;
        };
    }

    /// Checks how it was found to stand.
    void assertStanding(Standing standing, long ours) {
        assertEquals(word, Word.of(standing), standing::toString);
        switch (standing) {
            case Standing.Behind(var _, long leaves) -> assertEquals(apart(ours), leaves);
            case Standing.Ahead(var _, long leaves) -> assertEquals(apart(ours), leaves);
            case Standing.Agreeing _,Standing.Divergent _,Standing.Invalid _,Standing.Unreachable _ -> {
            }
        }
    }
}
