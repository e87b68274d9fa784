package io.longshore.checkpoint;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.ProviderId;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

class DiscoveryTest {
    private final List<Signatory> five = Signatory.five();
    private final Members registry = new Members(five);
    private final Discovery discovery = new Discovery(Signatory.destination(five), registry, registry);

    private static Set<ProviderId> ids(List<Signatory> signatories) {
        return signatories.stream().map(Signatory::id).collect(Collectors.toSet());
    }

    @Test
    void whoIsConfiguredAndOfTheBucketIsAble() throws FailureException {
        assertEquals(new Discovery.Members(3, ids(five), Set.of(), Map.of(), Map.of()), discovery.members());
    }

    @Test
    void whoIsOnlyConfiguredAndWhoIsOnlyOfTheBucketIsSaid() throws FailureException {
        Signatory stranger = new Signatory(9);
        registry.leave(five.get(2));
        registry.join(stranger);
        registry.endpoints.put(stranger.id().account(), "http://10.0.0.1:3333");
        Discovery.Members members = discovery.members();
        assertEquals(4, members.able().size());
        assertEquals(Set.of(five.get(2).id()), members.outsiders());
        assertEquals(Map.of(stranger.id(), "http://10.0.0.1:3333"), members.unconfigured());
    }

    @Test
    void whoSaysThatItIsElsewhereIsSaid() throws FailureException {
        registry.endpoints.put(five.get(0).id().account(), five.get(0).endpoint());
        registry.endpoints.put(five.get(1).id().account(), "http://elsewhere:1/");
        registry.endpoints.put(five.get(2).id().account(), "not a URL at all");
        assertEquals(Map.of(five.get(1).id(), "http://elsewhere:1/", five.get(2).id(), "not a URL at all"),
                discovery.members().elsewhere());
    }

    @Test
    void anAnswerIsGoodForFiveMinutes() throws FailureException {
        discovery.members();
        registry.pass(Duration.ofMinutes(5).minusMillis(1));
        discovery.members();
        assertEquals(1, registry.asked);
        registry.pass(Duration.ofMillis(1));
        registry.minimum = 4;
        assertEquals(4, discovery.members().minimum());
        assertEquals(2, registry.asked);
        registry.pass(Duration.ofHours(-1));
        discovery.members();
        assertEquals(3, registry.asked, "a clock that was set back makes it no fresher");
    }

    @Test
    void afterAFailureItIsAskedAnewOnce() throws FailureException {
        discovery.members();
        discovery.failed();
        discovery.members();
        discovery.members();
        assertEquals(2, registry.asked);
    }

    @Test
    void whileTheRegistryIsSilentWhatIsKnownHolds() throws FailureException {
        Discovery.Members known = discovery.members();
        registry.silent = true;
        discovery.failed();
        assertEquals(known, discovery.members());
        registry.silent = false;
        registry.minimum = 5;
        assertEquals(5, discovery.members().minimum(), "it is asked again each time until it answers");
    }

    @Test
    void whatNobodyKnowsIsAFailure() {
        registry.silent = true;
        assertInstanceOf(Failure.Unavailable.class,
                assertThrows(FailureException.class, discovery::members).failure());
        registry.silent = false;
        registry.minimum = 0;
        assertInstanceOf(Failure.NotFound.class, assertThrows(FailureException.class, discovery::members).failure());
    }
}
