package io.longshore.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.text.Legible;
import io.longshore.text.Words;

/// The command line of Longshore: wires the commands and runs them.
public final class Cli {
    private final Shell shell;

    Cli(Shell shell) {
        this.shell = shell;
    }

    /// Runs a command of a process that has no window.
    /// @param arguments as `main` got them
    /// @return what the process is to return
    public static int run(String[] arguments) {
        Phrases phrases = new Phrases(Words.of(Locale.getDefault(Locale.Category.DISPLAY)).locale());
        return run(arguments, _ -> {
            System.err.println(phrases.text(Phrase.NO_WINDOW));
            return ExitCode.USAGE.number();
        });
    }

    /// Runs a command of this process, to its end. Called once, on the main thread.
    /// @param arguments as `main` got them; without a command among them the window is opened
    /// @param window how to open it
    /// @return what the process is to return
    public static int run(String[] arguments, Window window) {
        Words words = Words.of(Locale.getDefault(Locale.Category.DISPLAY));
        Phrases phrases = new Phrases(words.locale());
        Secrets secrets = new Secrets(Prompt.onTerminal(), phrases);
        Shell shell = new Shell(System.out, System.err, isLive(), words, phrases,
                System.getProperty("longshore.command", "longshore"),
                Home.of(System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home"))),
                new Signals(), new HouseOpening(secrets), window, new NetworkProcess(), secrets);
        return new Cli(shell).execute(arguments);
    }

    /// Runs a command in its surroundings.
    int execute(String... arguments) {
        CommandLine line = line();
        line.setOut(new PrintWriter(shell.out(), true));
        line.setErr(new PrintWriter(shell.err(), true));
        line.setParameterExceptionHandler((failure, _) -> misunderstood(failure));
        line.setExecutionExceptionHandler((failure, _, _) -> failed(failure));
        return line.execute(arguments);
    }

    /// The commands, unfilled.
    CommandLine line() {
        CommandLine line = new CommandLine(new RootCommand(shell));
        line.addSubcommand(new UploadCommand(shell));
        line.addSubcommand(new ResumeCommand(shell));
        line.addSubcommand(new PauseCommand(shell));
        line.addSubcommand(new CancelCommand(shell));
        line.addSubcommand(new RetryCommand(shell));
        line.addSubcommand(new ApproveCommand(shell));
        line.addSubcommand(new StatusCommand(shell));
        line.addSubcommand(new CheckpointCommand(shell));
        line.addSubcommand(new RestoreCommand(shell));
        line.addSubcommand(new ReceiptsCommand(shell));
        line.addSubcommand(new VerifyProofCommand(shell));
        line.addSubcommand(new DrivesCommand(shell));
        line.addSubcommand(new LocalnetCommand(shell));
        line.addSubcommand(new NodeCommand(shell));
        line.addSubcommand(new VaultCommand(shell));
        line.addSubcommand(new WalletCommand(shell));
        line.addSubcommand(new LedgerCommand(shell));
        for (CommandLine command : line.getSubcommands().values()) {
            command.getCommandSpec().mixinStandardHelpOptions(true);
        }
        line.getCommandSpec().mixinStandardHelpOptions(true);
        return line;
    }

    private int misunderstood(ParameterException failure) {
        shell.err().println("longshore: " + Legible.of(failure.getMessage()));
        shell.err().println(failure.getCommandLine().getUsageMessage());
        return ExitCode.USAGE.number();
    }

    // What reaches this was not expected by the command: a failure outside of its work, or a mistake of ours.
    private int failed(Exception failure) {
        Failure known = failure instanceof FailureException e ? e.failure() : new Failure.Broken(failure.toString());
        shell.say(shell.words().problem(known));
        return ExitCode.of(known).number();
    }

    // The start script knows whether standard error is a terminal; the virtual machine only knows about all three streams.
    private static boolean isLive() {
        String told = System.getProperty("longshore.terminal", "");
        if (!told.isEmpty()) {
            return Boolean.parseBoolean(told);
        }
        Console console = System.console();
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return !windows && console != null && console.isTerminal();
    }
}
