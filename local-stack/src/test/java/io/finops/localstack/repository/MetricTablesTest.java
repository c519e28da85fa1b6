package io.finops.localstack.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.repository.MetricReference.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the tables of the reference pages to {@code docs/metrics.yml}. With {@code UPDATE_METRIC_TABLES=1} in the environment it
 * writes them.
 */
class MetricTablesTest {
    private static final boolean UPDATE = "1".equals(System.getenv("UPDATE_METRIC_TABLES"));
    /** Its columns are those of the page's head. */
    private static final Pattern TABLE = Pattern.compile("(?m)^\\| (metric .*) \\|\n(\\|[- |]*\\|\n)(?:\\|.*\n)*");

    @ParameterizedTest
    @CsvSource({
        "payments-service, docs/metrics-payments.md",
        "cost-exporter, docs/metrics-cost.md",
        "report, docs/report.md"
    })
    void theTableOfAPageIsWhatTheDataSays(String service, String page) throws IOException {
        List<Row> rows = MetricReference.read().of(service);
        assertThat(rows.stream().flatMap(row -> row.names().stream()).toList())
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).matches("[a-z][a-z0-9_]*"));
        Path file = RepositoryFiles.file(page);
        String text = Files.readString(file);
        Matcher table = TABLE.matcher(text);
        assertThat(table.find()).as("a table of metrics in %s", page).isTrue();

        List<String> columns = Arrays.asList(table.group(1).split(" \\| ", -1));
        String body = rows.stream()
                .map(row ->
                        line(columns.stream().map(column -> cell(row, column)).toList()))
                .collect(Collectors.joining());
        String expected =
                text.substring(0, table.start()) + line(columns) + table.group(2) + body + text.substring(table.end());
        if (UPDATE) {
            Files.writeString(file, expected);
        }
        assertThat(file)
                .as("UPDATE_METRIC_TABLES=1 mvn -pl local-stack test -Dtest=MetricTablesTest writes it")
                .hasContent(expected);
    }

    private static String cell(Row row, String column) {
        return switch (column) {
            case "metric" -> code(row.names());
            case "type" -> row.type();
            case "labels" -> code(row.labels());
            case "unit" -> row.unit();
            case "meaning" -> row.meaning();
            case "IAM action" -> code(row.iam());
            default -> throw new IllegalArgumentException("no column is called " + column);
        };
    }

    /** As code, except the letters that stand for lists of labels. */
    private static String code(List<String> names) {
        return names.stream()
                .map(name -> name.matches("[A-Z]") ? name : "`" + name + "`")
                .collect(Collectors.joining(", "));
    }

    private static String line(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.isEmpty() ? "| " : "| " + cell.replace("|", "\\|") + " ")
                .collect(Collectors.joining("", "", "|\n"));
    }
}
