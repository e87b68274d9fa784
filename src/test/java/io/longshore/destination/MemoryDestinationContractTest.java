package io.longshore.destination;

import java.util.Collection;

import io.longshore.model.Address;

class MemoryDestinationContractTest extends DestinationContract {
    private final MemoryDestination destination = MemoryDestination.small();

    @Override
    protected Destination destination() {
        return destination;
    }

    @Override
    protected void pay(Collection<Address> chunks) {
        // It wants no payment.
    }
}
