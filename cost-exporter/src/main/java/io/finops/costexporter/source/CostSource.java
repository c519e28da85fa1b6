package io.finops.costexporter.source;

import io.finops.costexporter.bill.CostReading;
import java.util.Map;

/** Where spend is read from: one payer's account, or an export. Thread-safe. */
public interface CostSource {
    /** Which of several sources this is, and the payer of its rows; empty where there is only one. */
    String name();

    /** Whether each read costs money. */
    default boolean paid() {
        return true;
    }

    /**
     * Reads all of it or nothing.
     *
     * @return a reading for the name of each view that was asked for
     * @throws ReadFailure if any part could not be had; nothing of it is then to be believed
     */
    Map<String, CostReading> read(CostQuery query);
}
