package io.finops.costexporter.aws;

import io.finops.costexporter.bill.CostReading;

/** Where spend is read from. */
public interface CostSource {
    /**
     * Reads all of it or nothing.
     *
     * @throws ReadFailure if any part could not be had; nothing of it is then to be believed
     */
    CostReading read(CostQuery query);
}
