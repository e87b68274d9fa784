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
    /// @param providers where the providers are, at least one, in the order they were named
    record Listed(URI chain, List<URI> providers) implements Whereabouts {
        /// Checks the providers.
        /// @throws IllegalArgumentException if there is none, or one twice
        public Listed {
            providers = List.copyOf(providers);
            if (providers.isEmpty() || new HashSet<>(providers).size() < providers.size()) {
                throw new IllegalArgumentException("providers missing or repeated");
            }
        }

        @Override
        public String toString() {
            return "Listed[" + place(chain) + ", " + providers.stream().map(Whereabouts::place).toList() + "]";
        }
    }

    /// What [#of] reads: a directory's URL; or the chain's and the providers', each on a line of its own; nothing of the
    /// embedded network.
    default Optional<String> text() {
        return switch (this) {
            case Embedded _ -> Optional.empty();
            case Directory(URI url) -> Optional.of(url.toString());
            case Listed(URI chain, List<URI> providers) -> Optional.of(String.join("\n",
                    Stream.concat(Stream.of(chain), providers.stream()).map(URI::toString).toList()));
        };
    }

    /// Reads what [#text] wrote.
    /// @throws IllegalArgumentException if it is not that
    static Whereabouts of(String text) {
        List<URI> urls = text.lines().map(URI::create).toList();
        return switch (urls.size()) {
            case 0 -> throw new IllegalArgumentException("nowhere");
            case 1 -> new Directory(urls.getFirst());
            default -> new Listed(urls.getFirst(), urls.subList(1, urls.size()));
        };
    }

    /// A URL without its path, which may be a secret.
    static String place(URI url) {
        return url.getScheme() + "://" + url.getAuthority();
    }
}
