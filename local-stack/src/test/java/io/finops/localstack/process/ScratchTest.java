package io.finops.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ScratchTest {
    @Test
    void isDeletedOnCloseUnlessItIsKept() throws IOException {
        Path deleted;
        try (Scratch scratch = Scratch.open("scratch-test")) {
            deleted = Files.writeString(scratch.folder().resolve("file"), "content");
        }
        assertThat(deleted.getParent()).doesNotExist();

        Path kept;
        try (Scratch scratch = Scratch.open("scratch-test")) {
            kept = scratch.folder();
            scratch.keep();
        }
        assertThat(kept).isEmptyDirectory();
        Files.delete(kept);
    }

    @Test
    @Timeout(60)
    void anInterruptedCommandLeavesNeitherItsFolderNorItsProcessesBehind() throws Exception {
        Process command = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Command.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = command.inputReader()) {
            Path folder = Path.of(out.readLine());
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();

            command.destroy();

            assertThat(command.waitFor(30, TimeUnit.SECONDS)).isTrue();
            child.onExit().get(30, TimeUnit.SECONDS);
            assertThat(folder).doesNotExist();
        } finally {
            command.descendants().forEach(ProcessHandle::destroyForcibly);
            command.destroyForcibly();
        }
    }

    /** Starts something that lasts, and says so. */
    static final class Command {
        public static void main(String[] arguments) throws Exception {
            try (Scratch scratch = Scratch.open("scratch-test")) {
                Process child = new ProcessBuilder("sleep", "300").start();
                System.out.println(scratch.folder());
                System.out.println(child.pid());
                child.waitFor();
            }
        }
    }
}
