package io.finops.localstack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {
    @TempDir
    Path folder;

    @Test
    void removesTheLockOfADeadProcess() throws IOException, InterruptedException {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        assertThat(survives(dead.pid() + "\nmore\n", "postgres")).isFalse();
    }

    @Test
    void removesTheLockWhoseNumberWasGivenToAStranger() throws IOException {
        assertThat(survives(ProcessHandle.current().pid() + "\n", "postgres")).isFalse();
    }

    @Test
    void keepsTheLockOfALivingProcessOfThatProgram() throws IOException {
        assertThat(survives(ProcessHandle.current().pid() + "\n", "java")).isTrue();
    }

    @Test
    void removesADamagedLock() throws IOException {
        assertThat(survives("", "postgres")).isFalse();
        assertThat(survives("not a number\n", "postgres")).isFalse();
    }

    private boolean survives(String content, String program) throws IOException {
        Path lock = folder.resolve("postmaster.pid");
        Files.writeString(lock, content);
        LockFile.removeIfStale(lock, program);
        return Files.exists(lock);
    }
}
