package io.finops.report.page;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.finops.report.chart.Chart;
import io.finops.report.content.Report;
import io.finops.report.figure.Figure;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A report for programs: the same figures, without the drawings. */
public final class JsonReport {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .addMixIn(Chart.class, WithoutDrawing.class)
            .addMixIn(Figure.class, WithText.class)
            .build();

    private JsonReport() {}

    public static String render(Report report) {
        return MAPPER.writeValueAsString(report);
    }

    interface WithoutDrawing {
        @JsonIgnore
        String svg();
    }

    interface WithText {
        @JsonProperty
        String text();
    }
}
