package io.longshore.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import io.longshore.DriveBook;
import io.longshore.Longshore;
import io.longshore.Options;
import io.longshore.model.DestinationKind;
import io.longshore.model.Drive;
import io.longshore.model.DriveEdit;
import io.longshore.model.Strategy;
import io.longshore.model.Whereabouts;
import io.longshore.text.Legible;

/// `longshore drives`: the places there are to put files.
@Command(name = "drives", description = "Lists the drives, or changes one.")
final class DrivesCommand implements Callable<Integer> {
    private final Shell shell;

    @ParentCommand
    private RootCommand root;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    DrivesCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Ending<List<Drive>> ending = new Session(shell).run(root.start(new Options.Network.None()), Longshore::drives);
        return new Report(shell, json.chosen(), root.home()).end(ending, (drives, _) -> {
            drives.forEach(drive -> print(drive, json.chosen()));
            return ExitCode.DONE;
        }).number();
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Adds a drive: on the local network, or on "
            + "providers that are listed. Providers may be others' processes or machines; all must answer now.")
    int add(@Parameters(paramLabel = "KIND", converter = KindText.class, description = "What it is: 'network', a network of providers.") DestinationKind kind,
            @Parameters(paramLabel = "NAME", description = "What to call it.") String name, @Mixin DriveOptions options,
            @Mixin JsonOption inJson) {
        if (options.providers().isPresent() != options.chain().isPresent()) {
            throw new ParameterException(spec.commandLine(), "--providers and --chain want each other");
        }
        Optional<DriveBook.Listing> where = options.providers()
                .map(urls -> new DriveBook.Listing(options.chain().orElseThrow(), urls));
        Opening.Start start = where.isPresent() ? root.unlocked() : root.start(new Options.Network.Embedded());
        Ending<DriveBook.Added> ending = new Session(shell).run(start,
                engine -> engine.driveBook().add(name, where, options.terms()));
        return new Report(shell, inJson.chosen(), root.home()).end(ending, (added, _) -> {
            print(added.drive(), inJson.chosen());
            added.purse().ifPresent(this::tell);
            return ExitCode.DONE;
        }).number();
    }

    private void tell(DriveBook.Purse purse) {
        shell.say(purse.isEmpty() ? Phrase.PURSE_EMPTY : Phrase.PURSE, purse.wallet().toString(),
                shell.words().tokens(purse.tokens()), shell.words().coins(purse.coin()));
    }

    @Command(name = "edit", mixinStandardHelpOptions = true, description = "Changes what holds for a drive.")
    int edit(@Parameters(paramLabel = "NAME", description = "The drive.") String name, @Mixin DriveOptions options,
            @Mixin JsonOption inJson) {
        List<DriveEdit> edits = new ArrayList<>(options.terms());
        options.chain().ifPresent(url -> edits.add(new DriveEdit.Chain(url)));
        options.providers().ifPresent(urls -> edits.add(new DriveEdit.Providers(urls)));
        if (edits.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "nothing is said that is to change");
        }
        Ending<Drive> ending = new Session(shell).run(root.start(new Options.Network.None()),
                engine -> engine.driveBook().edit(name, edits));
        return new Report(shell, inJson.chosen(), root.home()).end(ending, (drive, _) -> {
            print(drive, inJson.chosen());
            return ExitCode.DONE;
        }).number();
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Forgets a drive without unfinished uploads. "
            + "What it stored stays with its providers.")
    int remove(@Parameters(paramLabel = "NAME", description = "The drive.") String name, @Mixin JsonOption inJson) {
        Ending<DriveBook.Removed> ending = new Session(shell).run(root.start(new Options.Network.None()),
                engine -> engine.driveBook().remove(name));
        return new Report(shell, inJson.chosen(), root.home()).end(ending, (removed, _) -> {
            if (inJson.chosen()) {
                print(removed.drive(), true);
            }
            shell.say(Phrase.DRIVE_REMOVED, Legible.of(name), shell.words().bytes(removed.content()));
            return ExitCode.DONE;
        }).number();
    }

    /// Reads the kind of a drive.
    static final class KindText implements ITypeConverter<DestinationKind> {
        @Override
        public DestinationKind convert(String text) {
            for (DestinationKind kind : DestinationKind.values()) {
                if (kind.word().equals(text)) {
                    return kind;
                }
            }
            throw new TypeConversionException("'" + text + "' is no kind of drive; there is 'network'");
        }
    }

    private void print(Drive drive, boolean asJson) {
        if (asJson) {
            new Json(shell.out(), shell.words()).drive(drive);
            return;
        }
        String leads = switch (drive.network()) {
            case Whereabouts.Embedded _ -> shell.phrases().text(Phrase.EMBEDDED);
            case Whereabouts.Directory(URI url) -> Legible.of(url.toString());
            case Whereabouts.Listed(_, _, List<Whereabouts.Provider> providers) ->
                Legible.of(String.join(", ", providers.stream().map(Whereabouts.Provider::place).toList()));
        };
        shell.out().println(
                shell.phrases().text(Phrase.DRIVE, Legible.of(drive.name()), drive.id().toString(), leads));
        if (!drive.strategy().equals(new Strategy.Immediate())) {
            shell.out().println(shell.phrases().text(Phrase.DRIVE_STRATEGY, drive.strategy().toString()));
        }
        drive.capacity().ifPresent(
                most -> shell.out().println(shell.phrases().text(Phrase.DRIVE_CAPACITY, shell.words().bytes(most))));
        drive.ceiling().ifPresent(
                most -> shell.out().println(shell.phrases().text(Phrase.CEILING, shell.words().tokens(most))));
    }
}
