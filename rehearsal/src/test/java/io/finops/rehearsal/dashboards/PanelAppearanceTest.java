package io.finops.rehearsal.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What Grafana 12.4 was seen to draw badly, told from the dashboards' files. */
class PanelAppearanceTest {
    /** How many letters of a title a page of 1280 pixels has room for, for each of its 24 columns; the panel's frame and icon take some. */
    private static final int LETTERS_A_COLUMN = 5;

    private static final int LETTERS_OF_THE_FRAME = 7;

    static List<Dashboard> dashboards() {
        return Dashboard.withOptional();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void titlesFitTheirPanels(Dashboard dashboard) {
        for (JsonNode panel : dashboard.dataPanels()) {
            int columns = panel.path("gridPos").path("w").asInt();
            assertThat(panel.path("title").asString())
                    .as("title over %d columns", columns)
                    .hasSizeLessThanOrEqualTo(LETTERS_A_COLUMN * columns - LETTERS_OF_THE_FRAME);
        }
    }

    /** A series that goes on is drawn as an area that covers every panel; what is true for one step only is a line. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void annotationsMarkMomentsAndShadeNothing(Dashboard dashboard) {
        assertThat(dashboard.json().path("annotations").path("list"))
                .isNotEmpty()
                .allSatisfy(annotation -> assertThat(annotation.path("expr").asString())
                        .as(annotation.path("name").asString())
                        .contains(" unless ")
                        // A fixed length would be missed, or be an area, where Grafana's step is another.
                        .contains("$__interval")
                        .doesNotContainPattern("offset \\d"));
    }

    /** The word for "no value" is drawn in the first colour: red for a budget that nobody can know yet, green for a service that is not there. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void whatIsNotKnownHasNoColour(Dashboard dashboard) {
        for (JsonNode panel : panels(dashboard, "stat")) {
            JsonNode defaults = panel.path("fieldConfig").path("defaults");
            JsonNode steps = defaults.path("thresholds").path("steps");
            if (defaults.has("noValue") && !steps.isEmpty()) {
                assertThat(steps.path(0).path("color").asString())
                        .as(panel.path("title").asString())
                        .isEqualTo("text");
            }
        }
    }

    /** An account's number is drawn as "$111B" in the unit of the figures beside it. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void tablesWriteNamesAsTheyAre(Dashboard dashboard) {
        for (JsonNode panel : panels(dashboard, "table")) {
            String unit =
                    panel.path("fieldConfig").path("defaults").path("unit").asString("none");
            if (unit.equals("none") || unit.equals("short")) {
                continue;
            }
            assertThat(panel.path("fieldConfig").path("overrides"))
                    .as(panel.path("title").asString())
                    .anySatisfy(override -> {
                        assertThat(override.path("matcher").path("id").asString())
                                .isEqualTo("byType");
                        assertThat(override.path("matcher").path("options").asString(""))
                                .isEqualTo("string");
                        assertThat(override.path("properties")).anySatisfy(property -> {
                            assertThat(property.path("id").asString()).isEqualTo("unit");
                            assertThat(property.path("value").asString()).isEqualTo("string");
                        });
                    });
        }
    }

    /** Where a bar chart skips a label of its axis, it writes the axis's word for "no value" there. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void barChartsWriteNoExcuseUnderTheirBars(Dashboard dashboard) {
        for (JsonNode panel : panels(dashboard, "barchart")) {
            String axis = panel.path("options").path("xField").asString();
            assertThat(panel.path("fieldConfig").path("overrides"))
                    .as(panel.path("title").asString())
                    .anySatisfy(override -> {
                        assertThat(override.path("matcher").path("options").asString(""))
                                .isEqualTo(axis);
                        assertThat(override.path("properties")).anySatisfy(property -> {
                            assertThat(property.path("id").asString()).isEqualTo("noValue");
                            assertThat(property.path("value").asString("missing"))
                                    .isEmpty();
                        });
                    });
        }
    }

    /** USD 1,500 and USD 2,000 would both be "$2K" on an axis without decimals. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void barChartsLeaveTheDecimalsOfTheirAxisToGrafana(Dashboard dashboard) {
        for (JsonNode panel : panels(dashboard, "barchart")) {
            assertThat(panel.path("fieldConfig").path("defaults").has("decimals"))
                    .as(panel.path("title").asString())
                    .isFalse();
        }
    }

    /** An empty answer is a frame without fields, of which a state timeline says "Data does not have a time field". */
    @ParameterizedTest
    @MethodSource("dashboards")
    void stateTimelinesShowTheirWordForNoData(Dashboard dashboard) {
        for (JsonNode panel : panels(dashboard, "state-timeline")) {
            assertThat(panel.path("transformations"))
                    .as(panel.path("title").asString())
                    .anySatisfy(step -> assertThat(step.path("id").asString()).isEqualTo("filterFieldsByName"));
        }
    }

    private static List<JsonNode> panels(Dashboard dashboard, String type) {
        return dashboard.panels().stream()
                .filter(panel -> Dashboard.type(panel).equals(type))
                .toList();
    }
}
