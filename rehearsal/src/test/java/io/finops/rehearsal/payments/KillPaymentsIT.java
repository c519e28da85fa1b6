package io.finops.rehearsal.payments;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.layout.Checkout;
import io.finops.localstack.layout.StackHome;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, real kills: what clients were told, the ledger and the gateway agree to the cent. Before a stack runs beside it. */
@Order(1)
class KillPaymentsIT {
    private static final int KILLS = Integer.getInteger("crash.kills", 4);

    @TempDir
    private Path scratch = Path.of("");

    @Test
    void losesNothingWhenTheServiceIsKilledAgainAndAgain() throws InterruptedException {
        agree(new CrashRun(KILLS, 0, 1, 1), KILLS);
    }

    @Test
    void losesNothingWhenTheDatabaseIsKilledUnderTwoReplicas() throws InterruptedException {
        agree(new CrashRun(3, 3, 2, 2), 10);
    }

    private void agree(CrashRun run, int atLeast) throws InterruptedException {
        CrashRun.Result result = run.run(
                new StackHome(scratch.resolve("home"), Checkout.root()),
                scratch,
                line -> System.out.println("  " + line));

        System.out.println(result);
        assertThat(result.differences()).isEmpty();
        assertThat(result.acknowledged()).isGreaterThanOrEqualTo(atLeast);
        assertThat(result.ledgerMinorUnits()).isEqualTo(result.gatewayMinorUnits());
    }
}
