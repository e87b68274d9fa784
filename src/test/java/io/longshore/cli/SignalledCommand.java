package io.longshore.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import io.longshore.Longshore.Added;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.text.Words;

/// A process of its own for [SignalsTest]: `upload` with real signals on an engine that never finishes.
final class SignalledCommand {
    private SignalledCommand() {}

    public static void main(String[] arguments) {
        FakeLongshore engine = new FakeLongshore()
                .with(Uploads.at("a1b2c3d4e5f60708", new UploadState.Running()));
        engine.added = new Added(List.of(UploadId.of("a1b2c3d4e5f60708")), Map.of(), List.of());
        engine.awaiting = new CountDownLatch(1);
        Words words = Words.of(Locale.ENGLISH);
        Shell shell = new Shell(System.out, System.err, false, words, new Phrases(words.locale()), "longshore",
                Path.of(arguments[0]), new Signals(), _ -> engine, _ -> 0, new NoHosting(),
                new Secrets(_ -> Optional.empty(), new Phrases(words.locale())));
        System.exit(new Cli(shell).execute("upload", "--json", "x"));
    }
}
