package io.finops.simulators.bill;

import static io.finops.simulators.bill.Account.DATA;
import static io.finops.simulators.bill.Account.PRODUCTION;
import static io.finops.simulators.bill.Account.STAGING;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The simulated company: a shop that takes payments, in three accounts and three regions, for some 2,600 dollars a day in
 * late 2026.
 */
final class Company {
    static final String EC2 = "Amazon Elastic Compute Cloud - Compute";
    static final String RDS = "Amazon Relational Database Service";
    static final String CLOUDFRONT = "Amazon CloudFront";
    static final String ROUTE53 = "Amazon Route 53";
    static final String GLOBAL = "global";
    static final String NO_REGION = "NoRegion";

    private static final String US = "us-east-1";
    private static final String EU = "eu-west-1";
    private static final String AP = "ap-southeast-1";
    /** The figures below are relative to each other; this makes them the company's. */
    private static final double SIZE = 1.11;

    private static final double STEADY = 0.0004;
    private static final double FAST = 0.0009;

    private Company() {}

    static List<Account> accounts() {
        return List.of(PRODUCTION, STAGING, DATA);
    }

    static List<Workload> workloads() {
        List<Workload> all = new ArrayList<>();
        compute(all);
        databases(all);
        storageAndDelivery(all);
        platform(all);
        return List.copyOf(all);
    }

    private static void compute(List<Workload> all) {
        all.add(instances(PRODUCTION, US, "BoxUsage:m7g.large", "checkout", "Storefront", 190, 0.78));
        all.add(instances(PRODUCTION, US, "BoxUsage:c7g.xlarge", "payments", "Payments", 120, 0.82));
        all.add(instances(PRODUCTION, EU, "EU-BoxUsage:m7g.large", "checkout", "Storefront", 110, 0.76));
        all.add(instances(PRODUCTION, AP, "APS1-BoxUsage:m7g.large", "checkout", "Storefront", 55, 0.85));
        all.add(instances(STAGING, US, "BoxUsage:t4g.medium", "platform", "Shared", 45, 0.35));
        all.add(instances(DATA, US, "BoxUsage:r7g.2xlarge", "analytics", "Data platform", 130, 0.60));
        all.add(instances(DATA, EU, "EU-BoxUsage:r7g.2xlarge", "analytics", "Data platform", 50, 0.62));
        String other = "EC2 - Other";
        all.add(workload(
                PRODUCTION, other, US, "EBS:VolumeUsage.gp3", "checkout", "Storefront", 44, 1, STEADY, 0.0027));
        all.add(workload(PRODUCTION, other, US, "NatGateway-Bytes", "", "Shared", 26, 0.85, STEADY, 0.045));
        all.add(workload(
                PRODUCTION, other, EU, "EU-EBS:VolumeUsage.gp3", "checkout", "Storefront", 40, 1, STEADY, 0.0029));
        all.add(workload(
                PRODUCTION, other, AP, "APS1-EBS:VolumeUsage.gp3", "checkout", "Storefront", 20, 1, STEADY, 0.0032));
        all.add(workload(STAGING, other, US, "EBS:VolumeUsage.gp3", "platform", "Shared", 18, 0.9, STEADY, 0.0027));
        all.add(workload(DATA, other, US, "EBS:VolumeUsage.gp3", "analytics", "Data platform", 45, 1, FAST, 0.0027));
    }

    private static void databases(List<Workload> all) {
        all.add(database(PRODUCTION, US, "InstanceUsage:db.r7g.2xlarge", "payments", "Payments", 150));
        all.add(database(PRODUCTION, EU, "EU-InstanceUsage:db.r7g.2xlarge", "payments", "Payments", 80));
        all.add(database(PRODUCTION, AP, "APS1-InstanceUsage:db.r7g.large", "payments", "Payments", 35));
        all.add(database(STAGING, US, "InstanceUsage:db.t4g.large", "platform", "Shared", 22));
        all.add(workload(PRODUCTION, RDS, US, "RDS:GP3-Storage", "payments", "Payments", 38, 1, FAST, 0.0038));
        all.add(workload(DATA, RDS, US, "Aurora:ServerlessUsage", "analytics", "Data platform", 40, 0.7, STEADY, 0.12));
        String dynamo = "Amazon DynamoDB";
        all.add(workload(
                PRODUCTION, dynamo, US, "WriteRequestUnits", "payments", "Payments", 60, 0.8, FAST, 0.00000125));
        all.add(workload(
                PRODUCTION, dynamo, EU, "EU-WriteRequestUnits", "payments", "Payments", 25, 0.8, FAST, 0.00000141));
        all.add(workload(
                PRODUCTION, dynamo, AP, "APS1-WriteRequestUnits", "payments", "Payments", 10, 0.85, FAST, 0.00000142));
        all.add(workload(
                DATA, "Amazon Redshift", US, "Node:ra3.xlplus", "analytics", "Data platform", 120, 1, STEADY, 1.086));
    }

