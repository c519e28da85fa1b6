package io.finops.traffic.cli;

import io.finops.traffic.stub.StubAnswers;
import io.finops.traffic.stub.StubServer;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The trivial server that benchmarks measure load tools against. */
@Command(
        name = "stub-server",
        hidden = true,
        description = "Approves every payment at once, on one event loop, until stopped.",
        mixinStandardHelpOptions = true)
final class StubServerCommand implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "0", description = "port on 127.0.0.1; 0 takes any that is free")
    int port;

    @Override
    public Integer call() throws InterruptedException {
        try (StubServer server = StubServer.start(port, StubAnswers::new)) {
            System.out.println("listening on " + server.url());
            new CountDownLatch(1).await();
        }
        return ExitCode.PASSED;
    }
}
