package io.finops.costexporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What words on the command line do before anything is started or asked. */
class CommandLineTest {
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setOut(out);
        System.setErr(err);
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h", "-?", "check --help", "--server.port=1 --help"})
    void helpNamesTheCommandsAndStartsNothing(String words) {
        assertThat(CommandLine.dispatch(words.split(" "))).hasValue(0);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("check [--offline]", "history --from", "/metrics");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version", "-V"})
    void theVersionIsOneLineAndStartsNothing(String word) {
        assertThat(CommandLine.dispatch(word)).hasValue(0);
        assertThat(said.toString(StandardCharsets.UTF_8)).matches("cost-exporter \\S+ \\(Java \\S+\\)\\R");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "servee|servee",
                "-v|-v",
                "--verison|--verison",
                "--offline|--offline",
                "--port=9000|--port=9000",
                "--port 9000|--port",
                "--server.port=9000 check|check",
                "check --ofline|--ofline",
                "check --offline=no|--offline=no",
                "check everything|everything",
                "check --offline everything|--offline=everything",
                "history --form 2026-08-01 --out x|--form=2026-08-01",
                "history --from --out x|--from",
            })
    void whatIsMistypedIsNamedAndAsksNobody(String words, String named) {
        assertThat(CommandLine.dispatch(words.split(" "))).hasValue(2);
        assertThat(complained.toString(StandardCharsets.UTF_8))
                .startsWith("cost-exporter: " + named + " is ")
                .endsWith("; try help" + System.lineSeparator());
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--server.port=8081",
                "--cost-exporter.refresh-interval=8h --cost-exporter.views[0].daily",
                "--spring.config.additional-location=file:finops.yaml",
                "--debug",
            })
    void propertiesStartTheService(String words) {
        assertThat(CommandLine.dispatch(words.split(" "))).isEmpty();
        assertThat(complained.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
