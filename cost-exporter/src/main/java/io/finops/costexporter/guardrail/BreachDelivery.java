package io.finops.costexporter.guardrail;

import java.net.URI;

/** Brings a breach to whoever acts on it. */
public interface BreachDelivery {
    /** Whether the receiver has taken it; false to try again. Never throws. */
    boolean deliver(URI webhook, Breach breach);
}
