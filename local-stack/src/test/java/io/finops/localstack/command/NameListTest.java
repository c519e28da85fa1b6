package io.finops.localstack.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameListTest {
    @Test
    void fewNamesAreOneLine() {
        assertThat(NameList.after("there are:", List.of("one", "two"))).isEqualTo("there are: one, two");
    }

    @Test
    void manyAreSeveralLinesThatFitAndNoneIsLost() {
        List<String> names = Collections.nCopies(40, "gateway-outage");
        String text = NameList.after("there is no such drill; there are:", names);

        assertThat(("stack: " + text).lines()).hasSizeGreaterThan(5).allMatch(line -> line.length() <= 100);
        assertThat(text.split("[\\s,]+")).filteredOn("gateway-outage"::equals).hasSize(40);
        assertThat(text.lines().skip(1)).allMatch(line -> line.startsWith("  g"));
    }
}
