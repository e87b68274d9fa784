package io.longshore.app.word;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.longshore.model.Amount;
import io.longshore.model.Wei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

class MessagesTest {
    private static final Path SOURCES = Path.of("app/main/java/io/longshore/app");

    private final Messages english = new Messages(Locale.ENGLISH, ZoneOffset.UTC);
    private final Messages german = new Messages(Locale.GERMANY, ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_de.properties"})
    void everyBundleHasEveryKeyAndNoOther(String bundle) throws IOException {
        Set<String> keys = Arrays.stream(Key.values()).map(Key::path).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(keys, new TreeSet<>(read(bundle).stringPropertyNames()));
    }

    @Test
    void everyKeyIsUsedByAScreen() throws IOException {
        String code;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            code = files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("Key.java"))
                    .map(MessagesTest::text).collect(Collectors.joining());
        }
        Set<Key> unused = Arrays.stream(Key.values())
                .filter(key -> !Pattern.compile("Key\\." + key + "\\b").matcher(code).find())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), unused);
    }

    @Test
    void bothLanguagesTakeTheSameValues() throws IOException {
        Properties one = read("messages.properties");
        Properties other = read("messages_de.properties");
        for (Key key : Key.values()) {
            assertEquals(values(one.getProperty(key.path())), values(other.getProperty(key.path())), key.path());
        }
    }

    @Test
    void noPatternSwallowsAnApostrophe() throws IOException {
        for (String bundle : new String[]{"messages.properties", "messages_de.properties"}) {
            read(bundle).forEach((key, pattern) -> assertFalse(pattern.toString().contains("'"), key.toString()));
        }
    }

    @Test
    void speaksGermanOnlyToGermans() {
        assertEquals("Anbieter", german.get(Key.PROVIDER_TITLE));
        assertEquals("Providers", english.get(Key.PROVIDER_TITLE));
        assertEquals("Providers", new Messages(Locale.FRANCE, ZoneOffset.UTC).get(Key.PROVIDER_TITLE));
    }

    @Test
    void writesAmountsToTheLastDecimal() {
        assertEquals("0", english.exact(Amount.ZERO));
        assertEquals("0.01171875", english.exact(Amount.of("11718750000000000")));
        assertEquals("0.000000000000000001", english.exact(Amount.of(1)));
        assertEquals("1,234.5", english.exact(Amount.of("1234500000000000000000")));
        assertEquals("1.234,5", german.exact(Wei.of("1234500000000000000000")));
    }

    @Test
    void writesCountsInGroups() {
        assertEquals("1,024 of 5,000", english.of(1024, 5000));
        assertEquals("1.024 von 5.000", german.of(1024, 5000));
    }

    @Test
    void speaksOfWhatWasNotAskedOnlyWhereThereIsSome() {
        assertEquals("5 of 5 answer", english.get(Key.PROVIDER_SUMMARY, 5, 5, 0));
        assertEquals("0 of 5 answer · 5 not asked yet", english.get(Key.PROVIDER_SUMMARY, 0, 5, 5));
    }

    @Test
    void writesTheDateOnlyOfAnotherDay() {
        Instant now = Instant.parse("2026-11-21T14:32:10Z");
        assertEquals("14:05", german.time(Instant.parse("2026-11-21T14:05:00Z"), now));
        assertEquals("20.11.26, 14:05", german.time(Instant.parse("2026-11-20T14:05:00Z"), now));
    }

    @Test
    void writesLongAnswersInSeconds() {
        assertEquals("12 ms", english.latency(Duration.ofMillis(12)));
        assertEquals("1.5 s", english.latency(Duration.ofMillis(1500)));
        assertEquals("1,5 s", german.latency(Duration.ofMillis(1500)));
    }

    @Test
    void shortensOnlyWhatIsLong() {
        assertEquals("0x1234…cdef", english.abbreviated("0x1234567890abcdef"));
        assertEquals("0x1234", english.abbreviated("0x1234"));
    }

    private static Set<String> values(String pattern) {
        Set<String> values = new TreeSet<>();
        Pattern.compile("\\{(\\d)").matcher(pattern).results().forEach(match -> values.add(match.group(1)));
        // Parsing it is part of the test: a brace out of place is found here and not by a user.
        assertEquals(values.isEmpty() ? 0 : 1 + Integer.parseInt(((TreeSet<String>) values).last()),
                new MessageFormat(pattern, Locale.ENGLISH).getFormatsByArgumentIndex().length, pattern);
        return values;
    }

    private static Properties read(String bundle) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(Objects.requireNonNull(Key.class.getResourceAsStream(bundle)),
                StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
