package io.finops.costexporter.simulated;

import io.finops.costexporter.request.AwsOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Permissions of AWS. */
final class Permissions {
    private static final Path POLICIES = Path.of("..", "docs", "iam");

    private Permissions() {}

    /** Those of the operations that an exporter has asked for. */
    static Set<String> used(Exporter exporter) {
        Map<String, Double> samples = exporter.samples();
        return Arrays.stream(AwsOperation.values())
                .filter(operation -> !operation.permission().isEmpty())
                .filter(operation -> count(samples, operation, "success") + count(samples, operation, "error") > 0)
                .map(AwsOperation::permission)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static double count(Map<String, Double> samples, AwsOperation operation, String outcome) {
        return samples.getOrDefault(
                "cost_exporter_aws_requests_total{operation=\"" + operation.operation() + "\",outcome=\"" + outcome
                        + "\"}",
                0.0);
    }

    /** Those of a policy in docs/iam. */
    static Set<String> granted(String name) throws IOException {
        JsonNode policy = JsonMapper.builder().build().readTree(Files.readString(POLICIES.resolve(name + ".json")));
        Set<String> names = new TreeSet<>();
        policy.path("Statement")
                .forEach(statement -> statement.path("Action").forEach(action -> names.add(action.stringValue())));
        return names;
    }
}
