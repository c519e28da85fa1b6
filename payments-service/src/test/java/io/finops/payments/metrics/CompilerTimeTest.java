package io.finops.payments.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilerTimeTest {
    @TempDir
    private Path threads;

    @Test
    void addsUpWhatCompilersUseAndNothingElse() throws IOException {
        thread("1", "java", 500, 100);
        thread("2", "C1 CompilerThre", 30, 12);
        thread("3", "C2 CompilerThre", 100, 8);
        thread("4", "odd) (C2 Compiler", 7, 7);

        assertThat(new CompilerTime(threads).seconds()).isEqualTo(1.5);
    }

    @Test
    void neverFallsWhenACompilerThreadEndsOrItsNumberIsGivenAgain() throws IOException {
        CompilerTime time = new CompilerTime(threads);
        thread("2", "C1 CompilerThre", 200, 0);
        thread("3", "C2 CompilerThre", 300, 0);
        assertThat(time.seconds()).isEqualTo(5);

        Files.delete(threads.resolve("3/stat"));
        Files.delete(threads.resolve("3"));
        thread("2", "C2 CompilerThre", 10, 0);

        assertThat(time.seconds()).isEqualTo(5.1);
    }

    @Test
    void isZeroWhereNothingIsCompiled() throws IOException {
        thread("1", "java", 500, 100);

        assertThat(new CompilerTime(threads).seconds()).isZero();
    }

    @Test
    void isUnknownWithoutAProc() {
        assertThat(new CompilerTime(threads.resolve("none")).isKnown()).isFalse();
    }

    @Test
    void seesTheCompilersOfThisVeryProcess() {
        CompilerTime time = new CompilerTime();
        assumeThat(time.isKnown()).isTrue();

        assertThat(time.seconds())
                .isPositive()
                .isLessThan(ProcessHandle.current()
                                .info()
                                .totalCpuDuration()
                                .orElseThrow()
                                .toMillis()
                        / 1000.0);
    }

    private void thread(String id, String name, long user, long system) throws IOException {
        Path folder = Files.createDirectories(threads.resolve(id));
        Files.writeString(
                folder.resolve("stat"),
                id + " (" + name + ") S 1 1 1 0 -1 4194368 9 0 0 0 " + user + " " + system + " 0 0 20 0 30 0 77 0\n");
    }
}
