package io.finops.localstack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.ProcessIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A real supervisor process over real component processes that do nothing but answer. Mostly waiting, and so all at once. */
@Execution(ExecutionMode.CONCURRENT)
class SupervisorTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /** Marks tests whose components are started anew soon; a loaded machine makes others unhealthy for longer than that. */
    private static final String IMPATIENT = "impatient";

    private static final int UNHEALTHY_SECONDS = 3;

    @TempDir
    Path folder;

    private StackHome home;
    private SupervisorProcess supervisor;

    @BeforeEach
    void startASupervisorOfTwo(TestInfo test) throws IOException {
        home = new StackHome(folder, folder);
        home.create();
        Component database = stub("database");
        Component service = stub("service").after("database");
        if (test.getTags().contains(IMPATIENT)) {
            service = service.startedAnewWhenUnhealthyFor(UNHEALTHY_SECONDS);
        }
        new Plan(0, List.of(database, service), List.of()).write(home);
        supervisor = new SupervisorProcess(home);
        start();
        awaitState("service", ComponentState.UP);
    }

    @AfterEach
    void stopWhatRuns() {
        supervisor.stop();
        assertThat(supervisor.orphans()).isEmpty();
    }

    @Test
    void startsAComponentAgainWhenItDies() {
        ProcessIdentity first = process("service");
        first.handle().orElseThrow().destroyForcibly();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(status("service").state()).isEqualTo(ComponentState.UP);
            assertThat(status("service").restarts()).isEqualTo(1);
        });
        assertThat(process("service")).isNotEqualTo(first);
    }

    @Test
    @Tag(IMPATIENT)
    void startsAComponentAnewThatStaysUnhealthyAndSaysSo() throws IOException {
        ProcessIdentity first = process("service");
        post("service", "/sick");
        awaitState("service", ComponentState.UNHEALTHY);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(status("service").state()).isEqualTo(ComponentState.UP);
            assertThat(status("service").restarts()).isPositive();
            assertThat(process("service")).isNotEqualTo(first);
        });
        assertThat(first.isAlive()).isFalse();
        assertThat(home.log("supervisor")).content().contains("service: unhealthy for too long: http://127.0.0.1:");
    }

    @Test
    @Tag(IMPATIENT)
    void leavesAnUnhealthyComponentAloneWhileWhatItNeedsIsMissing() throws IOException {
        ProcessIdentity service = process("service");
        new KeptDownComponents(home).keepDown("database", "KILL");
        awaitState("database", ComponentState.HELD);
        post("service", "/sick");
        awaitState("service", ComponentState.UNHEALTHY);
        await().during(Duration.ofSeconds(2 * UNHEALTHY_SECONDS))
                .atMost(Duration.ofSeconds(60))
                .until(service::isAlive);
        new KeptDownComponents(home).letUp("database");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(status("service").restarts()).isPositive());
    }

    @Test
    void endsEveryProcessWhenItIsAskedToEnd() {
        List<ProcessIdentity> processes = List.of(process("database"), process("service"));
        assertThat(supervisor.stop())
                .as("processes that the supervisor left over")
                .isZero();
        assertThat(processes).noneMatch(ProcessIdentity::isAlive);
        assertThat(supervisor.running()).isEmpty();
    }

    @Test
    void findsAndEndsTheProcessesOfASupervisorThatWasKilled() {
        List<ProcessIdentity> processes = List.of(process("database"), process("service"));
        supervisor.running().orElseThrow().handle().orElseThrow().destroyForcibly();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(supervisor.running()).isEmpty());
        assertThat(supervisor.orphans()).containsExactlyInAnyOrderElementsOf(processes);
        supervisor.stop();
        assertThat(processes).noneMatch(ProcessIdentity::isAlive);
    }

    @Test
    void leavesAStrangerAloneWhoWasGivenARecordedProcessId() throws IOException {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            supervisor.stop();
            ProcessIdentity recorded = new ProcessIdentity(stranger.pid(), "another boot/1");
            StatusBoard board = new StatusBoard(home, recorded, List.of(stub("service")));
            board.put(stub("service"), ComponentState.UP, "", recorded, 0);
            assertThat(supervisor.orphans()).isEmpty();
            assertThat(supervisor.stop()).isZero();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void keepsAHeldComponentDownUntilItIsReleased() {
        KeptDownComponents keptDown = new KeptDownComponents(home);
        keptDown.keepDown("service", "KILL");
        awaitState("service", ComponentState.HELD);
        keptDown.letUp("service");
        awaitState("service", ComponentState.UP);
        assertThat(status("service").restarts()).as("a hold is no crash").isZero();
    }

    /** Whoever asked twice whether there was a hold lost the component for good. A pipe that is gone once it was read lets it up in between. */
    @Test
    void aHoldMayEndBetweenTwoLooksAtIt() throws IOException, InterruptedException {
        KeptDownComponents keptDown = new KeptDownComponents(home);
        keptDown.keepDown("service", "KILL");
        awaitState("service", ComponentState.HELD);

        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path hold = home.run().resolve("hold").resolve("service");
        Files.move(pipe, hold, StandardCopyOption.REPLACE_EXISTING);
        try (OutputStream read = Files.newOutputStream(hold)) {
            read.write("KILL".getBytes(StandardCharsets.UTF_8));
            Files.delete(hold);
        }
        awaitState("service", ComponentState.UP);
    }

    @Test
    void startsAComponentWithLentOptionsUntilTheyAreTakenBack() {
        LentOptions lent = new LentOptions(home);
        lent.lend("service", List.of("-Dlent=yes"));
        restartByAHold("service");
        assertThat(arguments("service")).contains("-Dlent=yes");
        assertThat(arguments("database")).doesNotContain("-Dlent=yes");

        lent.takeBack("service");
        restartByAHold("service");
        assertThat(arguments("service")).doesNotContain("-Dlent=yes");
    }

    private void restartByAHold(String component) {
        KeptDownComponents keptDown = new KeptDownComponents(home);
        keptDown.keepDown(component, "TERM");
        awaitState(component, ComponentState.HELD);
        keptDown.letUp(component);
        awaitState(component, ComponentState.UP);
    }

    private String arguments(String component) {
        return process(component).handle().orElseThrow().info().commandLine().orElseThrow();
    }

    private void start() {
        supervisor.start(List.of(
                JAVA.toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                SupervisorMain.class.getName(),
                folder.toString()));
    }

    private static Component stub(String name) throws IOException {
        int port = Ports.freePort();
        List<String> command = List.of(
                JAVA.toString(),
                "-Xmx32m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StubServer.class.getName(),
                String.valueOf(port));
        return Component.of(name, "http://127.0.0.1:" + port, port, command, Probe.http(port, "/"));
    }

    private void post(String component, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(status(component).url() + path).toURL().openConnection();
        assertThat(connection.getResponseCode()).isEqualTo(200);
    }

    private void awaitState(String component, ComponentState state) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(StatusBoard.read(home))
                        .hasValueSatisfying(snapshot -> assertThat(snapshot.components())
                                .anyMatch(row -> row.name().equals(component) && row.state() == state)));
    }

    private ComponentStatus status(String component) {
        return StatusBoard.read(home).orElseThrow().components().stream()
                .filter(row -> row.name().equals(component))
                .findFirst()
                .orElseThrow();
    }

    private ProcessIdentity process(String component) {
        return status(component).identity().orElseThrow();
    }
}
