package io.longshore.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.longshore.model.Amount;
import io.longshore.model.ByteCount;
import io.longshore.model.DestinationKind;
import io.longshore.model.DriveId;
import io.longshore.model.Failure;
import io.longshore.model.Failure.Insufficient.Resource;
import io.longshore.model.Failure.OlderThanTheWorld.Sign;
import io.longshore.model.Handle;
import io.longshore.model.PaymentMode;
import io.longshore.model.ProviderHistory;
import io.longshore.model.UploadState;
import io.longshore.model.UploadState.AwaitingApproval.Limit;
import io.longshore.model.WaveStage;
import io.longshore.model.Wei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WordsTest {
    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.GERMAN);

    private static final Path FILE = Path.of("/home/photos/sea.jpg");

    /// One of every kind of failure, with facts that can be found again in the words.
    static Stream<Failure> failures() {
        return Stream.of(
                new Failure.Unavailable("node-3", "connection reset", Optional.of(Duration.ofSeconds(7))),
                new Failure.Unavailable("node-3", "connection reset", Optional.empty()),
                new Failure.NoMajority(2, 3),
                new Failure.Refused("node-3", "wrong bucket"),
                new Failure.Unpaid("node-3"),
                new Failure.GasTooDear(Wei.of(42_000_000_000L), Wei.of(1_500_000_000)),
                new Failure.ChunkTooDear(Amount.of("3000000000000000000"), Amount.of("1500000000000000000")),
                new Failure.ClockApart(Instant.ofEpochSecond(1_800_000_000), Instant.ofEpochSecond(1_800_086_400)),
                new Failure.SourceChanged(FILE, "grew"),
                new Failure.SourceAwaited(FILE, "it is gone"),
                new Failure.SourceUnreadable(FILE, "permission denied"),
                new Failure.Insufficient(Resource.TOKEN, "2000000000000000000", "1000000000000000000"),
                new Failure.Insufficient(Resource.GAS, "2000000000000000000", "1000000000000000000"),
                new Failure.Insufficient(Resource.DISK, "2097152", "1048576"),
                new Failure.Insufficient(Resource.CAPACITY, "2097152", "1048576"),
                new Failure.Corrupt("the root object", "tag"),
                new Failure.NotFound("drive nowhere"),
                new Failure.WrongVault(DriveId.of("00112233445566778899aabbccddeeff")),
                new Failure.VaultLocked(),
                new Failure.HostileName("../../etc/passwd"),
                new Failure.Exists(FILE),
                new Failure.LocalFailure("the journal", "read-only file system"),
                new Failure.DataFolderInUse(FILE, "process 12"),
                new Failure.Disagreement("a provider is ahead", "12 leaves"),
                new Failure.JournalDamaged("line 7 is damaged"),
                new Failure.OlderThanTheWorld(Sign.TRANSACTIONS, "0xabc", 9, 7),
                new Failure.OlderThanTheWorld(Sign.LEAVES, "0xabc", 9, 7),
                new Failure.PaymentFailed("reverted"),
                new Failure.Unsupported("format 2"),
                new Failure.Cancelled(),
                new Failure.Broken("index out of range"));
    }

    static Stream<UploadState> states() {
        return Stream.of(new UploadState.Queued(), new UploadState.Running(), new UploadState.Paused(),
                new UploadState.AwaitingApproval(Amount.of("3000000000000000000"), Amount.of("1500000000000000000")),
                new UploadState.AwaitingApproval(Amount.of("3000000000000000000"), Amount.ZERO, Limit.DAY),
                new UploadState.AwaitingApproval(Amount.of("3000000000000000000"), Amount.ZERO, Limit.AGAIN),
                new UploadState.AwaitingVault(),
                new UploadState.Stalled(new Failure.NoMajority(2, 3)),
                new UploadState.Cancelled(Amount.ZERO),
                new UploadState.Cancelled(Amount.of("1500000000000000000")),
                new UploadState.Failed(new Failure.SourceChanged(FILE, "grew"), Amount.ZERO),
                new UploadState.Failed(new Failure.SourceChanged(FILE, "grew"), Amount.of("1500000000000000000")),
                new UploadState.Done(Handle.parse("longshore:1:" + DestinationKind.NETWORK.word() + ":"
                        + "ab".repeat(32)).orElseThrow()));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysEveryFailureInBothLanguages(Failure failure) {
        for (Locale locale : SPOKEN) {
            Problem problem = Words.of(locale).problem(failure);
            assertEquals(failure.code(), problem.code());
            assertTrue(problem.code().startsWith("LS-"), problem.code());
            assertComplete(problem.sentence());
            assertComplete(problem.advice());
            assertTrue(problem.line().endsWith("[" + failure.code() + "]"), problem.line());
        }
        assertNotEquals(Words.of(Locale.ENGLISH).problem(failure).sentence(),
                Words.of(Locale.GERMAN).problem(failure).sentence());
    }

    @Test
    void theListAboveHasEveryKindOfFailureAndState() {
        assertEquals(Set.of(Failure.class.getPermittedSubclasses()),
                failures().map(Object::getClass).collect(Collectors.toSet()));
        assertEquals(Set.of(UploadState.class.getPermittedSubclasses()),
                states().map(Object::getClass).collect(Collectors.toSet()));
    }

    @Test
    void everyCodeIsInTheListOfProblems() throws IOException {
        String problems = Files.readString(Path.of("src/docs/problems.md"));
        Set<String> written = Pattern.compile("^## (LS-[A-Z-]+)$", Pattern.MULTILINE).matcher(problems).results()
                .map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(failures().map(Failure::code).collect(Collectors.toCollection(TreeSet::new)), written);
    }

    @ParameterizedTest
    @MethodSource("states")
    void saysEveryStateInBothLanguages(UploadState state) {
        for (Locale locale : SPOKEN) {
            assertComplete(Words.of(locale).state(state));
            assertComplete(Words.of(locale).explain(state));
        }
    }

    @Test
    void saysStagesProvidersAndModesApart() {
        for (Locale locale : SPOKEN) {
            Words words = Words.of(locale);
            Set<String> said = new HashSet<>();
            for (WaveStage stage : WaveStage.values()) {
                assertTrue(said.add(words.stage(stage)), words.stage(stage));
            }
            said.clear();
            for (ProviderHistory.State state : ProviderHistory.State.values()) {
                assertTrue(said.add(words.provider(state)), words.provider(state));
            }
            said.clear();
            for (PaymentMode mode : PaymentMode.values()) {
                assertTrue(said.add(words.mode(mode)), words.mode(mode));
            }
        }
    }

    @Test
    void namesTheFactsAndKeepsTechnicalDetailApart() {
        Words words = Words.of(Locale.ENGLISH);
        Problem changed = words.problem(new Failure.SourceChanged(FILE, "grew by 1 byte"));
        assertTrue(changed.sentence().contains(FILE.toString()));
        assertFalse(changed.sentence().contains("grew"));
        assertEquals("grew by 1 byte", changed.detail());
        assertEquals("Not enough tokens: 2 tokens needed, 1 tokens there.",
                words.problem(new Failure.Insufficient(Resource.TOKEN, "2000000000000000000", "1000000000000000000"))
                        .sentence());
        assertEquals("Not enough disk space: 2.0 MiB needed, 1.0 MiB free.",
                words.problem(new Failure.Insufficient(Resource.DISK, "2097152", "1048576")).sentence());
        assertEquals("node-3 does not answer. It asked to be left alone for 7 s.",
                words.problem(new Failure.Unavailable("node-3", "", Optional.of(Duration.ofSeconds(7)))).sentence());
    }

    @Test
    void bothLanguagesHaveTheSameKeysAndTheSameFacts() throws IOException {
        Properties english = bundle("words.properties");
        Properties german = bundle("words_de.properties");
        assertEquals(new TreeSet<>(english.stringPropertyNames()), new TreeSet<>(german.stringPropertyNames()));
        for (String key : english.stringPropertyNames()) {
            assertEquals(placeholders(english.getProperty(key)), placeholders(german.getProperty(key)), key);
            assertFalse(english.getProperty(key).contains("'"), key);
            assertFalse(german.getProperty(key).contains("'"), key);
        }
    }

    @Test
    void speaksEnglishWhereItDoesNotKnowTheLanguage() {
        Words words = Words.of(Locale.of("pt", "BR"));
        assertEquals("Paused", words.state(new UploadState.Paused()));
        assertEquals("1.5 KiB", words.bytes(new ByteCount(1536)));
        assertEquals(Locale.ENGLISH, words.locale());
        assertEquals("Angehalten", Words.of(Locale.of("de", "AT")).state(new UploadState.Paused()));
    }

    @Test
    void writesAmountsWithoutEverReadingAsNothing() {
        Words words = Words.of(Locale.ENGLISH);
        assertEquals("0 tokens", words.tokens(Amount.ZERO));
        assertEquals("0.000000000000000001 tokens", words.tokens(Amount.of(1)));
        assertEquals("0.00001235 tokens", words.tokens(Amount.of("12345678901234")));
        assertEquals("1,234,567.5 tokens", words.tokens(Amount.of("1234567500000000000000000")));
        assertEquals("0.333333 tokens", words.tokens(Amount.of("333333333333333333")));
        assertEquals("1.234.567,5 Token", Words.of(Locale.GERMAN).tokens(Amount.of("1234567500000000000000000")));
        assertEquals("0.000021 coins", words.coins(Wei.of("21000000000000")));
        assertTrue(words.tokens(new Amount(BigInteger.TWO.pow(256).subtract(BigInteger.ONE)))
                .startsWith("115,792,089,237"));
    }

    @Test
    void writesSizesInBinaryUnitsNeverTooMuch() {
        Words words = Words.of(Locale.ENGLISH);
        assertEquals("0 B", words.bytes(ByteCount.ZERO));
        assertEquals("1023 B", words.bytes(new ByteCount(1023)));
        assertEquals("1.0 KiB", words.bytes(new ByteCount(1024)));
        assertEquals("1023.9 KiB", words.bytes(new ByteCount(1024 * 1024 - 1)));
        assertEquals("7.9 EiB", words.bytes(new ByteCount(Long.MAX_VALUE)));
        assertEquals("1,5 KiB", Words.of(Locale.GERMAN).bytes(new ByteCount(1536)));
    }

    @Test
    void makesHostileTextHarmless() {
        String shown = Words.of(Locale.ENGLISH).problem(new Failure.HostileName("\u001b]0;owned\u0007\u202egpj.exe"))
                .sentence();
        assertTrue(shown.endsWith("\\u001B]0;owned\\u0007\\u202Egpj.exe"), shown);
        assertEquals("déjà vu 🚢", Legible.of("déjà vu 🚢"));
        assertEquals("a{0}b", Words.of(Locale.ENGLISH).path(Path.of("a{0}b")));
    }

    private static void assertComplete(String text) {
        assertFalse(text.isBlank());
        assertFalse(text.matches(".*\\{[0-9]}.*"), text);
        assertFalse(text.contains("null"), text);
    }

    private static Set<String> placeholders(String pattern) {
        return Pattern.compile("\\{[0-9]}").matcher(pattern).results().map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties bundle(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(Words.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
