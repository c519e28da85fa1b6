package io.finops.rehearsal.runningstack;

import java.util.Optional;

/** What differs between the native stack and the containers: where a part answers, its secrets, and how it is kept down. */
interface RunningParts {
    /** The base URL of a part, as this machine reaches it. */
    String url(String component);

    /** Whether the part was started at all: optional ones may be absent. */
    boolean has(String component);

    String auditToken();

    String merchantApiKey();

    /** After parts were replaced behind the stack's back: addresses that are asked for from now on lead to what is there now. */
    default void reconnect() {}

    /** Ends the part as a crash would (SIGKILL), and keeps it from coming back. */
    void keepDown(String component);

    void letUp(String component);

    /** The setting that sends a service to the simulators, as it was given when the service was started; empty when it was not. */
    Optional<String> outsideParty(OutsideParty party);

    /** The simulators' own address as a service sees it. */
    String simulatorsAddress();

    /** What a service would reach in the real world if it were not told otherwise. */
    enum OutsideParty {
        CARD_GATEWAY("payments-service", "payments.gateway.base-url"),
        CLOUD_BILL("cost-exporter", "cost-exporter.aws.endpoint");

        final String service;
        final String property;

        OutsideParty(String service, String property) {
            this.service = service;
            this.property = property;
        }
    }
}
