package io.longshore.app.word;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.DecimalFormat;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.ResourceBundle;

import io.longshore.model.Amount;
import io.longshore.model.Wei;
import io.longshore.text.Words;

/// The words of the window in one language. What the command line says too (states, failures, amounts, sizes) comes from
/// [Words]; here is what only a window needs. Immutable; for any thread.
public final class Messages {
    /// Tokens and coins alike have 18 decimal places.
    private static final int DECIMALS = 18;

    private final Words words;
    private final Locale locale;
    private final ZoneId zone;
    private final ResourceBundle bundle;

    /// The words for `locale`, in English where there are none in its language; times are of `zone`.
    public Messages(Locale locale, ZoneId zone) {
        this.words = Words.of(locale);
        this.locale = words.locale();
        this.zone = zone;
        bundle = ResourceBundle.getBundle("io.longshore.app.word.messages", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /// The words for this user's language and place.
    public static Messages ofThisUser() {
        return new Messages(Locale.getDefault(Locale.Category.DISPLAY), ZoneId.systemDefault());
    }

    /// The words that every front end shares, in the same language.
    public Words words() {
        return words;
    }

    /// The phrase, with its values put in.
    public String get(Key key, Object... values) {
        return new MessageFormat(bundle.getString(key.path()), locale).format(values);
    }

    /// Tokens to the last of their 18 decimal places, without trailing zeros: `0.01171875`.
    public String exact(Amount amount) {
        return decimal(amount.atto());
    }

    /// The chain's coin to the last of its 18 decimal places, without trailing zeros.
    public String exact(Wei wei) {
        return decimal(wei.value());
    }

    /// One count out of another: `1,024 of 5,000`.
    public String of(long part, long whole) {
        return get(Key.OF, words.count(part), words.count(whole));
    }

    /// A time of today as its hour and minute, an older one with its date.
    public String time(Instant time, Instant now) {
        boolean today = time.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
        DateTimeFormatter shape = today
                ? DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT);
        return shape.withLocale(locale).format(time.atZone(zone));
    }

    /// How long an answer took: `12 ms`, or `1.5 s` from a second on.
    public String latency(Duration latency) {
        return latency.toMillis() < 1000
                ? words.count(latency.toMillis()) + " ms"
                : String.format(locale, "%.1f s", latency.toMillis() / 1000.0);
    }

    /// A hash or account that is shown in part: `0x12ab…89ef`.
    public String abbreviated(String hex) {
        return hex.length() <= 13 ? hex : hex.substring(0, 6) + "…" + hex.substring(hex.length() - 4);
    }

    private String decimal(BigInteger smallest) {
        DecimalFormat format = (DecimalFormat) NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(DECIMALS);
        return format.format(new BigDecimal(smallest, DECIMALS));
    }
}
