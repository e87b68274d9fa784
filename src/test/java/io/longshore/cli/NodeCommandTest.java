package io.longshore.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.model.Account;
import io.longshore.model.ListenAddress;
import io.longshore.model.NodeOrder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NodeCommandTest {
    private static final String VAULT = "0x" + "1a".repeat(20);
    private static final String REGISTRY = "0x" + "2b".repeat(20);

    @TempDir
    private Path home;

    private Run run;

    @BeforeEach
    void prepare() {
        run = new Run(new FakeLongshore(), home);
    }

    private int node(String... more) {
        String data = home.resolve("node").toString();
        List<String> all = new ArrayList<>(List.of("node", "--data", data, "--listen", "127.0.0.1:4001",
                "--chain", "http://127.0.0.1:8545", "--key", data + ".key"));
        all.addAll(List.of(more));
        return run.of(all.toArray(String[]::new));
    }

    @Test
    void runsUntilASignalAndSaysWhereItIsAndWhatItLacks() {
        assertEquals(0, node("--vault", VAULT, "--registry", REGISTRY));
        assertEquals(List.of(new NodeOrder(home.resolve("node"), new ListenAddress("127.0.0.1", 4001), false,
                URI.create("http://127.0.0.1:8545"), home.resolve("node.key"),
                Optional.of(new NodeOrder.Source.Said(Account.of(VAULT), Account.of(REGISTRY))))), run.nodes);
        assertTrue(run.out().startsWith("http://127.0.0.1:4001/path"), run.out());
        assertTrue(run.err().contains("node.key") && run.err().contains("no coin"), run.err());
    }

    @Test
    void saysOneLineOfJson() {
        assertEquals(0, node("--json", "--allow-remote", "--peer", "http://127.0.0.1:4002"));
        assertEquals(List.of("url", "provider_id"), Run.keys(run.objects().getFirst()));
        assertTrue(run.nodes.getFirst().remote());
    }

    @Test
    void contractsAreSaidWholeOrTakenFromAPeer() {
        assertEquals(2, node("--vault", VAULT));
        assertEquals(2, node("--vault", VAULT, "--registry", REGISTRY, "--peer", "http://127.0.0.1:4002"));
        assertEquals(2, node("--listen", "4001"));
        assertEquals(List.of(), run.nodes);
        assertEquals(0, node(), "a data folder that knows them needs nothing");
    }
}
