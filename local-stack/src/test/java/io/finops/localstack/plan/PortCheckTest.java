package io.finops.localstack.plan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.supervisor.Component;
import io.finops.localstack.supervisor.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortCheckTest {
    @Test
    void namesBothComponentsThatWantOnePort() throws IOException {
        int port = Ports.freePort();
        Component promtail = on("promtail", Ports.freePort()).alsoListeningOn(List.of(port));
        assertThatThrownBy(() -> PortCheck.of(List.of(on("payments-service", port), promtail), new Ports(0)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("port " + port + " is wanted by both payments-service and promtail");
    }

    @Test
    void namesThePortThatIsTakenAndAnOffsetThatWorks() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> PortCheck.of(List.of(on("loki", taken.getLocalPort())), new Ports(0)))
                    .isInstanceOf(StackException.class)
                    .hasMessageStartingWith("port " + taken.getLocalPort() + ", which loki needs, is taken")
                    .hasMessageMatching(".* or use --port-offset [1-9]\\d{3,4}");
        }
    }

    @Test
    void acceptsPortsThatAreFree() throws IOException {
        Component component = on("loki", Ports.freePort());
        assertThatCode(() -> PortCheck.of(List.of(component), new Ports(0))).doesNotThrowAnyException();
    }

    private static Component on(String name, int port) {
        return Component.of(name, "", port, List.of("true"), Probe.http(port, "/"));
    }
}
