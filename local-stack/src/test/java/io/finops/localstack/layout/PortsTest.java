package io.finops.localstack.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.localstack.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void givesTheDocumentedPortsWithoutAnOffset() {
        Ports ports = new Ports(0);
        assertThat(ports.of("payments-service")).isEqualTo(8080);
        assertThat(ports.url("prometheus")).isEqualTo("http://127.0.0.1:9090");
    }

    @Test
    void movesEveryPortByTheOffset() {
        assertThat(new Ports(1000).of("cost-exporter")).isEqualTo(9081);
    }

    @Test
    void refusesAnOffsetThatLeavesTheRangeOfPorts() {
        assertThatThrownBy(() -> new Ports(60_000))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("60000");
        assertThatThrownBy(() -> new Ports(-1)).isInstanceOf(StackException.class);
    }

    @Test
    void findsAnOffsetAtWhichNothingListens() {
        assertThat(Ports.isFree(Ports.free().of("payments-service"))).isTrue();
    }

    @Test
    void givesUpWhenEverythingIsTaken() {
        assertThatThrownBy(() -> Ports.free(port -> false)).isInstanceOf(StackException.class);
    }

    @Test
    void seesThatAPortIsTaken() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(socket.getLocalPort())).isFalse();
        }
    }
}
