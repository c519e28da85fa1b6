package io.finops.localstack.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.localstack.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 760, 1000, 4763, 6000, 10_000, 11_000, 12_432, 17_000})
    void suggestsAnOffsetThatMeetsNoPortOfThisStackAndNoneThatIsDocumented(int offset) {
        Ports ports = new Ports(offset);
        Set<Integer> avoid = new HashSet<>(Ports.documentedPorts().values());
        Ports.documentedPorts().keySet().forEach(name -> avoid.add(ports.of(name)));
        Ports suggested = new Ports(ports.otherOffset(port -> true).orElseThrow());
        assertThat(Ports.documentedPorts().keySet().stream().map(suggested::of)).doesNotContainAnyElementsOf(avoid);
    }

    @Test
    void suggestsOneOfEveryRoundOffsetThatIsFreeAndNeverOneThatMeetsAnotherPort() {
        Ports ports = new Ports(0);
        for (int first = 10_000; first <= 17_000; first += 1000) {
            int free = first;
            Ports suggested =
                    new Ports(ports.otherOffset(port -> port - free >= 3000).orElseThrow());
            assertThat(suggested.offset()).isGreaterThanOrEqualTo(first);
            assertThat(Ports.documentedPorts().keySet().stream().map(suggested::of))
                    .doesNotContainAnyElementsOf(Ports.documentedPorts().values())
                    .allMatch(port -> port < 32_768);
        }
    }

    @Test
    void suggestsNothingWhereNothingIsFree() {
        assertThat(new Ports(0).otherOffset(port -> false)).isEmpty();
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

    @Test
    void aFreePortIsAnotherOneEachTimeAndNoneThatTheKernelHandsOut() {
        List<Integer> ports = Stream.generate(Ports::freePort).limit(50).toList();

        assertThat(ports)
                .doesNotHaveDuplicates()
                .allMatch(port -> port < 32_768)
                .allMatch(Ports::isFree);
    }
}
