package io.finops.rehearsal.alerttest;

import io.finops.localstack.StackException;
import io.finops.localstack.command.StackOptions;
import io.finops.localstack.command.StackWord;
import io.finops.localstack.config.Version;
import io.finops.localstack.http.HttpJson;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.supervisor.SupervisorProcess;
import io.finops.rehearsal.runningstack.AlertmanagerApi;
import io.finops.rehearsal.runningstack.AuditTrail;
import io.finops.rehearsal.runningstack.StackAccess;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "alert-test",
        description = {
            "Sends one real test notification to one channel, through the running Alertmanager, native or Compose, and says",
            "whether it was delivered. It is labelled as a test and goes to that channel and to the audit trail, to nobody else;",
            "its end is told there as well. In PagerDuty it opens an incident of severity info, which its end resolves.",
            "Exit code 1 when it was not delivered: the line says why, and what to do."
        },
        mixinStandardHelpOptions = true)
public final class AlertTestCommand implements StackWord {
    @Parameters(paramLabel = "CHANNEL", description = "One of ${COMPLETION-CANDIDATES}.")
    private TestChannel channel = TestChannel.AUDIT;

    @Option(
            names = "--alertmanager",
            paramLabel = "URL",
            description = "Another Alertmanager that runs this repository's configuration.")
    private @Nullable String url;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait (${DEFAULT-VALUE}). Alertmanager gives up by itself after 10.")
    private int seconds = 30;

    @Override
    public Integer call() throws InterruptedException {
        StackHome home = StackOptions.home();
        Optional<StackAccess> stack = url == null ? Optional.of(StackAccess.running(home)) : Optional.empty();
        String address = stack.map(running -> running.url("alertmanager")).orElseGet(() -> String.valueOf(url));
        AlertmanagerApi alertmanager = new AlertmanagerApi(new HttpJson(), address);
        boolean natively =
                stack.isPresent() && new SupervisorProcess(home).running().isPresent();
        Optional<AuditTrail> audit = stack.map(StackAccess::audit);
        Version version;
        try {
            version = alertmanager.version();
        } catch (StackException e) {
            throw new StackException(
                    "no Alertmanager answers at " + alertmanager.url()
                            + ": ./stack up, or name another by --alertmanager",
                    e);
        }
        AlertTest test = new AlertTest(
                alertmanager,
                audit,
                new AlertmanagerLog(home.log("alertmanager")),
                new NextStep(home.secrets(), natively, version),
                Duration.ofSeconds(seconds));
        AlertTest.Result result = test.run(channel);
        System.out.println(result.line());
        return result.delivered() ? 0 : 1;
    }
}
