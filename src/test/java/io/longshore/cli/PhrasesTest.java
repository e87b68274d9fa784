package io.longshore.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PhrasesTest {
    @Test
    void everyPhraseHasAllItsFactsInBothLanguagesAndNoOtherIsThere() throws IOException {
        Properties english = bundle("phrases.properties");
        Properties german = bundle("phrases_de.properties");
        TreeSet<String> used = Arrays.stream(Phrase.values()).map(Phrase::key)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(used, new TreeSet<>(english.stringPropertyNames()));
        assertEquals(used, new TreeSet<>(german.stringPropertyNames()));
        for (String key : used) {
            assertEquals(facts(english.getProperty(key)), facts(german.getProperty(key)), key);
            assertFalse((english.getProperty(key) + german.getProperty(key)).contains("'"), key);
        }
    }

    @Test
    void countsOneAndMany() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            Phrases phrases = new Phrases(locale);
            assertTrue(phrases.text(Phrase.SIZE, "1 B", 1L, 1, 1).contains("1 "));
            assertTrue(phrases.text(Phrase.SIZE, "1 B", 1234L, 0, 0).matches(".*1[.,]234.*"));
        }
        assertEquals("  1 B, 1 chunk, no index objects, 2 waves",
                new Phrases(Locale.ENGLISH).text(Phrase.SIZE, "1 B", 1L, 0, 2));
    }

    private static TreeSet<String> facts(String pattern) {
        return Pattern.compile("\\{([0-9])").matcher(pattern).results().map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties bundle(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(Cli.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
