package io.finops.simulators.bill;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The final figures of a day, but for what is charged by the month. Pure: the seed and the date decide.
 *
 * <p>Streams are laid out as: each workload's on-demand usage; then, for those that the Savings Plan covers, the covered
 * usage and its negation; then the fees, the reserved usage and the credits.
 */
final class DailyLines {
    private static final LocalDate EPOCH = LocalDate.of(2026, 1, 1);
    private static final double MILLION = 1e6;

    /** What an enterprise discount leaves of usage and fees in the net figures. */
    static final double NET_SHARE = 0.94;

    /** 12 dollars an hour. */
    private static final long SAVINGS_PLAN_FEE = 288_000_000;

    private static final double SAVINGS_PLAN_PRICE = 0.72;
    private static final double MOST_COVERED = 0.95;

    /** Four db.r7g.2xlarge, in millionths of a dollar a day: at on-demand prices, and as reserved. */
    private static final long RESERVED_ON_DEMAND = 80_000_000;

    static final long RESERVATION_FEE = 52_000_000;
    private static final double STAGING_CREDIT = 0.08;

    private final long seed;
    private final List<Workload> workloads = Company.workloads();
    private final List<CostStream> streams = new ArrayList<>();
    private final List<Integer> covered = new ArrayList<>();
    private final int firstCovered;
    private final int savingsPlanFee;
    private final int reservedWorkload;
    private final int discountedUsage;
    private final int reservationFee;
    private final int stagingCredit;

    DailyLines(long seed) {
        this.seed = seed;
        workloads.forEach(workload -> streams.add(workload.stream()));
        firstCovered = streams.size();
        for (int i = 0; i < workloads.size(); i++) {
            if (workloads.get(i).isSavingsPlanEligible()) {
                covered.add(i);
                streams.add(workloads.get(i).stream().as(RecordType.SAVINGS_PLAN_COVERED));
                streams.add(workloads.get(i).stream().as(RecordType.SAVINGS_PLAN_NEGATION));
            }
        }
        savingsPlanFee = streams.size();
        streams.add(
                payer("Savings Plans for AWS Compute usage", "ComputeSP:1yrNoUpfront", RecordType.SAVINGS_PLAN_FEE));
        reservedWorkload = workloadNamed("InstanceUsage:db.r7g.2xlarge");
        discountedUsage = streams.size();
        streams.add(workloads.get(reservedWorkload).stream().as(RecordType.DISCOUNTED_USAGE));
        reservationFee = streams.size();
        streams.add(workloads.get(reservedWorkload).stream().as(RecordType.RESERVATION_FEE));
        stagingCredit = streams.size();
        streams.add(workloads.get(workloadNamed("BoxUsage:t4g.medium")).stream().as(RecordType.CREDIT));
    }

    List<CostStream> streams() {
        return streams;
    }

    List<Workload> workloads() {
        return workloads;
    }

    /** Fills the first streams of the figures. */
    Commitments fill(DayFigures figures, LocalDate day) {
        long[] onDemand = new long[workloads.size()];
        for (int i = 0; i < onDemand.length; i++) {
            onDemand[i] = onDemand(i, day);
            setUsage(figures, i, i, onDemand[i]);
        }
        long[] plan = coverBySavingsPlan(figures, onDemand, day);
        long[] reservation = coverByReservation(figures, onDemand, day);
        long staging = 0;
        for (int i = 0; i < onDemand.length; i++) {
            if (workloads.get(i).stream().account().equals(Account.STAGING)) {
                staging += onDemand[i];
            }
        }
        long credit = -Math.round(staging * STAGING_CREDIT);
        figures.set(stagingCredit, credit, credit, 1, 0);
        return new Commitments(
                SAVINGS_PLAN_FEE,
                plan[0],
                plan[1],
                plan[2],
                RESERVATION_FEE,
                reservation[0],
                reservation[1],
                reservation[2]);
    }

