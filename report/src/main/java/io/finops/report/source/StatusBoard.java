package io.finops.report.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The board that the native launcher's supervisor keeps in a file: the state of every part that it started. */
public final class StatusBoard {
    private StatusBoard() {}

    /** A part; {@code state} is {@code up}, {@code starting} and the like. */
    public record Part(String name, String state, String url, String reason) {}

    /**
     * Every part, in the order of the board.
     *
     * @throws SourceException if there is no such board
     */
    public static List<Part> read(Path file) {
        try {
            List<Part> parts = new ArrayList<>();
            for (JsonNode row :
                    JsonMapper.shared().readTree(Files.readAllBytes(file)).path("components")) {
                parts.add(new Part(
                        row.path("name").asString(""),
                        row.path("state").asString("").toLowerCase(Locale.ROOT),
                        row.path("url").asString(""),
                        row.path("reason").asString("")));
            }
            return List.copyOf(parts);
        } catch (IOException | JacksonException e) {
            throw new SourceException("cannot read the board of the supervisor, " + file, e);
        }
    }
}
