package io.finops.payments.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.support.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys come and go without a restart, and a broken file locks nobody out. */
class ApiKeyFileTest {
    private static final ApiKeys.Known FIRST = new ApiKeys.Known(new Merchant("mer_first"));
    private static final ApiKeys.Known SECOND = new ApiKeys.Known(new Merchant("mer_second"));

    @TempDir
    Path directory;

    private Path file = Path.of("merchants");

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("merchants");
        Files.writeString(file, line("mer_first", "one"));
    }

    @Test
    void takesOverAddedAndWithdrawnKeys() throws IOException {
        ApiKeyFile keys = new ApiKeyFile(file);
        assertThat(keys.keys().check("one")).isEqualTo(FIRST);
        assertThat(keys.keys().check("two")).isInstanceOf(ApiKeys.Unknown.class);

        Files.writeString(file, line("mer_first", "one") + "# another\n" + line("mer_second", "two"));
        keys.reload();
        assertThat(keys.keys().check("one")).isEqualTo(FIRST);
        assertThat(keys.keys().check("two")).isEqualTo(SECOND);

        Files.writeString(file, line("mer_second", "two"));
        keys.reload();
        assertThat(keys.keys().check("one")).isInstanceOf(ApiKeys.Unknown.class);
    }

    @Test
    void keepsTheLastGoodKeysWhenTheFileIsBrokenOrGone() throws IOException {
        ApiKeyFile keys = new ApiKeyFile(file);
        Files.writeString(file, "mer_first sha256:abc\n");
        keys.reload();
        assertThat(keys.keys().check("one")).isEqualTo(FIRST);

        Files.delete(file);
        keys.reload();
        assertThat(keys.keys().check("one")).isEqualTo(FIRST);

        Files.writeString(file, line("mer_second", "two"));
        keys.reload();
        assertThat(keys.keys().check("two")).isEqualTo(SECOND);
    }

    private static String line(String merchant, String key) {
        return merchant + " sha256:" + TestFiles.sha256(key) + "\n";
    }
}