    private long[] coverBySavingsPlan(DayFigures figures, long[] onDemand, LocalDate day) {
        long eligible = 0;
        for (int workload : covered) {
            eligible += onDemand[workload];
        }
        double used = SAVINGS_PLAN_FEE * (0.965 + 0.03 * Chance.share(seed, 31, day.toEpochDay()));
        double share = Math.min(MOST_COVERED, used / SAVINGS_PLAN_PRICE / (double) eligible);
        long usedSum = 0;
        long coveredSum = 0;
        int stream = firstCovered;
        for (int workload : covered) {
            long coveredAmount = Math.round(onDemand[workload] * share);
            long effective = Math.round(coveredAmount * SAVINGS_PLAN_PRICE);
            setUsage(figures, workload, workload, onDemand[workload] - coveredAmount);
            figures.set(stream, coveredAmount, effective, NET_SHARE, units(workload, coveredAmount));
            figures.set(stream + 1, -coveredAmount, 0, NET_SHARE, 0);
            usedSum += effective;
            coveredSum += coveredAmount;
            stream += 2;
        }
        figures.set(savingsPlanFee, SAVINGS_PLAN_FEE, SAVINGS_PLAN_FEE - usedSum, NET_SHARE, 24_000_000);
        return new long[] {usedSum, coveredSum, eligible};
    }

    private long[] coverByReservation(DayFigures figures, long[] onDemand, LocalDate day) {
        double utilization = 0.96 + 0.04 * Chance.share(seed, 32, day.toEpochDay());
        long coveredAmount = Math.min(
                Math.round(onDemand[reservedWorkload] * MOST_COVERED), Math.round(RESERVED_ON_DEMAND * utilization));
        long used =
                Math.min(RESERVATION_FEE, Math.round(coveredAmount * ((double) RESERVATION_FEE / RESERVED_ON_DEMAND)));
        setUsage(figures, reservedWorkload, reservedWorkload, onDemand[reservedWorkload] - coveredAmount);
        figures.set(discountedUsage, 0, used, NET_SHARE, units(reservedWorkload, coveredAmount));
        long due = day.getDayOfMonth() == 1 ? RESERVATION_FEE * day.lengthOfMonth() : 0;
        figures.set(reservationFee, due, RESERVATION_FEE - used, NET_SHARE, 0);
        long eligible = 0;
        for (int i = 0; i < onDemand.length; i++) {
            if (workloads.get(i).stream().usageType().contains("InstanceUsage:")) {
                eligible += onDemand[i];
            }
        }
        return new long[] {used, coveredAmount, eligible};
    }

    private long onDemand(int index, LocalDate day) {
        Workload workload = workloads.get(index);
        long days = day.toEpochDay() - EPOCH.toEpochDay();
        double growth = StrictMath.pow(1 + workload.growthPerDay(), (double) days);
        double noise = (1 + 0.01 * Chance.around(seed, 11, day.toEpochDay()))
                * (1 + 0.025 * Chance.around(seed, 12, index, day.toEpochDay()));
        Incident incident = Incident.of(seed, day);
        double factor = incident.workload() == index && incident.covers(day) ? incident.factor() : 1;
        return Math.round(
                workload.dollarsPerDay() * MILLION * growth * weekday(workload, day.getDayOfWeek()) * noise * factor);
    }

    private static double weekday(Workload workload, DayOfWeek day) {
        double rhythm = 1 - workload.weekendFactor();
        return switch (day) {
            case MONDAY -> 1 + 0.05 * rhythm;
            case TUESDAY -> 1 + 0.10 * rhythm;
            case WEDNESDAY -> 1 + 0.08 * rhythm;
            case THURSDAY -> 1 + 0.06 * rhythm;
            case FRIDAY -> 1;
            case SATURDAY -> workload.weekendFactor();
            case SUNDAY -> workload.weekendFactor() - 0.05 * rhythm;
        };
    }

    private void setUsage(DayFigures figures, int stream, int workload, long amount) {
        figures.set(stream, amount, amount, NET_SHARE, units(workload, amount));
    }

    private long units(int workload, long amount) {
        return Math.round(amount / workloads.get(workload).dollarsPerUnit());
    }

    private int workloadNamed(String usageType) {
        for (int i = 0; i < workloads.size(); i++) {
            if (workloads.get(i).stream().usageType().equals(usageType)) {
                return i;
            }
        }
        throw new IllegalStateException("the company has no " + usageType);
    }

    static CostStream payer(String service, String usageType, RecordType type) {
        return new CostStream(Account.PRODUCTION, service, Company.GLOBAL, usageType, "", "", type, Map.of(), "Shared");
    }
}
