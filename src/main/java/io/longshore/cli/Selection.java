package io.longshore.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import picocli.CommandLine.Parameters;

import io.longshore.Longshore;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.UploadId;
import io.longshore.model.snapshot.UploadSnapshot;

/// Which uploads a command is about: the ids it was given, each as long as it takes to be the only one that begins so.
final class Selection {
    @Parameters(paramLabel = "ID", arity = "0..*", description = "Ids of uploads, or how they begin.")
    private List<String> ids = List.of();

    /// Whether none was named.
    boolean isEmpty() {
        return ids.isEmpty();
    }

    /// Those named, or without names those that `otherwise` takes.
    /// @throws FailureException if a name stands for none or for several
    Set<UploadId> in(Longshore engine, Shell shell, Predicate<UploadSnapshot> otherwise) throws FailureException {
        List<UploadSnapshot> known = engine.snapshot().uploads();
        if (ids.isEmpty()) {
            return known.stream().filter(otherwise).map(UploadSnapshot::id)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
        Set<UploadId> chosen = new LinkedHashSet<>();
        for (String id : ids) {
            String prefix = id.toLowerCase(Locale.ROOT).replaceFirst("^0x", "");
            List<UploadId> fitting = known.stream().map(UploadSnapshot::id)
                    .filter(upload -> !prefix.isEmpty() && upload.bytes().hex().startsWith(prefix)).toList();
            if (fitting.size() > 1) {
                shell.say(Phrase.AMBIGUOUS, id,
                        fitting.stream().map(UploadId::toString).collect(Collectors.joining(", ")));
            }
            if (fitting.size() != 1) {
                throw new FailureException(new Failure.NotFound(id));
            }
            chosen.add(fitting.getFirst());
        }
        return chosen;
    }
}
