package io.longshore.road;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.longshore.chain.Anvil;
import io.longshore.model.FailureException;
import io.longshore.net.Deadline;

/// Where nodes by themselves run, apart from each other, and how one of them is cut off.
sealed interface Site {
    /// Network namespaces if this user may make them and there is anvil, which listens where they reach it; otherwise
    /// processes on loopback.
    static Site best(Programs programs, Path folder) throws IOException, InterruptedException, FailureException {
        return Namespaces.allowed() && Anvil.isThere()
                ? Namespaces.make(programs)
                : new Loopback(programs, Anvil.isThere() ? PayingChain.anvil("127.0.0.1") : PayingChain.dev(folder));
    }

    /// The chain, which all reach.
    PayingChain chain();

    /// The address that node listens on.
    String host(int node);

    /// Starts a program as that node.
    Program start(int node, List<String> command) throws IOException;

    /// Cuts a node off from everybody.
    void cut(int node) throws IOException, InterruptedException;

    /// Connects it again.
    /// @return whether its program ended by the cut and must be started anew
    boolean mend(int node) throws IOException, InterruptedException;

    /// Ends the chain, and takes away what was made for the nodes; their programs must have ended.
    void end() throws IOException, InterruptedException;

    /// Processes on loopback: being cut off is being dead.
    record Loopback(Programs programs, PayingChain chain, List<Program> started) implements Site {
        Loopback(Programs programs, PayingChain chain) {
            this(programs, chain, new ArrayList<>());
        }

        @Override
        public String host(int node) {
            return "127.0.0.1";
        }

        @Override
        public Program start(int node, List<String> command) throws IOException {
            Program program = programs.start("node" + node, new ProcessBuilder(command));
            if (node < started.size()) {
                started.set(node, program);
            } else {
                started.add(program);
            }
            return program;
        }

        @Override
        public void cut(int node) {
            started.get(node).kill();
        }

        @Override
        public boolean mend(int node) {
            return true;
        }

        @Override
        public void end() {
            chain.close();
        }
    }

    /// A network namespace for each node, on a bridge with this machine: being cut off is having no link, while the program
    /// runs on and connections hang.
    final class Namespaces implements Site {
        private static final int NODES = 3;
        private static final Duration QUICK = Duration.ofSeconds(20);

        private final Programs programs;
        private final String mark = Long.toString(ProcessHandle.current().pid() % 100_000);
        private final String subnet = "10." + (64 + ProcessHandle.current().pid() % 64) + ".77.";
        private final List<List<String>> undoing = new ArrayList<>();
        private Optional<PayingChain> chain = Optional.empty();

        private Namespaces(Programs programs) {
            this.programs = programs;
        }

        static boolean allowed() throws InterruptedException {
            String probe = "lsh" + ProcessHandle.current().pid() % 100_000 + "p";
            try {
                ip("netns", "add", probe);
                ip("netns", "del", probe);
                return true;
            } catch (IOException _) {
                return false;
            }
        }

        static Namespaces make(Programs programs) throws IOException, InterruptedException, FailureException {
            Namespaces made = new Namespaces(programs);
            boolean done = false;
            try {
                made.connect();
                made.chain = Optional.of(PayingChain.anvil(made.subnet + 1));
                done = true;
                return made;
            } finally {
                if (!done) {
                    made.undo();
                }
            }
        }

        private void connect() throws IOException, InterruptedException {
            String bridge = "lshb" + mark;
            ip("link", "add", bridge, "type", "bridge");
            undoing.addFirst(List.of("link", "del", bridge));
            ip("addr", "add", subnet + "1/24", "dev", bridge);
            ip("link", "set", bridge, "up");
            for (int node = 0; node < NODES; node++) {
                ip("netns", "add", space(node));
                undoing.addFirst(List.of("netns", "del", space(node)));
                ip("link", "add", link(node), "type", "veth", "peer", "name", "eth0", "netns", space(node));
                ip("link", "set", link(node), "master", bridge, "up");
                ip("-n", space(node), "addr", "add", host(node) + "/24", "dev", "eth0");
                ip("-n", space(node), "link", "set", "eth0", "up");
                ip("-n", space(node), "link", "set", "lo", "up");
            }
        }

        private String space(int node) {
            return "lsh" + mark + "n" + node;
        }

        private String link(int node) {
            return "lshv" + mark + node;
        }

        private static void ip(String... words) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>(List.of("ip"));
            command.addAll(List.of(words));
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes());
            Deadline deadline = Deadline.after(QUICK);
            if (!process.waitFor(deadline.left().toMillis(), TimeUnit.MILLISECONDS)
                    || process.exitValue() != 0) {
                throw new IOException(command + ": " + said);
            }
        }

        @Override
        public PayingChain chain() {
            return chain.orElseThrow();
        }

        @Override
        public String host(int node) {
            return subnet + (11 + node);
        }

        @Override
        public Program start(int node, List<String> command) throws IOException {
            List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", space(node)));
            inside.addAll(command);
            return programs.start("node" + node, new ProcessBuilder(inside));
        }

        @Override
        public void cut(int node) throws IOException, InterruptedException {
            ip("link", "set", link(node), "down");
        }

        @Override
        public boolean mend(int node) throws IOException, InterruptedException {
            ip("link", "set", link(node), "up");
            return false;
        }

        private void undo() throws IOException, InterruptedException {
            for (List<String> step : undoing) {
                ip(step.toArray(String[]::new));
            }
        }

        @Override
        public void end() throws IOException, InterruptedException {
            chain.ifPresent(PayingChain::close);
            undo();
        }
    }
}
