package io.longshore.model;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How a drive finds its network. Paths of the URLs may be secrets: [Object#toString] leaves them out, [#text] does not.
public sealed interface Whereabouts {
    /// The local network inside this program.
    record Embedded() implements Whereabouts {}

    /// A directory describes it.
    /// @param url the directory's
    record Directory(URI url) implements Whereabouts {
        @Override
        public String toString() {
            return "Directory[" + place(url) + "]";
        }
    }

    /// Its providers are known one by one, and so is the chain they are paid on.
    /// @param chain the chain's JSON-RPC endpoint
    /// @param finality when its blocks are final
    /// @param providers the providers, at least one, in the order they were named
    record Listed(URI chain, Finality finality, List<Provider> providers) implements Whereabouts {
        /// Checks the providers.
        /// @throws IllegalArgumentException if there is none, or one twice
        public Listed {
            providers = List.copyOf(providers);
            if (providers.isEmpty()
                    || new HashSet<>(providers.stream().map(Provider::id).toList()).size() < providers.size()) {
                throw new IllegalArgumentException("providers missing or repeated");
            }
        }

        @Override
        public String toString() {
            return "Listed[" + place(chain) + ", " + finality + ", " + providers + "]";
        }
    }

    /// One listed provider.
    /// @param id who it is
    /// @param url where it gives drives their tokens; its path is a secret
    record Provider(ProviderId id, URI url) {
        /// Where it is, without the secret.
        public String place() {
            return Whereabouts.place(url);
        }

        @Override
        public String toString() {
            return id + " at " + place();
        }
    }

    /// What [#of] reads: a directory's URL; or a line of the chain's URL and its finality, and one of each provider's id and
    /// URL, with a blank between; nothing of the embedded network.
    default Optional<String> text() {
        return switch (this) {
            case Embedded _ -> Optional.empty();
            case Directory(URI url) -> Optional.of(url.toString());
            case Listed(URI chain, Finality finality, List<Provider> providers) -> Optional.of(String.join("\n",
                    Stream.concat(Stream.of(chain + " " + finality),
                            providers.stream().map(provider -> provider.id() + " " + provider.url())).toList()));
        };
    }

    /// Reads what [#text] wrote.
    /// @throws IllegalArgumentException if it is not that
    static Whereabouts of(String text) {
        List<String[]> lines = text.lines().map(line -> line.split(" ", 2)).toList();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("nowhere");
        }
        URI first = URI.create(lines.getFirst()[0]);
        if (lines.size() == 1 && lines.getFirst().length == 1) {
            return new Directory(first);
        }
        return new Listed(first, Finality.of(second(lines.getFirst())), lines.stream().skip(1)
                .map(line -> new Provider(ProviderId.of(line[0]), URI.create(second(line)))).toList());
    }

    private static String second(String[] line) {
        if (line.length < 2) {
            throw new IllegalArgumentException("a line of one word");
        }
        return line[1];
    }

    /// A URL without its path, which may be a secret.
    static String place(URI url) {
        return url.getScheme() + "://" + url.getAuthority();
    }
}
