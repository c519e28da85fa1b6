package io.finops.localstack.command;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.plan.Choices;
import io.finops.localstack.plan.NativeStack;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = "Starts the stack, waits until it is healthy, and says where everything is.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
    @Option(names = "--native", description = "As processes of this machine; needs only a JDK.")
    private boolean natively;

    @Option(names = "--compose", description = "In containers; needs a Docker engine.")
    private boolean compose;

    @Option(names = "--port-offset", paramLabel = "N", description = "Added to every port; also STACK_PORT_OFFSET.")
    private @Nullable Integer portOffset;

    @Option(
            names = "--rps",
            paramLabel = "N",
            defaultValue = "12",
            description = "Payments a second of the demo traffic (${DEFAULT-VALUE}).")
    private String paymentsPerSecond = "";

    @Option(
            names = "--aws",
            description =
                    "Reads the real bill of the AWS account that this shell has credentials for (docs/iam; native only).")
    private boolean realAws;

    @Option(
            names = "--with-history",
            description = "First loads five weeks of simulated bills and payments, once (native only).")
    private boolean withHistory;

    @Override
    public Integer call() {
        if (withHistory && (realAws || compose)) {
            throw new StackException("--with-history loads simulated figures: not with --aws, and only natively");
        }
        if (natively && compose) {
            throw new StackException("--native and --compose exclude each other");
        }
        StackHome home = StackOptions.home();
        home.create();
        ComposeRun containers = new ComposeRun(home);
        if (compose || (!natively && !realAws && !withHistory && containers.ready(System.out::println))) {
            int exitCode = containers.up();
            if (exitCode == 0) {
                System.out.print(StatusCommand.table(containers.status()));
            }
            return exitCode;
        }
        StackLock.whileHeld(home, () -> {
            Ports ports = StackOptions.ports(portOffset, home);
            new NativeStack(home, System.out::println).up(ports, new Choices(paymentsPerSecond, realAws, withHistory));
            containers.forget();
            System.out.print(Welcome.text(home, ports));
        });
        return 0;
    }
}
