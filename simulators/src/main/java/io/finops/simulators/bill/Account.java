package io.finops.simulators.bill;

/**
 * An account of the simulated company.
 *
 * @param id twelve digits
 */
public record Account(String id, String name) {
    public static final Account PRODUCTION = new Account("111122223333", "simulated-production");
    public static final Account STAGING = new Account("222233334444", "simulated-staging");
    public static final Account DATA = new Account("333344445555", "simulated-data");
}
