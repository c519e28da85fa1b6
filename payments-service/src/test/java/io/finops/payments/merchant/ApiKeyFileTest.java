package io.finops.payments.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.payments.support.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys come and go without a restart, and a broken file locks nobody out. */
class ApiKeyFileTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final ApiKeys.Known FIRST = known("mer_first", "one");
    private static final ApiKeys.Known SECOND = known("mer_second", "two");

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
        assertThat(keys.keys().check("one", NOW)).isEqualTo(FIRST);
        assertThat(keys.keys().check("two", NOW)).isInstanceOf(ApiKeys.Unknown.class);

        Files.writeString(file, line("mer_first", "one") + "# another\n" + line("mer_second", "two"));
        keys.reload();
        assertThat(keys.keys().check("one", NOW)).isEqualTo(FIRST);
        assertThat(keys.keys().check("two", NOW)).isEqualTo(SECOND);

        Files.writeString(file, line("mer_second", "two"));
        keys.reload();
        assertThat(keys.keys().check("one", NOW)).isInstanceOf(ApiKeys.Unknown.class);
    }

    @Test
    void keepsTheLastGoodKeysWhenTheFileIsBrokenOrGone() throws IOException {
        ApiKeyFile keys = new ApiKeyFile(file);
        Files.writeString(file, "mer_first sha256:abc\n");
        keys.reload();
        assertThat(keys.keys().check("one", NOW)).isEqualTo(FIRST);

        Files.delete(file);
        keys.reload();
        assertThat(keys.keys().check("one", NOW)).isEqualTo(FIRST);

        Files.writeString(file, line("mer_second", "two"));
        keys.reload();
        assertThat(keys.keys().check("two", NOW)).isEqualTo(SECOND);
    }

    @Test
    void knowsKeysThatMayOnlyReadThatExpireAndThatAreSuspended() {
        ApiKeys keys = ApiKeys.parse(List.of(
                line("mer_first", "one").strip() + " read",
                line("mer_first", "two").strip() + " until=2026-12-01T00:00:00Z",
                line("mer_first", "three").strip() + " until=2026-12-01T00:00:00Z suspended"));

        assertThat(keys.check("one", NOW)).isEqualTo(new ApiKeys.Known(new Merchant("mer_first"), false, hash("one")));
        assertThat(keys.check("two", NOW)).isEqualTo(known("mer_first", "two"));
        assertThat(keys.check("two", Instant.parse("2026-12-01T00:00:00Z"))).isInstanceOf(ApiKeys.Expired.class);
        assertThat(keys.check("three", NOW)).isInstanceOf(ApiKeys.Suspended.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"write", "until=", "until=tomorrow", "READ", "read,until=2026-12-01T00:00:00Z"})
    void refusesAWordThatItDoesNotKnow(String word) {
        assertThatThrownBy(() -> ApiKeys.parse(List.of(line("mer_first", "one").strip() + " " + word)))
                .hasMessageContaining("line 1 of the merchants file")
                .hasMessageNotContaining(TestFiles.sha256("one"));
    }

    private static ApiKeys.Known known(String merchant, String key) {
        return new ApiKeys.Known(new Merchant(merchant), true, hash(key));
    }

    private static String hash(String key) {
        return TestFiles.sha256(key).substring(0, 8);
    }

    private static String line(String merchant, String key) {
        return merchant + " sha256:" + TestFiles.sha256(key) + "\n";
    }
}
