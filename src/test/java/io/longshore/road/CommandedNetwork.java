package io.longshore.road;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.longshore.json.Json;
import io.longshore.localnet.ChainFaults;
import io.longshore.localnet.ChainFaults.Answer;
import io.longshore.localnet.ChainFaults.Fate;
import io.longshore.localnet.DevChain;
import io.longshore.localnet.LocalNetwork;
import io.longshore.localnet.Mining;
import io.longshore.model.Bytes;
import io.longshore.model.FailureException;

/// The whole local network as a program whose chain goes wrong on command. It says where it listens as
/// [io.longshore.localnet.Part] does; then every line it hears is one command, answered by `ok`:
/// `mining once|command|every:MS`, `mine N`, `finality N`, `fate dropped|reverted|replaced`, `answer METHOD N
/// silent:MS|late:MS|status:CODE|failed`, `reorganise N`, `forget`, `clear`.
final class CommandedNetwork {
    private final DevChain chain;

    private CommandedNetwork(DevChain chain) {
        this.chain = chain;
    }

    /// The program.
    public static void main(String[] arguments) throws Exception {
        Talk talk = Talk.standard();
        LocalNetwork network = LocalNetwork.open(Path.of(arguments[1]), LocalNetwork.Options.defaults());
        talk.say(new String(Json.write(Map.of("url", network.directory().toString())), StandardCharsets.UTF_8));
        CommandedNetwork commanded = new CommandedNetwork(network.chain());
        while (true) {
            commanded.obey(talk.hear().split(" "));
            talk.say("ok");
        }
    }

    private void obey(String[] words) throws FailureException {
        ChainFaults faults = chain.faults();
        switch (words[0]) {
            case "mining" -> {
                chain.mining(mining(words[1]));
                // What waited until now need not wait for the next transaction.
                faults.releaseMining();
            }
            case "mine" -> chain.mine(Integer.parseInt(words[1]));
            case "finality" -> chain.finality(Integer.parseInt(words[1]));
            case "fate" -> faults.next(1, fate(words[1]));
            case "answer" -> faults.next(words[1], Integer.parseInt(words[2]), answer(words[3].split(":")));
            case "reorganise" -> faults.reorganise(Integer.parseInt(words[1]));
            case "forget" -> faults.forgetWaiting();
            case "clear" -> {
                chain.mining(new Mining.AtOnce());
                chain.finality(0);
                faults.clear();
            }
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    private static Mining mining(String word) {
        return switch (word) {
            case "once" -> new Mining.AtOnce();
            case "command" -> new Mining.ByCommand();
            default -> new Mining.Every(Duration.ofMillis(Long.parseLong(word.substring("every:".length()))));
        };
    }

    private static Fate fate(String word) {
        return switch (word) {
            case "dropped" -> new Fate.Dropped();
            case "reverted" -> new Fate.Reverted(Bytes.of());
            case "replaced" -> new Fate.Replaced();
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static Answer answer(String[] words) {
        return switch (words[0]) {
            case "silent" -> new Answer.Silent(Duration.ofMillis(Long.parseLong(words[1])));
            case "late" -> new Answer.Late(Duration.ofMillis(Long.parseLong(words[1])));
            case "status" -> new Answer.Status(Integer.parseInt(words[1]));
            case "failed" -> new Answer.Failed(-32603, "internal error");
            default -> throw new IllegalArgumentException(words[0]);
        };
    }
}
