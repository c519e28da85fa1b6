package io.finops.simulators.aws;

import java.util.Map;

/** The operations that the simulated AWS has, by endpoint prefix and name. */
final class AwsOperations {
    private AwsOperations() {}

    static Map<String, AwsOperation> all() {
        return Map.of("ce:GetCostAndUsage", new CostAndUsage());
    }
}
