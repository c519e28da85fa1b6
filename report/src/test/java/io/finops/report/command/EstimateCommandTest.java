package io.finops.report.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.report.StubServers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EstimateCommandTest {
    private static final int DAYS = 20;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private StubServers stub = newStub();

    @BeforeEach
    void twentyDays() {
        stub.settledDays().course("sum by (cost_service)", "cost_service=Office", new double[DAYS]);
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void aCampaignIsEstimatedByServiceWithItsBreakEven() {
        assertThat(estimate("--tps=10", "--hours=2")).isZero();

        assertThat(output.toString())
                .startsWith("A campaign of 10 payments a second for 2 hours: 72,000 payments beside the usual 21,")
                .contains("From 20 settled days to 2026-11-07.")
                .containsPattern("Queue +1,440\\.00 +1,440\\.00 +1,440\\.00 +0\\.0200000 +100 %")
                .containsPattern("1 other service +0\\.00 +0\\.00 +0\\.00 +no relation")
                .containsPattern("the whole bill .* +1,440\\.00")
                .contains("A day costs USD 700.00 without a payment")
                .contains("They would bring USD 72,000 (our share), less USD 28,800 of gateway fees")
                .contains("Payments pay for the bill from 1,207 a day on")
                .contains("steps in capacity");
        assertThat(errors).hasToString("");
    }

    @Test
    void theJsonHasTheSame() {
        assertThat(estimate("--growth=30%", "--json")).isZero();

        JsonNode json = JsonMapper.shared().readTree(output.toString());
        assertThat(json.path("scenario").path("words").asString(""))
                .isEqualTo("A year with 30 % more payments than now");
        assertThat(json.path("bill").path("fit").path("days").asInt(0)).isEqualTo(DAYS);
        assertThat(json.path("services").path(0).path("service").asString("")).isEqualTo("Queue");
        assertThat(json.path("breakEven").path("perDay").asDouble(0)).isBetween(1206.0, 1208.0);
    }

    @Test
    void tooFewDaysAreOneLineThatSaysWhen() throws IOException {
        try (StubServers empty = new StubServers()) {
            empty.answer("cloud_bill_daily_amount", "period_start=2026-11-18", 900)
                    .answer("ledger_day_transactions", "period_start=2026-11-18", 100);
            assertThat(run(empty.url(), "--tps=10")).isEqualTo(1);
        }
        assertThat(errors)
                .hasToString(
                        "report: an estimate needs 14 settled days of the bill on which payments were approved, and there is 1:"
                                + " a day settles three to four days after it is over, so ask again then\n");
    }

    @Test
    void whatCannotBeEstimatedIsOneLineWithExitCode2() {
        assertThat(estimate()).isEqualTo(2);
        assertThat(estimate("--tps=1", "--growth=30")).isEqualTo(2);
        assertThat(estimate("--tps=-1")).isEqualTo(2);
        assertThat(estimate("--tps=NaN")).isEqualTo(2);
        assertThat(estimate("--times=1")).isEqualTo(2);
        assertThat(estimate("--times=5", "--hours=0")).isEqualTo(2);
        assertThat(estimate("--growth=much")).isEqualTo(2);
        assertThat(errors.toString().lines()).hasSize(7).allMatch(line -> line.startsWith("report: "));
    }

    private int estimate(String... arguments) {
        return run(stub.url(), arguments);
    }

    private int run(String prometheus, String... more) {
        List<String> arguments = new ArrayList<>(List.of("estimate", "--prometheus=" + prometheus));
        arguments.addAll(List.of(more));
        CommandLine commandLine = ReportProgram.commandLine(Map.of());
        commandLine.setOut(new PrintWriter(output, true));
        commandLine.setErr(new PrintWriter(errors, true));
        return commandLine.execute(arguments.toArray(String[]::new));
    }

    private static StubServers newStub() {
        try {
            return new StubServers();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
