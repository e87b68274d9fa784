package io.longshore.upload;

import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.longshore.checkpoint.Mending;
import io.longshore.destination.Destination;
import io.longshore.destination.Provider;
import io.longshore.model.Address;
import io.longshore.model.Failure;
import io.longshore.model.FailureException;
import io.longshore.model.Leaf;
import io.longshore.model.Receipt;
import io.longshore.model.store.PaymentStore;
import io.longshore.place.Presentation;

/// Gives a provider the chunks it lacks, from another one that has them: that works long after the source is gone, and
/// costs nothing, because the receipt of the wave holds for every provider of the drive.
final class Mender implements Mending {
    private static final Logger LOG = LoggerFactory.getLogger(Mender.class);

    private final Destination destination;
    private final PaymentStore payments;

    Mender(Destination destination, PaymentStore payments) {
        this.destination = destination;
        this.payments = payments;
    }

    @Override
    public void mend(Provider provider, List<Leaf> leaves, List<Address> missing) throws FailureException,
            InterruptedException {
        LOG.info("{} gets {} chunks that it lacks", provider.id(), missing.size());
        for (Leaf leaf : leaves) {
            List<Address> lacking = leaf.addresses().stream().filter(missing::contains).distinct().toList();
            if (lacking.isEmpty()) {
                continue;
            }
            Optional<Receipt> receipt = payments.receipt(leaf.wave());
            if (receipt.isPresent() && !receipt.get().rows().isEmpty()) {
                Presentation.show(provider, receipt.get());
            }
            for (Address address : lacking) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                byte[] sealed = fetch(provider, address);
                provider.put(address, sealed, sealed.length, () -> {});
            }
        }
    }

    private byte[] fetch(Provider except, Address address) throws FailureException {
        FailureException last = new FailureException(new Failure.NotFound("chunk " + address));
        for (Provider other : destination.ranked()) {
            if (!other.id().equals(except.id())) {
                try {
                    return other.get(address, destination.maxChunk());
                } catch (FailureException e) {
                    LOG.debug("chunk {} is not to be had from {}", address, other.id(), e);
                    last = e;
                }
            }
        }
        throw last;
    }
}
