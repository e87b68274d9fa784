package io.longshore.localnet;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import io.longshore.json.Json;
import io.longshore.model.Account;
import io.longshore.model.Bytes;
import io.longshore.model.ChainId;
import io.longshore.model.CommitmentScheme;
import io.longshore.model.Finality;
import io.longshore.model.ProviderId;
import io.longshore.net.BearerToken;
import io.longshore.proof.SigningKey;

/// What makes a local network the same one the next time: keys, tokens, ports and contracts, in `network.json`, which only
/// its owner can read. A port of 0 is none yet.
///
/// @param v the version of this file, 1
/// @param discarding whether the nodes throw chunks' bytes away
/// @param operator the token that opens the nodes' operator routes
/// @param directory where the directory listens
/// @param chain where the chain listens
/// @param faucet where the chain's process gives play money out, when it runs alone
/// @param contracts the contracts
/// @param nodes the nodes
/// @param outside how the chain is reached if it is none of the network's own
record NetworkFile(int v, boolean discarding, String operator, Door directory, Door chain, Door faucet,
        Addresses contracts, List<NodeEntry> nodes, Optional<Outside> outside) {
    private static final String NAME = "network.json";
    private static final int VERSION = 1;
    private static final int SECRET_BYTES = 32;

    /// Keeps an own copy.
    NetworkFile {
        nodes = List.copyOf(nodes);
    }

    /// A port and the secret path behind it.
    record Door(int port, String token) {
        Door at(int other) {
            return new Door(other, token);
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + port + "/" + token);
        }

        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /// How an outside chain is reached.
    ///
    /// @param rpc its JSON-RPC endpoint, which may hold a secret
    /// @param finality when its blocks are final, as [Finality] writes it
    /// @param minter who gives play money out; empty if the token may have value
    record Outside(String rpc, String finality, Optional<Minter> minter) {
        URI url() {
            return URI.create(rpc);
        }

        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /// Who mints the token on an outside chain.
    ///
    /// @param account the minter
    /// @param keyFile where the key is; empty if the node signs for the account
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Minter(String account, Optional<String> keyFile) {}

    /// The contracts and their chain.
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Addresses(long chainId, String vault, String token, String registry) {
        static Addresses of(Contracts contracts) {
            return new Addresses(contracts.chain().value(), contracts.vault().toString(), contracts.token().toString(),
                    contracts.registry().toString());
        }

        Contracts contracts() {
            return new Contracts(new ChainId(chainId), Account.of(vault), Account.of(token), Account.of(registry));
        }
    }

    /// A node's port and secrets.
    ///
    /// @param scheme how it signs commitments; empty for [CommitmentScheme#LSH1]
    record NodeEntry(int port, String key, String rewards, Optional<String> scheme) {
        NodeEntry at(int other) {
            return new NodeEntry(other, key, rewards, scheme);
        }

        NodeIdentity identity() {
            return new NodeIdentity(SigningKey.of(Bytes.fromHex(key).toArray()), Account.of(rewards),
                    scheme.map(word -> CommitmentScheme.of(word).orElseThrow(
                            () -> new IllegalArgumentException("no scheme of commitments: " + word)))
                            .orElse(CommitmentScheme.LSH1));
        }

        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /// A new network, which has no ports yet.
    /// @param chain where its own chain listens, or would if it had one
    /// @param outside how the chain is reached if it is none of its own
    static NetworkFile create(LocalNetwork.Options options, Contracts contracts, Door chain,
            Optional<Outside> outside) {
        SecureRandom random = options.random();
        return new NetworkFile(VERSION, options.discarding(), secret(random), new Door(0, secret(random)), chain,
                new Door(0, secret(random)), Addresses.of(contracts),
                IntStream.range(0, options.nodes()).mapToObj(_ -> entry(random)).toList(), outside);
    }

    private static NodeEntry entry(SecureRandom random) {
        return new NodeEntry(0, Bytes.of(SigningKey.random(random).secret()).toString(),
                SigningKey.random(random).account().toString(), Optional.empty());
    }

    /// A new secret that can stand in a path.
    static String secret(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    /// Reads the file of the network in `folder`; empty if there is none yet.
    /// @throws IOException also if it makes no sense
    static Optional<NetworkFile> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            NetworkFile read = Json.read(Files.readAllBytes(file), NetworkFile.class);
            if (read.v() != VERSION) {
                throw new IOException("version " + read.v() + " is not known: " + file);
            }
            return Optional.of(read);
        } catch (Json.Malformed e) {
            throw new IOException("damaged: " + file, e);
        }
    }

    /// Puts it in its place, durably.
    void write(Path folder) throws IOException {
        Disk.replace(folder.resolve(NAME), Json.write(this));
    }

    /// The token that opens the nodes' operator routes.
    BearerToken operatorToken() {
        return new BearerToken(operator);
    }

    /// The same with the chain at another port.
    NetworkFile chainAt(int port) {
        return new NetworkFile(v, discarding, operator, directory, chain.at(port), faucet, contracts, nodes,
                outside);
    }

    /// The same, its outside chain reached otherwise.
    NetworkFile paidOn(Outside elsewhere) {
        return new NetworkFile(v, discarding, operator, directory, chain, faucet, contracts, nodes,
                Optional.of(elsewhere));
    }

    /// The same with everything but the chain at other ports.
    NetworkFile at(int directoryPort, int faucetPort, List<Integer> nodePorts) {
        return new NetworkFile(v, discarding, operator, directory.at(directoryPort), chain, faucet.at(faucetPort),
                contracts,
                IntStream.range(0, nodes.size()).mapToObj(i -> nodes.get(i).at(nodePorts.get(i))).toList(), outside);
    }

    /// The chain's JSON-RPC endpoint.
    URI rpc() {
        return outside.map(Outside::url).orElseGet(chain::url);
    }

    /// When blocks of the chain are final: the network's own says so by its tag.
    Finality finality() {
        return outside.map(found -> Finality.of(found.finality())).orElseGet(Finality.Finalized::new);
    }

    /// Whether somebody of the network mints the token, so that it has no value.
    boolean playMoney() {
        return outside.isEmpty() || outside.get().minter().isPresent();
    }

    /// Where the nodes are.
    List<URI> places() {
        return nodes.stream().map(entry -> URI.create("http://127.0.0.1:" + entry.port())).toList();
    }

    /// Who the nodes are.
    List<ProviderId> providers() {
        return nodes.stream().map(entry -> entry.identity().id()).toList();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
