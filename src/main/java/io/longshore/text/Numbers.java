package io.longshore.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

import io.longshore.model.ByteCount;

/// Numbers as one language writes them. What is shown may be rounded; what is counted never is.
final class Numbers {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private static final int DECIMALS = 6;

    private static final MathContext SMALL = new MathContext(4, RoundingMode.HALF_UP);

    private final DecimalFormatSymbols symbols;

    Numbers(Locale locale) {
        symbols = DecimalFormatSymbols.getInstance(locale);
    }

    /// 10^-18ths as whole units: six decimals, or four significant digits below a hundredth, so that what is more than
    /// nothing never reads as nothing.
    String fromAtto(BigInteger atto) {
        return rounded(new BigDecimal(atto, 18));
    }

    /// 10^-9ths likewise.
    String fromWei(BigInteger wei) {
        return rounded(new BigDecimal(wei, 9));
    }

    private String rounded(BigDecimal value) {
        boolean small = value.compareTo(new BigDecimal("0.01")) < 0;
        return format("#,##0.##################")
                .format(small ? value.round(SMALL) : value.setScale(DECIMALS, RoundingMode.HALF_UP));
    }

    /// Binary units with one decimal place, cut off so that a part never reads as the whole.
    String bytes(ByteCount count) {
        long divisor = 1;
        int unit = 0;
        while (unit < UNITS.length - 1 && count.value() / divisor >= 1024) {
            divisor *= 1024;
            unit++;
        }
        if (unit == 0) {
            return count.value() + " B";
        }
        BigDecimal value = new BigDecimal(count.value()).divide(new BigDecimal(divisor), 1, RoundingMode.DOWN);
        return format("0.0").format(value) + " " + UNITS[unit];
    }

    /// A count, with the language's grouping.
    String count(long count) {
        return format("#,##0").format(count);
    }

    // A DecimalFormat of its own for every call: they are not safe to share between threads.
    private DecimalFormat format(String pattern) {
        return new DecimalFormat(pattern, symbols);
    }
}
