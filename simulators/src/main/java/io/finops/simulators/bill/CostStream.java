package io.finops.simulators.bill;

import java.util.Map;

/**
 * A line that the bill has every day: everything about it but its figures.
 *
 * @param instanceType empty where the usage is not of an instance
 * @param category value of the cost category Product; empty where none applies
 */
public record CostStream(
        Account account,
        String service,
        String region,
        String usageType,
        String operation,
        String instanceType,
        RecordType recordType,
        Map<String, String> tags,
        String category) {

    public CostStream {
        tags = Map.copyOf(tags);
    }

    CostStream as(RecordType otherType) {
        return new CostStream(account, service, region, usageType, operation, instanceType, otherType, tags, category);
    }
}
