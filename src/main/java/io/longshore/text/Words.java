package io.longshore.text;

import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.Failure.Insufficient.Resource;
import io.longshore.model.PaymentMode;
import io.longshore.model.ProviderHistory;
import io.longshore.model.Recovery;
import io.longshore.model.UploadState;
import io.longshore.model.WaveStage;
import io.longshore.model.Wei;
import io.longshore.model.snapshot.UploadSnapshot;

/// What we say to people, in one language. Immutable; may be used from any thread.
///
/// Every switch is exhaustive: a new failure or state does not compile until it has words, and a test holds the
/// languages complete.
public final class Words {
    private static final String BUNDLE = "io.longshore.text.words";

    private final Locale locale;

    private final ResourceBundle bundle;

    private final Numbers numbers;

    private Words(Locale locale, ResourceBundle bundle) {
        this.locale = locale;
        this.bundle = bundle;
        this.numbers = new Numbers(locale);
    }

    /// The words of `locale`'s language: German, or English for every other.
    public static Words of(Locale locale) {
        ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        boolean spoken = bundle.getLocale().getLanguage().equals(locale.getLanguage());
        return new Words(spoken ? locale : Locale.ENGLISH, bundle);
    }

    /// The language and country the words and numbers are written for.
    public Locale locale() {
        return locale;
    }

    /// A failure in words.
    public Problem problem(Failure failure) {
        return switch (failure) {
            case Failure.Unavailable(var who, var detail, var after) ->
                about(failure, "unavailable", detail, who, waiting(after));
            case Failure.NoMajority(var reachable, var needed) ->
                about(failure, "no-majority", "", numbers.count(reachable), numbers.count(needed));
            case Failure.Refused(var who, var detail) -> about(failure, "refused", detail, who);
            case Failure.Unpaid(var who) -> about(failure, "unpaid", "", who);
            case Failure.SourceChanged(var path, var how) -> about(failure, "source-changed", how, path(path));
            case Failure.SourceAwaited(var path, var how) -> about(failure, "source-awaited", how, path(path));
            case Failure.SourceUnreadable(var path, var why) -> about(failure, "source-unreadable", why, path(path));
            case Failure.Insufficient(var resource, var needed, var available) -> about(failure, switch (resource) {
                case TOKEN -> "insufficient-token";
                case GAS -> "insufficient-gas";
                case DISK -> "insufficient-disk";
                case CAPACITY -> "insufficient-capacity";
            }, "", quantity(resource, needed), quantity(resource, available));
            case Failure.GasTooDear(var now, var ceiling) ->
                about(failure, "gas-price", "", gasPrice(now), gasPrice(ceiling));
            case Failure.ChunkTooDear(var price, var ceiling) ->
                about(failure, "price", "", tokens(price), tokens(ceiling));
            case Failure.ClockApart(var chain, var here) -> about(failure, "clock", "", moment(here), moment(chain),
                    numbers.count(Duration.between(chain, here).abs().toSeconds()));
            case Failure.Corrupt(var what, var detail) -> about(failure, "corrupt", detail, what);
            case Failure.NotFound(var what) -> about(failure, "not-found", "", what);
            case Failure.WrongVault(var drive) -> about(failure, "wrong-vault", "", drive.toString());
            case Failure.VaultLocked() -> about(failure, "vault-locked", "");
            case Failure.HostileName(var name) -> about(failure, "hostile-name", "", name);
            case Failure.Exists(var path) -> about(failure, "exists", "", path(path));
            case Failure.LocalFailure(var what, var detail) -> about(failure, "local", detail, what);
            case Failure.JournalDamaged(var detail) -> about(failure, "journal", detail);
            case Failure.OlderThanTheWorld(var sign, var who, var there, var here) -> about(failure, switch (sign) {
                case TRANSACTIONS -> "older-transactions";
                case LEAVES -> "older-leaves";
            }, "", who, numbers.count(there), numbers.count(here));
            case Failure.DataFolderInUse(var folder, var owner) -> about(failure, "in-use", owner, path(folder));
            case Failure.Disagreement(var what, var detail) -> about(failure, "disagreement", detail, what);
            case Failure.PaymentFailed(var detail) -> about(failure, "payment", detail);
            case Failure.Unsupported(var what) -> about(failure, "unsupported", "", what);
            case Failure.Cancelled() -> about(failure, "cancelled", "");
            case Failure.Broken(var detail) -> about(failure, "broken", detail);
        };
    }

    /// What had to be done to open a data folder, a sentence each; none if nothing had to be.
    public List<String> recovery(Recovery recovery) {
        List<String> sentences = new ArrayList<>();
        if (recovery.cutBytes() > 0) {
            sentences.add(text("recovery.cut", numbers.count(recovery.cutBytes())));
        }
        if (recovery.rebuilt()) {
            sentences.add(text("recovery.rebuilt", numbers.count(recovery.replayed())));
        } else if (recovery.replayed() > 0) {
            sentences.add(text("recovery.replayed", numbers.count(recovery.replayed())));
        }
        return sentences;
    }

