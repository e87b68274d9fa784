package io.longshore.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.longshore.Longshore;
import io.longshore.Longshore.Added;
import io.longshore.model.Account;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.NodeOrder;
import io.longshore.model.OutsideChain;
import io.longshore.model.ProviderId;
import io.longshore.model.UploadId;
import io.longshore.model.UploadState;
import io.longshore.text.Words;

import static org.junit.jupiter.api.Assertions.assertFalse;

/// One run of the command line against a [FakeLongshore], with everything it said.
final class Run {
    final FakeLongshore engine;

    final List<Opening.Start> starts = new ArrayList<>();

    /// Fires what a signal would.
    final AtomicReference<Runnable> interrupt = new AtomicReference<>(() -> {});

    Failure refusal = new Failure.Cancelled();

    boolean refused;

    boolean live;

    Locale locale = Locale.ENGLISH;

    int networks;

    final List<NodeOrder> nodes = new ArrayList<>();

    /// Whether real data folders are opened.
    boolean real;

    /// What the user types when asked; without more of it there is no terminal.
    final Deque<String> typed = new ArrayDeque<>();

    /// What the user was asked for.
    final List<String> asked = new ArrayList<>();

    final List<Window.Entry> windows = new ArrayList<>();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private final Path home;

    Run(FakeLongshore engine, Path home) {
        this.engine = engine;
        this.home = home;
    }

    /// Has the engine add uploads of these ids, which run.
    void adds(String... ids) {
        List<UploadId> added = new ArrayList<>();
        for (String id : ids) {
            engine.with(Uploads.at(id, new UploadState.Running()));
            added.add(UploadId.of(id));
        }
        engine.added = new Added(added, Map.of(), List.of());
    }

    /// Runs it and returns the exit code.
    int of(String... arguments) {
        return new Cli(shell()).execute(arguments);
    }

    /// What stands around the command.
    Shell shell() {
        Words words = Words.of(locale);
        return new Shell(print(out), print(err), live, words, new Phrases(words.locale()), "app/longshore", home,
                wanted -> {
                    interrupt.set(wanted);
                    return () -> interrupt.set(() -> {});
                }, this::open, entry -> {
                    windows.add(entry);
                    return 0;
                }, hosting(), secrets());
    }

    private Hosting hosting() {
        return new Hosting() {
            @Override
            public Hosted start(Path folder, Optional<OutsideChain> chain) {
                networks++;
                return new Hosted() {
                    @Override
                    public URI url() {
                        interrupt.get().run();
                        return URI.create("http://127.0.0.1:1/" + folder.getFileName());
                    }

                    @Override
                    public void close() {
                        networks--;
                    }
                };
            }

            @Override
            public HostedNode node(NodeOrder order) {
                nodes.add(order);
                return new LoneNodeStub(order, interrupt.get());
            }
        };
    }

    /// A node that is asked to end as soon as it is to register.
    private record LoneNodeStub(NodeOrder order, Runnable interrupt) implements Hosting.HostedNode {
        @Override
        public ProviderId id() {
            return new ProviderId(Account.of(new byte[Account.SIZE]));
        }

        @Override
        public URI url() {
            return URI.create("http://" + order.listen() + "/path");
        }

        @Override
        public boolean keyMade() {
            return true;
        }

        @Override
        public boolean register() {
            interrupt.run();
            return false;
        }

        @Override
        public void close() {}
    }

    private Secrets secrets() {
        return new Secrets(question -> {
            asked.add(question);
            return Optional.ofNullable(typed.poll()).map(String::toCharArray);
        }, new Phrases(Words.of(locale).locale()));
    }

    /// Standard output.
    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /// Standard error.
    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /// Standard output, one object a line.
    List<JsonNode> objects() {
        JsonMapper mapper = JsonMapper.builder().build();
        return out().lines().map(mapper::readTree).toList();
    }

    /// Whatever went wrong, it was said in words.
    void assertNoStackTrace() {
        assertFalse(err().contains("\tat ") || err().contains("Exception in"), err());
    }

    /// The keys of an object, in order.
    static List<String> keys(JsonNode node) {
        return new ArrayList<>(node.propertyNames());
    }

    private Longshore open(Opening.Start start) throws FailureException {
        starts.add(start);
        if (real) {
            return new HouseOpening(secrets()).open(start);
        }
        if (refused) {
            throw new FailureException(refusal);
        }
        return engine;
    }

    private static PrintStream print(ByteArrayOutputStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }
}
