package io.finops.traffic.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTableTest {
    @Test
    void readsLinesCommentsAndAHeading() {
        RateCurve curve = RateTable.parse(List.of("second,rate", "# morning", "0,10", "", " 60 , 20 "));

        assertThat(curve.rateAt(30)).isEqualTo(15);
        assertThat(curve.seconds()).isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x,1", "10", "10,", "10;5", "10,-1", "10,NaN", "-1,5", "10,1,2", "10,Infinity"})
    void namesTheLineThatIsWrong(String line) {
        assertThatThrownBy(() -> RateTable.parse(List.of("0,1", line, "20,1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 2: ");
    }
}
