package io.finops.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
    @Test
    void recognisesALivingProcess() {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
        assertThat(self.isAlive()).isTrue();
    }

    @Test
    void takesAnotherProcessWithTheSameIdForAStranger() {
        ProcessIdentity recycled = new ProcessIdentity(ProcessHandle.current().pid(), "another boot/1");
        assertThat(recycled.isAlive()).isFalse();
        assertThat(recycled.handle()).isEmpty();
    }

    @Test
    void takesAnEndedProcessForDeadEvenBeforeItIsCollected() throws IOException {
        // The shell replaces itself by a sleep that never collects its child.
        Process parent = new ProcessBuilder("sh", "-c", "sleep 0.05 & echo $!; exec sleep 60").start();
        try {
            long child = Long.parseLong(parent.inputReader().readLine());
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(ProcessIdentity.of(child)).isEmpty());
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void endsAProcessThatIgnoresThePoliteSignal() throws IOException {
        Process stubborn =
                new ProcessBuilder("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done").start();
        assertThat(stubborn.inputReader().readLine()).isEqualTo("ready");
        ProcessIdentity identity = ProcessIdentity.of(stubborn.pid()).orElseThrow();
        Termination.end(identity, "TERM", Duration.ofMillis(200));
        assertThat(identity.isAlive()).isFalse();
    }

    @Test
    void sendsTheSignalThatWasAskedFor() throws IOException, InterruptedException {
        // Not INT: a shell that was started with it ignored, as in the background of a script, cannot trap it.
        Process process =
                new ProcessBuilder("sh", "-c", "trap 'exit 7' USR1; echo ready; while :; do sleep 0.05; done").start();
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        Termination.end(ProcessIdentity.of(process.pid()).orElseThrow(), "USR1", Duration.ofSeconds(10));
        assertThat(process.waitFor()).isEqualTo(7);
    }
}
