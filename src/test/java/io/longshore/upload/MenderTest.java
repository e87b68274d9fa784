package io.longshore.upload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.longshore.destination.MemoryDestination;
import io.longshore.destination.MemoryProvider;
import io.longshore.destination.Paid;
import io.longshore.model.Address;
import io.longshore.model.ByteCount;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Hash;
import io.longshore.model.Leaf;
import io.longshore.model.Quote;
import io.longshore.model.Receipt;
import io.longshore.model.Wave;
import io.longshore.proof.MerkleTree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MenderTest {
    private static final byte[] SEALED = {1, 2, 3};

    @TempDir
    private Path home;
    private Workbench bench;
    private final MemoryDestination destination = MemoryDestination.small();
    private final List<Hash> shown = new ArrayList<>();
    private Mender mender;
    private Address address;
    private Receipt receipt;
    private Leaf leaf;

    @BeforeEach
    void open() throws FailureException {
        bench = new Workbench(home);
        mender = new Mender(destination, bench.stores.payments());
        address = destination.store(SEALED);
        Wave wave = bench.wave(1, bench.running(1, Optional.empty()));
        receipt = bench.paid(wave, bench.payments(wave, 10));
        leaf = new Leaf(bench.drive.id(), 0, wave.id(), List.of(0), List.of(address),
                MerkleTree.dataRoot(List.of(address)), new ByteCount(3), new ByteCount(3));
        destination.memory().forEach(provider -> provider.paid(new Paid() {
            @Override
            public Quotes quotes(Collection<Address> chunks) {
                throw new AssertionError("nothing is to be paid again");
            }

            @Override
            public Acceptance payments(Hash transaction, List<Quote> quotes) {
                shown.add(transaction);
                return new Acceptance(Set.of(address), Map.of());
            }
        }));
    }

    @AfterEach
    void close() throws FailureException {
        bench.close();
    }

    @Test
    void showsTheReceiptAndBringsTheChunkFromWhoeverHasIt() throws Exception {
        MemoryProvider poor = destination.memory(2);
        poor.lose(address);
        destination.memory(0).down(true);
        destination.memory(1).damage(address);
        mender.mend(poor, List.of(leaf), List.of(address));
        assertEquals(List.of(receipt.transaction()), shown);
        assertTrue(poor.held().contains(address));
        assertEquals(1, poor.sent());
    }

    @Test
    void aLeafThatLacksNothingIsLeftAlone() throws Exception {
        Address other = destination.store(new byte[]{9});
        mender.mend(destination.memory(2), List.of(leaf), List.of(other));
        assertEquals(List.of(), shown);
        assertEquals(0, destination.memory(2).sent());
    }

    @Test
    void whatNobodyHasIsSaid() {
        destination.lose(address);
        Failure failure = assertThrows(FailureException.class,
                () -> mender.mend(destination.memory(2), List.of(leaf), List.of(address))).failure();
        assertInstanceOf(Failure.NotFound.class, failure);
    }
}
