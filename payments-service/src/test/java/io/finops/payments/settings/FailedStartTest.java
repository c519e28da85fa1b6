package io.finops.payments.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.payments.support.FakeGateway;
import io.finops.payments.support.OwnService;
import io.finops.payments.support.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What cannot work stops the start, and one line says which property, its value, and what is accepted. */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartTest {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final FakeGateway GATEWAY = new FakeGateway();

    @AfterAll
    static void close() {
        GATEWAY.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "payments.currencies.XYZ=1 | payments.currencies.XYZ=1: expected an ISO 4217 currency",
                "payments.currencies.EUR=0 | payments.currencies.EUR=0: expected a rate above 0",
                "payments.fraud.threshold=1.5 | payments.fraud.threshold=1.5: expected a score above 0 and at most 1",
                "payments.fraud.threshold=0 | payments.fraud.threshold=0.0: expected a score above 0 and at most 1",
                "payments.take-rate=7 | payments.take-rate=7: expected 0 to 1",
                "payments.merchants-file= | payments.merchants-file=: expected a value",
                "payments.merchants-file=/nowhere/merchants | payments.merchants-file=/nowhere/merchants: expected a file",
                "payments.database.password-file=/nowhere/it | payments.database.password-file=/nowhere/it: expected a file",
                "payments.gateway.base-url= | payments.gateway.base-url=: expected an address like http://host:port",
                "payments.gateway.base-url=localhost:8082 | payments.gateway.base-url=localhost:8082: expected an address",
                "payments.gateway.read-timeout=5m | payments.gateway.read-timeout=PT5M: expected above 0 and at most 1m",
                "payments.gateway.attempts=nine | payments.gateway.attempts=nine: expected a value of type int",
                "payments.gatewy.attempts=2 | payments.gatewy.attempts=2: expected the name of a property that exists",
            })
    void isToldInOneLine(String setting, String line, CapturedOutput output) {
        assertThatThrownBy(() -> OwnService.start(DATABASE, GATEWAY, setting)).isInstanceOf(RuntimeException.class);

        List<String> lines = output.getAll()
                .lines()
                // Pools of services that other tests have left running, and whose database was cut off.
                .filter(l -> !l.contains(":housekeeper]"))
                .filter(l -> l.contains("WARN") || l.contains("ERROR") || l.contains("payments."))
                .toList();
        assertThat(lines).singleElement().asString().contains("cannot start: ", line);
    }
}
