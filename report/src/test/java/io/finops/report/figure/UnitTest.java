package io.finops.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "USD     | 1234567.8 | USD 1,234,568",
                "USD     | 12.5      | USD 12.50",
                "USD     | 0.00312   | USD 0.00312",
                "USD     | 1.23456E-7 | USD 0.000000123",
                "USD     | -7.251    | USD -7.25",
                "RATIO   | 0.99951   | 99.951 %",
                "RATIO   | 1         | 100.0 %",
                "RATIO   | 0.953     | 95.3 %",
                "RATIO   | -0.21     | -21.0 %",
                "SECONDS | 0.0213    | 21 ms",
                "SECONDS | 42.31     | 42.3 s",
                "SECONDS | 320       | 5 min 20 s",
                "SECONDS | 7260      | 2 h 1 min",
                "SECONDS | 180000    | 2 d 2 h",
                "COUNT   | 48123     | 48,123",
                "COUNT   | 2.5       | 2.5",
                "RATE    | 11.96     | 12.0/s"
            })
    void numbersAreWrittenAsPeopleReadThem(Unit unit, double value, String text) {
        assertThat(unit.format(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"USD | 110 | 100 | +10.0 %", "USD | 5 | 0 | from nothing", "RATIO | 0.93 | 0.95 | -2.0 points"})
    void aChangeIsRelativeExceptOfRatios(Unit unit, double value, double before, String text) {
        assertThat(unit.change(value, before)).isEqualTo(text);
    }
}
