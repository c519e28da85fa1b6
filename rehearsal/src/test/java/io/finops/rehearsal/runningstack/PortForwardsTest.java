package io.finops.rehearsal.runningstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PortForwardsTest {
    /** As kubectl, it says where it listens; its process id stands for the port, so that no two forwards have the same. */
    private static final String FORWARDS = "echo \"Forwarding from 127.0.0.1:$$ -> 9090\"; exec sleep 60";

    private final PortForwards forwards =
            new PortForwards((service, ports) -> List.of("sh", "-c", FORWARDS, service, ports));

    @AfterEach
    void close() {
        forwards.close();
    }

    @Test
    void aForwardIsOpenedOnce() {
        assertThat(forwards.url("prometheus", 9090)).isEqualTo(forwards.url("prometheus", 9090));
    }

    @Test
    void aForwardWhosePodIsAboutToEndIsOpenedAnewAndTheOthersStay() {
        String prometheus = forwards.url("prometheus", 9090);
        String loki = forwards.url("loki", 3100);
        forwards.forget("prometheus");
        assertThat(forwards.url("prometheus", 9090)).isNotEqualTo(prometheus);
        assertThat(forwards.url("loki", 3100)).isEqualTo(loki);
    }

    @Test
    void afterPodsWereReplacedEveryForwardIsOpenedAnew() {
        String before = forwards.url("simulators", 8082);
        forwards.close();
        assertThat(forwards.url("simulators", 8082)).isNotEqualTo(before);
    }

    @Test
    void aForwardThatHasEndedIsOpenedAnew() {
        String before = forwards.url("simulators", 8082);
        ProcessHandle.of(Long.parseLong(before.substring(before.lastIndexOf(':') + 1)))
                .orElseThrow()
                .destroyForcibly();
        await().untilAsserted(() -> assertThat(forwards.url("simulators", 8082)).isNotEqualTo(before));
    }
}