    private static void storageAndDelivery(List<Workload> all) {
        String s3 = "Amazon Simple Storage Service";
        all.add(workload(PRODUCTION, s3, US, "TimedStorage-ByteHrs", "checkout", "Storefront", 40, 1, FAST, 0.00077));
        all.add(workload(
                PRODUCTION, s3, EU, "EU-TimedStorage-ByteHrs", "checkout", "Storefront", 20, 1, FAST, 0.00077));
        all.add(workload(PRODUCTION, s3, AP, "APS1-TimedStorage-ByteHrs", "", "Storefront", 8, 1, FAST, 0.00083));
        all.add(workload(DATA, s3, US, "TimedStorage-ByteHrs", "analytics", "Data platform", 110, 1, FAST, 0.00077));
        all.add(workload(DATA, s3, EU, "EU-TimedStorage-ByteHrs", "analytics", "Data platform", 30, 1, FAST, 0.00077));
        all.add(workload(
                PRODUCTION,
                CLOUDFRONT,
                GLOBAL,
                "US-DataTransfer-Out-Bytes",
                "checkout",
                "Storefront",
                48,
                0.95,
                STEADY,
                0.085));
        all.add(workload(
                PRODUCTION,
                CLOUDFRONT,
                GLOBAL,
                "EU-DataTransfer-Out-Bytes",
                "checkout",
                "Storefront",
                27,
                0.95,
                STEADY,
                0.085));
        String balancing = "Amazon Elastic Load Balancing";
        all.add(workload(PRODUCTION, balancing, US, "LCUUsage", "payments", "Payments", 28, 0.85, STEADY, 0.008));
        all.add(workload(PRODUCTION, balancing, EU, "EU-LCUUsage", "payments", "Payments", 16, 0.85, STEADY, 0.008));
        all.add(workload(PRODUCTION, balancing, AP, "APS1-LCUUsage", "payments", "Payments", 8, 0.9, STEADY, 0.008));
        all.add(workload(STAGING, balancing, US, "LCUUsage", "platform", "Shared", 4, 0.6, STEADY, 0.008));
    }

    private static void platform(List<Workload> all) {
        String kinesis = "Amazon Kinesis";
        all.add(workload(DATA, kinesis, US, "Storage-ShardHour", "analytics", "Data platform", 75, 1, STEADY, 0.015));
        all.add(workload(
                DATA, kinesis, EU, "EU-Storage-ShardHour", "analytics", "Data platform", 25, 1, STEADY, 0.015));
        String lambda = "AWS Lambda";
        all.add(workload(
                PRODUCTION, lambda, US, "Lambda-GB-Second", "checkout", "Storefront", 44, 0.75, FAST, 0.0000166667));
        all.add(workload(
                PRODUCTION, lambda, EU, "EU-Lambda-GB-Second", "checkout", "Storefront", 20, 0.75, FAST, 0.0000166667));
        all.add(workload(STAGING, lambda, US, "Lambda-GB-Second", "platform", "Shared", 3, 0.3, STEADY, 0.0000166667));
        all.add(workload(
                DATA, lambda, US, "Lambda-GB-Second", "analytics", "Data platform", 32, 0.7, FAST, 0.0000166667));
        String watch = "AmazonCloudWatch";
        all.add(workload(PRODUCTION, watch, US, "DataProcessing-Bytes", "", "Shared", 58, 0.85, STEADY, 0.5));
        all.add(workload(PRODUCTION, watch, EU, "EU-DataProcessing-Bytes", "", "Shared", 30, 0.85, STEADY, 0.57));
        all.add(workload(PRODUCTION, watch, AP, "APS1-DataProcessing-Bytes", "", "Shared", 15, 0.9, STEADY, 0.7));
        all.add(workload(STAGING, watch, US, "DataProcessing-Bytes", "platform", "Shared", 8, 0.5, STEADY, 0.5));
        all.add(workload(DATA, watch, US, "DataProcessing-Bytes", "analytics", "Data platform", 18, 0.9, STEADY, 0.5));
        String kms = "AWS Key Management Service";
        all.add(workload(PRODUCTION, kms, US, "KMS-Requests", "", "Payments", 9, 0.8, STEADY, 0.000003));
        all.add(workload(PRODUCTION, kms, EU, "EU-KMS-Requests", "", "Payments", 5, 0.8, STEADY, 0.000003));
        all.add(workload(DATA, kms, US, "KMS-Requests", "", "", 2, 0.8, STEADY, 0.000003));
        all.add(workload(PRODUCTION, ROUTE53, GLOBAL, "DNS-Queries", "", "Shared", 4.5, 0.9, STEADY, 0.0000004));
    }

    private static Workload instances(
            Account account,
            String region,
            String usageType,
            String team,
            String product,
            double dollars,
            double weekend) {
        return workload(account, EC2, region, usageType, team, product, dollars, weekend, STEADY, 0.0816);
    }

    private static Workload database(
            Account account, String region, String usageType, String team, String product, double dollars) {
        return workload(account, RDS, region, usageType, team, product, dollars, 0.97, STEADY, 0.956);
    }

    private static Workload workload(
            Account account,
            String service,
            String region,
            String usageType,
            String team,
            String product,
            double dollarsPerDay,
            double weekendFactor,
            double growthPerDay,
            double dollarsPerUnit) {
        boolean instance = usageType.contains("BoxUsage:") || usageType.contains("InstanceUsage:");
        String environment = account.equals(STAGING) ? "staging" : "production";
        Map<String, String> tags = team.isEmpty()
                ? Map.of()
                : Map.of(
                        "team", team,
                        "environment", environment,
                        "cost-center", "cc-" + team,
                        "cost_center", "cc_" + environment,
                        "Cost.Center", "CC." + region);
        CostStream stream = new CostStream(
                account,
                service,
                region,
                usageType,
                instance ? "RunInstances" : usageType.replaceAll("^(EU|APS1|US)-", ""),
                instance ? usageType.substring(usageType.indexOf(':') + 1) : "",
                RecordType.USAGE,
                tags,
                product);
        return new Workload(stream, SIZE * dollarsPerDay, weekendFactor, growthPerDay, dollarsPerUnit);
    }
}
