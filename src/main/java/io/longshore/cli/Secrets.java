package io.longshore.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;

/// Where passphrases come from: a file that the user names, or the terminal.
final class Secrets {
    private final Prompt prompt;

    private final Phrases phrases;

    Secrets(Prompt prompt, Phrases phrases) {
        this.prompt = prompt;
        this.phrases = phrases;
    }

    /// A passphrase that there is already; empty where neither file nor terminal says it.
    /// @throws FailureException `LocalFailure` if the file cannot be read
    Optional<char[]> known(@Nullable Path file, Phrase question) throws FailureException {
        return file == null ? prompt.secret(phrases.text(question)) : Optional.of(read(file));
    }

    /// A new passphrase, asked for twice on a terminal. Never empty.
    /// @throws FailureException `Refused` if there is none, it is empty, or the two differ; `LocalFailure` if the file cannot
    ///         be read
    char[] fresh(@Nullable Path file) throws FailureException {
        char[] first = known(file, Phrase.NEW_PASSPHRASE).orElseThrow(() -> refused(Phrase.NO_NEW_PASSPHRASE));
        if (first.length == 0) {
            throw refused(Phrase.EMPTY_PASSPHRASE);
        }
        if (file == null) {
            char[] second = prompt.secret(phrases.text(Phrase.NEW_PASSPHRASE_AGAIN))
                    .orElseThrow(() -> refused(Phrase.NO_NEW_PASSPHRASE));
            boolean same = Arrays.equals(first, second);
            Arrays.fill(second, '\0');
            if (!same) {
                throw refused(Phrase.PASSPHRASES_DIFFER);
            }
        }
        return first;
    }

    /// The file's first line, whatever ends it.
    static char[] read(Path file) throws FailureException {
        try {
            return Files.readString(file).lines().findFirst().orElse("").toCharArray();
        } catch (IOException e) {
            throw new FailureException(new Failure.LocalFailure(file.toString(), "cannot be read"), e);
        }
    }

    private FailureException refused(Phrase why) {
        return new FailureException(new Failure.Refused("longshore", phrases.text(why)));
    }
}
