package io.finops.simulators.aws;

import io.finops.simulators.bill.CostStream;
import io.finops.simulators.bill.RecordType;
import java.util.Arrays;

/** Cost Explorer's dimensions, and what a line of the bill has for each. */
enum Dimension {
    AZ,
    BILLING_ENTITY,
    CACHE_ENGINE,
    DATABASE_ENGINE,
    DEPLOYMENT_OPTION,
    INSTANCE_TYPE,
    INSTANCE_TYPE_FAMILY,
    INVOICING_ENTITY,
    LEGAL_ENTITY_NAME,
    LINKED_ACCOUNT,
    OPERATING_SYSTEM,
    OPERATION,
    PLATFORM,
    PURCHASE_TYPE,
    RECORD_TYPE,
    REGION,
    SERVICE,
    SUBSCRIPTION_ID,
    TENANCY,
    USAGE_TYPE,
    USAGE_TYPE_GROUP;

    String of(CostStream stream) {
        return switch (this) {
            case AZ -> stream.region().contains("-") ? stream.region() + "a" : "NoAZ";
            case BILLING_ENTITY -> "AWS";
            case CACHE_ENGINE -> "NoCacheEngine";
            case DATABASE_ENGINE -> stream.service().contains("Relational") ? "PostgreSQL" : "NoDatabaseEngine";
            case DEPLOYMENT_OPTION -> stream.service().contains("Relational") ? "Multi-AZ" : "NoDeploymentOption";
            case INSTANCE_TYPE -> orElse(stream.instanceType(), "NoInstanceType");
            case INSTANCE_TYPE_FAMILY ->
                orElse(stream.instanceType().replaceAll("\\.[^.]*$", ""), "NoInstanceTypeFamily");
            case INVOICING_ENTITY -> "Simulated Web Services";
            case LEGAL_ENTITY_NAME -> "Simulated Web Services";
            case LINKED_ACCOUNT -> stream.account().id();
            case OPERATING_SYSTEM -> stream.instanceType().isEmpty() ? "NoOperatingSystem" : "Linux";
            case OPERATION -> orElse(stream.operation(), "NoOperation");
            case PLATFORM -> stream.instanceType().isEmpty() ? "NoPlatform" : "Linux/UNIX";
            case PURCHASE_TYPE -> purchaseType(stream);
            case RECORD_TYPE -> stream.recordType().wireName();
            case REGION -> stream.region();
            case SERVICE -> stream.service();
            case SUBSCRIPTION_ID -> "0000000000";
            case TENANCY -> stream.instanceType().isEmpty() ? "NoTenancy" : "Shared";
            case USAGE_TYPE -> orElse(stream.usageType(), "NoUsageType");
            case USAGE_TYPE_GROUP -> stream.instanceType().isEmpty() ? "NoUsageTypeGroup" : "EC2: Running Hours";
        };
    }

    static Dimension parse(String key, String where) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.name().equals(key))
                .findFirst()
                .orElseThrow(() -> AwsException.validation("1 validation error detected: Value '" + key + "' at '"
                        + where + "' failed to satisfy constraint: Member must satisfy enum value set: "
                        + Arrays.toString(values())));
    }

    private static String purchaseType(CostStream stream) {
        RecordType type = stream.recordType();
        return switch (type) {
            case SAVINGS_PLAN_COVERED, SAVINGS_PLAN_NEGATION, SAVINGS_PLAN_FEE -> "Savings Plans";
            case DISCOUNTED_USAGE, RESERVATION_FEE -> "Standard Reserved Instances";
            default -> stream.instanceType().isEmpty() ? "NoPurchaseType" : "On Demand Instances";
        };
    }

    private static String orElse(String value, String none) {
        return value.isEmpty() ? none : value;
    }
}
