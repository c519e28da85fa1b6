package io.finops.localstack.command;

import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.Secrets;
import io.finops.localstack.layout.StackHome;

/** What a person sees when the stack is up. */
final class Welcome {
    private Welcome() {}

    static String text(StackHome home, Ports ports) {
        return "\n" + StatusCommand.table(StackStatus.read(home))
                + "\nMake a payment:\n"
                + "  curl -fsS " + ports.url("payments-service") + "/payments \\\n"
                + "    -H \"Authorization: Bearer $(cat " + new Secrets(home.secrets()).merchantApiKey() + ")\" \\\n"
                + "    -H \"Idempotency-Key: $(cat /proc/sys/kernel/random/uuid)\" -H 'Content-Type: application/json' \\\n"
                + "    -d '{\"amount\": 1999, \"currency\": \"USD\", \"paymentMethod\": \"pm_ok_demo\", \"country\": \"DE\"}'\n"
                + "The last hour, what fires, every part of the stack: " + ports.url("report") + "\n"
                + "Rehearse an outage: ./stack drill gateway-outage     Stop: ./stack down\n";
    }
}
