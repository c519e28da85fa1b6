package io.finops.rehearsal.history;

import io.finops.localstack.command.StackOptions;
import io.finops.localstack.command.StackWord;
import io.finops.localstack.layout.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code up --with-history} runs before it starts Prometheus. Not for people. */
@Command(name = "load-history", hidden = true)
public final class LoadHistoryCommand implements StackWord {
    @Option(names = "--port-offset", required = true)
    private int portOffset;

    @Option(names = "--rps", required = true)
    private double paymentsPerSecond;

    @Override
    public Integer call() {
        new HistoryLoad(StackOptions.home(), new Ports(portOffset), System.out::println).load(paymentsPerSecond);
        return 0;
    }
}
