package io.finops.costexporter.state;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sections in one file: a line with format, version and SHA-256, then JSON. Replaced atomically; a file that is damaged
 * or of a newer version is set aside, never half believed. Not thread-safe.
 */
public final class StateFile {
    private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);
    private static final String FORMAT = "finops-cost-exporter";
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            // Sections are values in the middle of a stream.
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;
    private final List<StateSection<?>> sections;

    public StateFile(Path file, List<? extends StateSection<?>> sections) {
        this.file = file;
        this.sections = List.copyOf(sections);
    }

    /** Restores every section that is in the file, and says whether there was a file to believe. */
    public boolean load() {
        try {
            if (!Files.exists(file)) {
                return false;
            }
            restore(verified(Files.readAllBytes(file)));
            return true;
        } catch (IOException e) {
            setAside(e.toString());
            return false;
        } catch (UnusableState e) {
            setAside(String.valueOf(e.getMessage()));
            return false;
        } catch (RuntimeException e) {
            setAside("its content makes no sense: "
                    + e.toString().lines().findFirst().orElse(""));
            return false;
        }
    }

    /** Reads everything before anything is restored, so that a file is believed as a whole or not at all. */
    private void restore(byte[] content) {
        List<Runnable> restores = new ArrayList<>();
        int start = content.length - payloadLength(content);
        try (JsonParser parser = JSON.createParser(content, start, content.length - start)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                StateSection<?> section = sections.stream()
                        .filter(known -> known.name().equals(name))
                        .findFirst()
                        .orElse(null);
                if (section == null || parser.currentToken() == JsonToken.VALUE_NULL) {
                    parser.skipChildren();
                } else {
                    restores.add(restoring(section, parser));
                }
            }
        }
        restores.forEach(Runnable::run);
    }

    private static <T> Runnable restoring(StateSection<T> section, JsonParser parser) {
        T saved = JSON.readValue(parser, section.type());
        return () -> section.restore(saved);
    }

    private static byte[] verified(byte[] content) {
        String[] header = header(content).split(" ", -1);
        if (header.length != 3 || !header[0].equals(FORMAT)) {
            throw new UnusableState("not a state file of this program");
        }
        if (!header[1].equals(String.valueOf(VERSION))) {
            throw new UnusableState("its version is " + header[1] + ", this program knows " + VERSION);
        }
        byte[] payload = Arrays.copyOfRange(content, content.length - payloadLength(content), content.length);
        if (!header[2].equals(Sha256.of(payload))) {
            throw new UnusableState("its checksum does not match: it is damaged");
        }
        return content;
    }

    private static String header(byte[] content) {
        return new String(content, 0, content.length - payloadLength(content), StandardCharsets.US_ASCII).strip();
    }

    private static int payloadLength(byte[] content) {
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                return content.length - i - 1;
            }
        }
        throw new UnusableState("it is cut short");
    }

    /** Writes all sections, or leaves the file as it was. */
    public void save() throws IOException {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(payload)) {
            json.writeStartObject();
            for (StateSection<?> section : sections) {
                json.writeName(section.name());
                JSON.writeValue(json, section.save());
            }
            json.writeEndObject();
        }
        byte[] body = payload.toByteArray();
        byte[] header = (FORMAT + " " + VERSION + " " + Sha256.of(body) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] content = Arrays.copyOf(header, header.length + body.length);
        System.arraycopy(body, 0, content, header.length, body.length);
        DurableFile.replace(file, content);
    }

    private void setAside(String why) {
        try {
            Path aside = free(file.getFileName() + ".set-aside");
            Files.move(file, aside);
            LOG.warn("{} cannot be used ({}); set aside as {}, starting without earlier figures", file, why, aside);
        } catch (IOException e) {
            LOG.warn("{} cannot be used ({}), nor set aside ({}); starting without earlier figures", file, why, e);
        }
    }

    /** A name that is not taken: what was set aside before is kept as well. */
    private Path free(String name) {
        Path path = file.resolveSibling(name);
        for (int number = 2; Files.exists(path); number++) {
            path = file.resolveSibling(name + "." + number);
        }
        return path;
    }

    private static final class UnusableState extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableState(String message) {
            super(message);
        }
    }
}