    /// A state in one or two words, for a badge or a column.
    public String state(UploadState state) {
        return text("state." + key(state));
    }

    /// As [#state(UploadState)], or that it is interrupted.
    public String state(UploadSnapshot upload) {
        return upload.isInterrupted() ? text("state.interrupted") : state(upload.state());
    }

    /// As [#explain(UploadState)], or what becomes of what is interrupted.
    public String explain(UploadSnapshot upload) {
        return upload.isInterrupted() ? text("explain.interrupted") : explain(upload.state());
    }

    /// A state in a sentence, with what it waits for or ended with; amounts included, without the code of a failure.
    public String explain(UploadState state) {
        String key = "explain." + key(state);
        return switch (state) {
            case UploadState.AwaitingApproval(var needed, var left, var limit) ->
                text(key + limited(limit), tokens(needed), tokens(left));
            case UploadState.Stalled(var failure) -> text(key, problem(failure).sentence());
            case UploadState.Cancelled(var unstored) ->
                unstored.isZero() ? text(key) : text(key + ".spent", tokens(unstored));
            case UploadState.Failed(var failure, var inVain) -> inVain.isZero()
                    ? text(key, problem(failure).sentence())
                    : text(key + ".spent", problem(failure).sentence(), tokens(inVain));
            case UploadState.Queued _,UploadState.Running _,UploadState.Paused _,UploadState.AwaitingVault _,UploadState.Done _ ->
                text(key);
        };
    }

    /// How far a wave has come.
    public String stage(WaveStage stage) {
        return text(switch (stage) {
            case PLANNED -> "stage.planned";
            case PAYING -> "stage.paying";
            case PAID -> "stage.paid";
            case PLACED -> "stage.placed";
        });
    }

    /// How a provider fares.
    public String provider(ProviderHistory.State state) {
        return text(switch (state) {
            case UNKNOWN -> "provider.unknown";
            case HEALTHY -> "provider.healthy";
            case DEGRADED -> "provider.degraded";
            case UNREACHABLE -> "provider.unreachable";
        });
    }

    /// How something was paid.
    public String mode(PaymentMode mode) {
        return text(switch (mode) {
            case WAVE -> "mode.wave";
            case FREE -> "mode.free";
        });
    }

    /// An amount of the payment token, rounded for reading.
    public String tokens(Amount amount) {
        return text("amount.tokens", numbers.fromAtto(amount.atto()));
    }

    /// An amount of the chain's own coin, rounded for reading.
    public String coins(Wei amount) {
        return text("amount.coins", numbers.fromAtto(amount.value()));
    }

    /// A price of a unit of gas in the chain's own coin, rounded for reading.
    public String gasPrice(Wei price) {
        return text("amount.gas-price", numbers.fromWei(price.value()));
    }

    /// A size, in binary units.
    public String bytes(ByteCount count) {
        return numbers.bytes(count);
    }

    /// A count.
    public String count(long count) {
        return numbers.count(count);
    }

    /// A path, safe to show.
    public String path(Path path) {
        return Legible.of(path.toString());
    }

    private Problem about(Failure failure, String key, String detail, String... values) {
        Object[] shown = Arrays.stream(values).map(Legible::of).toArray();
        return new Problem(text("problem." + key + ".sentence", shown), text("problem." + key + ".advice", shown),
                failure.code(), Legible.of(detail));
    }

    // In UTC: two clocks are compared, whatever zone they show.
    private static String moment(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private String waiting(Optional<Duration> after) {
        return after.map(wait -> " " + text("problem.unavailable.after", numbers.count(wait.toSeconds()))).orElse("");
    }

    // Whoever finds too little writes the bare integer (atto, wei, bytes) or words of its own.
    private String quantity(Resource resource, String value) {
        if (!value.matches("[0-9]{1,78}")) {
            return value;
        }
        return switch (resource) {
            case TOKEN -> tokens(Amount.of(value));
            case GAS -> coins(Wei.of(value));
            case DISK, CAPACITY -> value.length() < 19 ? bytes(new ByteCount(Long.parseLong(value))) : value;
        };
    }

    private static String limited(UploadState.AwaitingApproval.Limit limit) {
        return switch (limit) {
            case UPLOAD -> ".upload";
            case DAY -> ".day";
            case AGAIN -> ".again";
        };
    }

    private static String key(UploadState state) {
        return switch (state) {
            case UploadState.Queued _ -> "queued";
            case UploadState.Running _ -> "running";
            case UploadState.Paused _ -> "paused";
            case UploadState.AwaitingApproval _ -> "awaiting-approval";
            case UploadState.AwaitingVault _ -> "awaiting-vault";
            case UploadState.Stalled _ -> "stalled";
            case UploadState.Cancelled _ -> "cancelled";
            case UploadState.Failed _ -> "failed";
            case UploadState.Done _ -> "done";
        };
    }

    private String text(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), locale).format(values);
    }
}
