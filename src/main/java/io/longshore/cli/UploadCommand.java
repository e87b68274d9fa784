package io.longshore.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

import io.longshore.Estimate;
import io.longshore.Longshore.Added;
import io.longshore.Options;
import io.longshore.model.Amount;
import io.longshore.model.Failure;
import io.longshore.model.OutsideChain;
import io.longshore.model.UploadPlan;
import io.longshore.model.snapshot.Snapshot;
import io.longshore.text.Words;

/// `longshore upload`: adds, waits, reports.
@Command(name = "upload", description = "Uploads files and folders, and waits until they are stored.")
final class UploadCommand implements Callable<Integer> {
    private final Shell shell;

    @ParentCommand
    private RootCommand root;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders; links are not followed.")
    private List<Path> paths;

    @Option(names = "--drive", paramLabel = "NAME", description = "The drive to put them on.")
    private @Nullable String drive;

    @Option(names = "--budget", paramLabel = "TOKENS", converter = TokenAmount.class, description = "The most each upload may spend; beyond it, it waits for approval.")
    private @Nullable Amount budget;

    @Option(names = "--localnet", paramLabel = "URL", converter = WebAddress.class, description = "Use the local network that runs there as a process of its own.")
    private @Nullable URI localnet;

    @Option(names = "--estimate", description = "Say what it would cost, and upload nothing.")
    private boolean estimate;

    @Mixin
    private ChainOptions chain;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JsonOption json;

    UploadCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        List<Path> sources = paths.stream().map(Path::toAbsolutePath).toList();
        Options.Network network = network();
        Session session = new Session(shell);
        if (estimate) {
            return estimated(session.run(root.start(network),
                    engine -> engine.estimate(sources, Optional.ofNullable(drive))));
        }
        Ending<Added> ending = session.run(root.start(network), engine -> {
            Added added = engine.add(sources, Optional.ofNullable(drive), Optional.ofNullable(budget));
            announce(added, engine.snapshot());
            session.follow(engine, new LinkedHashSet<>(added.uploads()));
            return added;
        });
        Report report = new Report(shell, json.chosen(), root.home());
        return report.end(ending, (added, snapshot) -> result(report, added, snapshot)).number();
    }

    private Options.Network network() {
        Optional<OutsideChain> paidOn = chain.chosen();
        if (localnet == null) {
            return new Options.Network.Embedded(paidOn);
        }
        if (paidOn.isPresent()) {
            throw new ParameterException(spec.commandLine(),
                    "--localnet and --chain exclude each other: the network there has its chain");
        }
        return new Options.Network.At(localnet);
    }

    private int estimated(Ending<Estimate> ending) {
        return new Report(shell, json.chosen(), root.home()).end(ending, (found, _) -> {
            found.skipped().values().forEach(failure -> shell.say(shell.words().problem(failure)));
            if (json.chosen()) {
                new Json(shell.out(), shell.words()).estimate(found);
            } else {
                print(found);
            }
            return skipped(found.skipped());
        }).number();
    }

    private void print(Estimate found) {
        Words words = shell.words();
        line(Phrase.ESTIMATE, found.files(), words.bytes(found.bytes()), found.chunks(), found.objects(),
                found.waves());
        if (found.paid() > 0) {
            line(Phrase.ESTIMATE_PAID, found.paid());
        }
        line(Phrase.ESTIMATE_COST, words.tokens(found.tokens()), words.coins(found.gas()));
        found.disk().ifPresent(disk -> line(Phrase.ESTIMATE_DISK, words.bytes(disk)));
        line(Phrase.ESTIMATE_BASIS, found.quotes(), words.tokens(found.sample()));
    }

    private void line(Phrase phrase, Object... values) {
        shell.out().println(shell.phrases().text(phrase, values));
    }

    private void announce(Added added, Snapshot snapshot) {
        // Of a folder the folder is said, not each of its files.
        snapshot.uploads().stream().filter(upload -> added.resumed().contains(upload.id()))
                .filter(upload -> upload.group().isEmpty() || upload.kind() == UploadPlan.Kind.GROUP)
                .forEach(upload -> shell.say(Phrase.GOES_ON, shell.words().path(upload.path())));
        added.links().forEach(link -> shell.say(Phrase.LINK, shell.words().path(link)));
        added.skipped().values().forEach(failure -> shell.say(shell.words().problem(failure)));
    }

    private ExitCode result(Report report, Added added, Snapshot snapshot) {
        if (added.uploads().isEmpty()) {
            shell.say(Phrase.NOTHING_ADDED);
            return ExitCode.FAILED;
        }
        return report.ended(added, snapshot).and(skipped(added.skipped()));
    }

    // A file that should have been stored and is not makes the command fail, although the others are done. Pipes, sockets
    // and devices have no content to store.
    private static ExitCode skipped(Map<Path, Failure> skipped) {
        return skipped.keySet().stream().allMatch(UploadCommand::isSpecial) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static boolean isSpecial(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isOther();
        } catch (IOException _) {
            return false;
        }
    }
}
