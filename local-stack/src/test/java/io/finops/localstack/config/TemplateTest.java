package io.finops.localstack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.localstack.StackException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void putsValuesInTheirPlaces() {
        assertThat(render("url: ${AUDIT_URL}/alerts\n")).isEqualTo("url: http://127.0.0.1:8084/alerts\n");
    }

    @Test
    void leavesGoTemplatesAndCommentsAlone() {
        assertThat(render("# ${WHATEVER}\ntitle: '{{ $labels.service }} {{ .Value }}'\n"))
                .isEqualTo("# ${WHATEVER}\ntitle: '{{ $labels.service }} {{ .Value }}'\n");
    }

    @Test
    void keepsABlockWhoseConditionHoldsAndDropsTheOther() {
        assertThat(render("""
                        a: 1
                          # begin channel slack
                          b: 2
                          # end channel slack
                        # begin channel telegram
                        c: ${UNKNOWN}
                        # end channel telegram
                        """)).isEqualTo("a: 1\n  b: 2\n");
    }

    @Test
    void dropsABlockWithinADroppedOne() {
        assertThat(render("""
                        # begin channel telegram
                        # begin channel slack
                        b: 2
                        # end channel slack
                        # end channel telegram
                        """)).isEmpty();
    }

    @Test
    void namesAnUnknownPlaceholder() {
        assertThatThrownBy(() -> render("a: ${TYPO}\n"))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("file.yml")
                .hasMessageContaining("TYPO");
    }

    @Test
    void refusesBlocksThatDoNotMatch() {
        assertThatThrownBy(() -> render("# begin channel slack\n")).hasMessageContaining("# end");
        assertThatThrownBy(() -> render("# end channel slack\n")).hasMessageContaining("ends no block");
    }

    private static String render(String source) {
        Map<String, String> values = Map.of("AUDIT_URL", "http://127.0.0.1:8084");
        return new Template(name -> Optional.ofNullable(values.get(name)), Set.of("channel slack")::contains)
                .render(source, "file.yml");
    }
}
